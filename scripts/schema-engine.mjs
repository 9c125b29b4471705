// Prisma's schema engine as WebAssembly: works where its native binary cannot be downloaded.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

const require = createRequire(import.meta.url);

const CHAR = 18;
const TEXT = 25;

// The adapter does not know PostgreSQL's internal "char" type, which the engine's catalogue queries return:
// it is passed through it as text, and handed to the engine as the single character that it is.
const charColumns = new Set();

class CataloguePool extends pg.Pool {
  async query(...args) {
    const result = await super.query(...args);
    for (const field of result.fields) {
      if (field.dataTypeID !== CHAR) continue;
      charColumns.add(field.name);
      field.dataTypeID = TEXT;
    }
    return result;
  }
}

class CatalogueAdapter extends PrismaPg {
  async connect() {
    const connection = await super.connect();
    const queryRaw = connection.queryRaw.bind(connection);
    connection.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const columnTypes = result.columnTypes.map((type, index) =>
        charColumns.has(result.columnNames[index]) ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    return connection;
  }
}

// The glue keeps views of one instance's memory, so there can be one instance per process only.
let loaded;
function engine() {
  loaded ??= loadEngine();
  return loaded;
}

async function loadEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => console.error(message) };
  const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = await readFile(
    join(dirname(require.resolve("@prisma/schema-engine-wasm")), "schema_engine_bg.wasm"),
  );
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return glue.SchemaEngine;
}

/** The SQL that leads from the database at `url` to the schema text; an empty string when they agree. */
export async function sqlFromDatabaseTo(url, schemaText) {
  const SchemaEngine = await engine();
  const files = [{ path: "schema.prisma", content: schemaText }];
  const pool = new CataloguePool({ connectionString: url });
  const adapter = bindMigrationAwareSqlAdapterFactory(new CatalogueAdapter(pool));
  const schemaEngine = await SchemaEngine.new(
    { datamodels: [["schema.prisma", schemaText]] },
    () => {},
    adapter,
  );
  try {
    const result = await schemaEngine.diff({
      from: { tag: "schemaDatasource", files, configDir: "." },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      shadowDatabaseUrl: null,
      filters: { externalTables: ["public._prisma_migrations"], externalEnums: [] },
    });
    const sql = result.stdout ?? "";
    return sql.includes("This is an empty migration.") ? "" : sql.trim();
  } finally {
    schemaEngine.free();
    await pool.end();
  }
}
