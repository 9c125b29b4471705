import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { backup, restore } from "../../src/db/backup.js";
import { type EmbeddedServer, removeEmbedded, startEmbedded, urlFor } from "../../src/db/embedded.js";
import { migrate } from "../../src/db/migrate.js";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

// Everything that makes a restore hard: circles, self-references, types without a JSON form, refusing triggers.
const SCHEMA = `
create table _prisma_migrations (migration_name text, finished_at timestamptz, rolled_back_at timestamptz);
insert into _prisma_migrations values ('1_init', now(), null), ('2_failed', null, null), ('3_undone', now(), now());
create type mood as enum ('well', 'not so well');
create table "Zoo" (id int primary key, name text not null);
create table "Animal" (
  id int generated always as identity primary key, "zooId" int not null references "Zoo",
  mother int references "Animal", name varchar(40) not null, mood mood, born timestamptz, price numeric(20, 6),
  weight double precision, photo bytea, tags text[], extra jsonb, loud text generated always as (upper(name)) stored);
create table "Keeper" (id int primary key, deputy int, team int);
create table "Team" (id int primary key, lead int not null references "Keeper");
alter table "Keeper" add foreign key (team) references "Team", add foreign key (deputy) references "Keeper";
create table "Audit" (id bigserial primary key, "what" text);
revoke update, delete, truncate on "Audit" from public, current_user;
create function refuse() returns trigger language plpgsql as $$ begin raise exception 'append-only'; end $$;
create trigger audit_stays before update or delete on "Audit" for each row execute function refuse();
create trigger audit_is_kept before truncate on "Audit" for each statement execute function refuse();
create schema queue;
create table queue.job (id int primary key);
create view "Loudest" as select loud from "Animal"`;

const ROWS = `
insert into "Zoo" values (1, E'Parque "España"\\n\\t☂ \\\\ []{}'), (2, '');
insert into "Animal" ("zooId", mother, name, mood, born, price, weight, photo, tags, extra) values
  (1, 3, 'calf', 'not so well', '2024-02-29 23:59:59.123456+00', 12345678901234.567891, 0.1::float8 + 0.2, '\\x00ff0a22', '{a,"b c",null}', '{"a": [1, 2.50]}'),
  (1, null, 'loner', null, null, null, null, '', '{}', 'null'),
  (2, 2, 'cow', 'well', 'infinity', 'NaN', '-infinity', null, null, null);
insert into "Keeper" values (1, null, null), (2, 1, null);
insert into "Team" values (7, 2);
update "Keeper" set team = 7;
insert into "Audit" ("what") select 'entry ' || n from generate_series(1, 2500) n;
insert into queue.job values (1)`;

const CONTENTS = `select json_build_array(
  (select json_agg(z.*::text order by id) from "Zoo" z), (select json_agg(a.*::text order by id) from "Animal" a),
  (select json_agg(k.*::text order by id) from "Keeper" k), (select json_agg(t.*::text order by id) from "Team" t),
  (select json_agg(u.*::text order by id) from "Audit" u))::text`;

const scratch = mkdtempSync(join(tmpdir(), "backup-test-"));
const dataDir = join(scratch, "data");
let server: EmbeddedServer;
let databases = 0;

beforeAll(async () => {
  server = await startEmbedded({ dataDir, durable: false });
});

afterAll(async () => {
  await server?.stop();
  removeEmbedded(dataDir);
  rmSync(scratch, { recursive: true });
});

/** Makes a database and runs the statements in it as the ordinary role. */
async function database(...statements: string[]): Promise<string> {
  databases += 1;
  await run(server.adminUrl, `create database backup_${databases} owner enfoque`);
  const url = urlFor(server, `backup_${databases}`);
  for (const statement of statements) await run(url, statement);
  return url;
}

async function run(url: string, sql: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: "array" })).rows;
  } finally {
    await client.end();
  }
}

function newFile(): string {
  databases += 1;
  return join(scratch, `${databases}.backup`);
}

/** A backup file whose lines were changed by hand. */
function edited(file: string, edit: (text: string) => string): string {
  const copy = newFile();
  writeFileSync(copy, gzipSync(edit(gunzipSync(readFileSync(file)).toString("utf8"))));
  return copy;
}

describe("a backup and its restore", () => {
  test("bring every value back as it was, in tables that refer to themselves and to each other", async () => {
    const source = await database(SCHEMA, ROWS);
    const target = await database(SCHEMA);
    const file = newFile();
    const progress: string[] = [];
    const written = await backup(source, file, {
      onProgress: (table, rows) => progress.push(`${table} ${rows}`),
    });
    expect(written).toEqual({ tables: 5, rows: 2510 - 2 });
    expect(progress).toContain("Audit 2500");
    expect(await restore(target, file)).toEqual(written);
    expect(await run(target, CONTENTS)).toEqual(await run(source, CONTENTS));
    const nulls = `select name from "Animal" where extra = 'null'::jsonb`;
    expect(await run(target, nulls)).toEqual([["loner"]]);
  });

  test("leave new rows the next free numbers", async () => {
    const file = newFile();
    await backup(await database(SCHEMA, ROWS), file);
    const target = await database(SCHEMA);
    await restore(target, file);
    expect(await run(target, `insert into "Audit" ("what") values ('next') returning id`)).toEqual([
      ["2501"],
    ]);
    const animal = `insert into "Animal" ("zooId", name) values (1, 'new') returning id`;
    expect(await run(target, animal)).toEqual([[4]]);
  });

  test("leave the queue and the list of migrations alone", async () => {
    const file = newFile();
    await backup(await database(SCHEMA, ROWS), file);
    const target = await database(SCHEMA);
    await restore(target, file);
    expect(await run(target, "select count(*)::int from queue.job")).toEqual([[0]]);
    expect(await run(target, "select count(*)::int from _prisma_migrations")).toEqual([[3]]);
  });

  test("keep to one moment, whatever is written meanwhile", async () => {
    const source = await database(SCHEMA, ROWS);
    const file = newFile();
    const writer = new pg.Client({ connectionString: source });
    await writer.connect();
    // The lock holds the backup at the second table until what it must not see is committed.
    await writer.query(`begin; lock table "Zoo"; insert into "Zoo" values (9, 'late')`);
    let meanwhile: Promise<unknown> | undefined;
    const { rows } = await backup(source, file, {
      onProgress: () => {
        meanwhile ??= writer.query("commit");
      },
    });
    await meanwhile;
    await writer.end();
    expect(rows).toBe(2508);
    expect(gunzipSync(readFileSync(file)).toString()).not.toContain("late");
  });

  test("fit the service's own tables, its append-only audit included", async () => {
    const source = await database();
    const target = await database();
    await migrate(source);
    await migrate(target);
    const id = "0190d8a0-0000-7000-8000-000000000001";
    await run(
      source,
      `insert into "Organization" (id, name, slug) values ('${id}', 'Ejemplo, S. L.', 'ejemplo')`,
    );
    await run(
      source,
      `insert into "Theme" (id, "organizationId", key, "labelEn", "labelEs", stems) values ('${id}', '${id}', 'price', 'Price', 'Precio', '{pric,preci}')`,
    );
    const file = newFile();
    const written = await backup(source, file);
    expect(written.rows).toBe(2);
    expect(await restore(target, file)).toEqual(written);
    expect(await run(target, 'select key, stems from "Theme"')).toEqual([["price", ["pric", "preci"]]]);
    expect(await restore(await migrated(), file)).toEqual(written);
  });
});

async function migrated(): Promise<string> {
  const url = await database();
  await migrate(url);
  return url;
}

describe("a backup", () => {
  test("is readable by its owner alone and never overwrites a file", async () => {
    const source = await database(SCHEMA);
    const file = newFile();
    await backup(source, file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(backup(source, file)).rejects.toThrow(/No backup was made: There is a file .* already/);
  });

  test("that fails leaves no file", async () => {
    const source = await database(SCHEMA, ROWS, 'revoke select on "Team" from current_user');
    const file = newFile();
    await expect(backup(source, file)).rejects.toThrow(/No backup was made: permission denied/);
    expect(readdirSync(scratch).filter((name) => join(scratch, name).startsWith(file))).toEqual([]);
  });
});

describe("a restore is refused in words, and nothing is restored,", () => {
  const files = { good: "" };
  beforeAll(async () => {
    files.good = newFile();
    await backup(await database(SCHEMA, ROWS), files.good);
  });

  async function expectRefusal(url: string, file: string, why: RegExp): Promise<void> {
    await expect(restore(url, file)).rejects.toThrow(why);
    expect(await run(url, 'select count(*)::int from "Audit"')).toEqual([[0]]);
    expect(await run(url, "select last_value from pg_sequences where sequencename = 'Audit_id_seq'")).toEqual(
      [[null]],
    );
  }

  test("into a database that holds rows", async () => {
    const target = await database(SCHEMA, `insert into "Zoo" values (5, 'here first')`);
    await expectRefusal(
      target,
      files.good,
      /Nothing was restored: .*holds data already \(table Zoo\).*DATA_DIR/,
    );
  });

  test("when the backup is of a later version", async () => {
    const target = await database(SCHEMA, "delete from _prisma_migrations where migration_name = '1_init'");
    await expectRefusal(target, files.good, /lacks \(1_init\).*Install the version of Enfoque that wrote it/);
  });

  test("when the backup is of an earlier version", async () => {
    const target = await database(SCHEMA, "insert into _prisma_migrations values ('4_later', now(), null)");
    await expectRefusal(target, files.good, /older than this database's migrations \(4_later\).*then update/);
  });

  test("when the tables differ", async () => {
    await expectRefusal(
      await database(SCHEMA, 'create table "More" (id int)'),
      files.good,
      /tables .* are not those/,
    );
    const wider = await database(SCHEMA, 'alter table "Team" add column motto text');
    await expectRefusal(wider, files.good, /columns of table Team are not those/);
  });

  test("from a file that is cut off, damaged or something else", async () => {
    const target = await database(SCHEMA);
    const bytes = readFileSync(files.good);
    const cut = newFile();
    writeFileSync(cut, bytes.subarray(0, bytes.length - 100));
    await expectRefusal(target, cut, /is no backup, or it is damaged/);
    const other = newFile();
    writeFileSync(other, "hello");
    await expectRefusal(target, other, /is no backup, or it is damaged/);
    await expectRefusal(target, newFile(), /no such file/);
    const short = edited(files.good, (text) => text.slice(0, text.indexOf('{"tables":')));
    await expectRefusal(target, short, /cut off/);
    const foreign = edited(files.good, (text) => text.replace('"enfoque"', '"other"'));
    await expectRefusal(target, foreign, /no backup of Enfoque/);
    const later = edited(files.good, (text) => text.replace('"format":1', '"format":2'));
    await expectRefusal(target, later, /later version of Enfoque wrote this backup/);
  });

  test("when a value or a row is not what was backed up", async () => {
    const target = await database(SCHEMA);
    const changed = edited(files.good, (text) => text.replace("entry 1234", "entry 4321"));
    await expectRefusal(target, changed, /table Audit came out with 2500 rows .* other contents/);
    const fewer = edited(files.good, (text) => text.replace(/\[[^\n]*"entry 77"\]?[^\n]*\n/, ""));
    await expectRefusal(target, fewer, /table Audit came out with 2499 rows instead of 2500/);
    const torn = edited(files.good, (text) => text.replace(/\[[^\n]*"calf"[^\n]*\n/, ""));
    await expectRefusal(target, torn, /table Animal came out with 2 rows instead of 3/);
  });

  test("when a trigger of the target changes what comes in", async () => {
    const target = await database(
      SCHEMA,
      `create function shout() returns trigger language plpgsql as $$ begin new.name := 'X'; return new; end $$;
       create trigger shouts before insert on "Zoo" for each row execute function shout()`,
    );
    await expectRefusal(target, files.good, /table Zoo came out with 2 rows/);
  });
});
