import { Redis } from "ioredis";
import { pino } from "pino";
import { inject } from "vitest";
import { readConfig } from "../../src/config.js";
import { type Service, startService } from "../../src/service.js";
import type { Clock } from "./context.js";
import { cloneDatabase } from "./database.js";
import { eventually } from "./eventually.js";
import { startFakeSlack } from "./fake-slack.js";
import { startFakeTeams } from "./fake-teams.js";
import { startSmtpSink } from "./smtp-sink.js";

export type Transport = "slack" | "teams" | "smtp";
export type TestServiceOptions = {
  /** Where tasks wait; Redis needs `inject("redisUrl")`. PostgreSQL when left out. */
  backend?: "postgresql" | "redis";
  /** What is not configured; every fake runs all the same. */
  without?: Transport[];
  /** How often the service looks for what is due by itself; by default only `tick` does. */
  tickMs?: number;
  /** Over the settings of the test, as environment variables. */
  env?: NodeJS.ProcessEnv;
};

/** Every other table is a record; this one counts pages opened, apart from everything. */
const COUNTED_APART = "PageOpening";
const HOUR_MS = 3_600_000;
const PUBLIC_URL = "https://enfoque.example.com";

/** A clock that runs with the machine's, as Slack's signatures and the database's defaults need, and can be moved on. */
export function runningClock(): Clock {
  let ahead = 0;
  return {
    get now() {
      return new Date(Date.now() + ahead);
    },
    move(ms) {
      ahead += ms;
    },
  };
}

export type TestService = Awaited<ReturnType<typeof startTestService>>;

/** The real service in this process, on a database of its own, between fakes of all that it talks to. */
export async function startTestService({
  backend,
  without = [],
  tickMs = HOUR_MS,
  env = {},
}: TestServiceOptions = {}) {
  const [database, slack, teams, smtp] = await Promise.all([
    cloneDatabase(),
    startFakeSlack({ rateLimit: { perSecond: 100, burst: 100 } }),
    startFakeTeams({ rateLimit: { perSecond: 100, burst: 100 } }),
    startSmtpSink(),
  ]);
  const clock = runningClock();
  const logged: Record<string, unknown>[] = [];
  const settings: Record<Transport, NodeJS.ProcessEnv> = {
    slack: {
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_BOT_TOKEN: slack.workspace.token,
      SLACK_API_URL: slack.slackApiUrl,
    },
    teams: {
      TEAMS_APP_ID: teams.settings.appId,
      TEAMS_APP_SECRET: teams.settings.appSecret,
      TEAMS_TENANT_ID: teams.settings.tenantId,
      TEAMS_LOGIN_URL: teams.settings.loginUrl,
      TEAMS_OPENID_METADATA_URL: teams.settings.openIdMetadataUrl,
      TEAMS_TOKEN_ISSUER: teams.settings.tokenIssuer,
    },
    smtp: { SMTP_URL: smtp.url, MAIL_FROM: "enfoque@example.com" },
  };
  const wanted = (["slack", "teams", "smtp"] as const).filter((name) => !without.includes(name));
  const stopFakes = () => Promise.all([slack.stop(), teams.stop(), smtp.stop(), database.drop()]);
  const config = readConfig({
    NODE_ENV: "test",
    HOST: "127.0.0.1",
    PORT: "0",
    PUBLIC_URL,
    DATABASE_URL: database.url,
    APP_SECRET: "a secret of a test, at least 32 characters",
    LOCAL_CHAT: "on",
    ...(backend === "redis" ? { REDIS_URL: await emptyRedis() } : {}),
    ...Object.assign({}, ...wanted.map((name) => settings[name])),
    ...env,
  });
  const log = pino({ level: "debug" }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  let service: Service;
  try {
    service = await startService(config, { now: () => clock.now, log, tickMs });
  } catch (error) {
    await stopFakes();
    throw error;
  }
  const { port } = new URL(service.url ?? "http://localhost:0");
  const url = `http://127.0.0.1:${port}`;
  slack.appUrl = url;
  teams.appUrl = url;

  const { pool } = service.base.database;
  /** Every row of a table, oldest first where it can be told. */
  async function rows<R = Record<string, unknown>>(table: string, order = "1"): Promise<R[]> {
    return (await pool.query(`SELECT * FROM "${table}" ORDER BY ${order}`)).rows;
  }

  /** Everything that is recorded, byte for byte, but for what counts opened pages. */
  async function recorded(): Promise<Record<string, string[]>> {
    const tables = await pool.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> $1 ORDER BY 1",
      [COUNTED_APART],
    );
    const dump = async ({ name }: { name: string }) => {
      const { rows } = await pool.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t ORDER BY 1`);
      return [name, rows.map(({ row }) => row)] as const;
    };
    return Object.fromEntries(await Promise.all(tables.rows.map(dump)));
  }

  return {
    url,
    port: Number(port),
    config,
    service,
    base: service.base,
    clock,
    slack,
    teams,
    smtp,
    /** Every line that the service has logged, as pino wrote it (level 40 is a warning, 50 an error). */
    logged,
    rows,
    recorded,
    /** Does what is due at the clock's time. */
    tick: service.tick,
    /** Waits until every promised task has ended. */
    settled: () =>
      eventually(async () => (await service.base.directory.counts()).promisedTasks === 0, {
        timeoutMs: 15_000,
      }),
    /** A link that the service has given out, opened where it really listens. */
    open: (link: string, init?: RequestInit) =>
      fetch(link.replace(PUBLIC_URL, url), { redirect: "manual", ...init }),
    /** Closes everything; fails where the service did what Slack or Teams would not have taken. */
    async close() {
      await service.close();
      const violations = [...slack.violations, ...teams.violations];
      await stopFakes();
      if (violations.length > 0) throw new Error(`the fakes were mistreated:\n${violations.join("\n")}`);
    },
  };
}

const PER_WORKER = 5;
let opened = 0;

/** A Redis database that no other service of the run uses: the queues' names are the same for all. */
async function emptyRedis(): Promise<string> {
  const server = inject("redisUrl");
  if (!server) throw new Error("there is no Redis server in this run");
  const worker = Number(process.env.VITEST_POOL_ID ?? 1) - 1;
  const url = `${server}/${1 + ((worker * PER_WORKER + (opened++ % PER_WORKER)) % 15)}`;
  const client = new Redis(url);
  await client.flushdb();
  await client.quit();
  return url;
}

const shown = new Set(["text", "title", "value", "label", "fallbackText"]);

/** Every text of a message's blocks, a modal's or an adaptive card's, one a line, in their order. */
export function wordsOf(content: unknown): string {
  const lines: string[] = [];
  const walk = (value: unknown, key: string) => {
    if (typeof value === "string") {
      if (shown.has(key)) lines.push(value);
    } else if (Array.isArray(value)) for (const one of value) walk(one, key);
    else if (typeof value === "object" && value !== null) {
      for (const [name, one] of Object.entries(value)) if (name !== "data") walk(one, name);
    }
  };
  walk(content, "");
  return lines.join("\n");
}
