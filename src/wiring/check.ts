import { Redis } from "ioredis";
import { createTransport } from "nodemailer";
import pg from "pg";
import type { Config } from "../config.js";
import { startEmbedded } from "../db/embedded.js";
import type { Catalogue } from "../i18n/catalogue.js";

const TIMEOUT_MS = 5_000;

/** Tries every connection that the settings name and says in words what works; returns the exit code. */
export async function checkConnections({
  config,
  t,
  out,
}: {
  config: Config;
  t: Catalogue;
  out: (line: string) => void;
}): Promise<number> {
  const { cli } = t;
  const checks: [string, (() => Promise<unknown>) | undefined, string][] = [
    [
      config.databaseUrl ? cli.checkDatabase : cli.checkEmbedded(config.dataDir),
      () => checkDatabase(config),
      "",
    ],
    [cli.checkRedis, config.redisUrl ? () => checkRedis(config.redisUrl ?? "") : undefined, cli.withoutRedis],
    [cli.checkSmtp, config.smtp ? () => checkSmtp(config.smtp?.url ?? "") : undefined, cli.withoutSmtp],
    [cli.checkSlack, config.slack ? () => checkSlack(config) : undefined, cli.withoutSlack],
    [cli.checkTeams, config.teams ? () => checkTeams(config) : undefined, cli.withoutTeams],
  ];
  let problems = 0;
  for (const [name, run, without] of checks) {
    if (!run) {
      out(`–  ${name}: ${without}`);
      continue;
    }
    const problem = await run().then(
      () => undefined,
      (error: unknown) =>
        error instanceof Error
          ? error.message || String((error as NodeJS.ErrnoException).code)
          : String(error),
    );
    if (problem) problems += 1;
    out(problem ? `✗  ${name}: ${problem}` : `✓  ${name}: ${cli.works}`);
  }
  out(problems === 0 ? cli.checkPassed : cli.checkFailed(problems));
  return problems === 0 ? 0 : 1;
}

async function checkDatabase(config: Config): Promise<void> {
  const embedded = config.databaseUrl ? undefined : await startEmbedded({ dataDir: config.dataDir });
  const client = new pg.Client({
    connectionString: config.databaseUrl ?? embedded?.url,
    connectionTimeoutMillis: TIMEOUT_MS,
  });
  try {
    await client.connect();
    await client.query("SELECT 1");
  } finally {
    await client.end();
    await embedded?.stop();
  }
}

async function checkRedis(url: string): Promise<void> {
  const client = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    connectTimeout: TIMEOUT_MS,
    retryStrategy: null,
  });
  // The failure is reported by connect() itself.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.ping();
  } finally {
    client.disconnect();
  }
}

async function checkSmtp(url: string): Promise<void> {
  const transport = createTransport({ url, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS });
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
}

async function checkSlack({ slack }: Config): Promise<void> {
  const { WebClient } = await import("@slack/web-api");
  const client = new WebClient(slack?.token, {
    retryConfig: { retries: 0 },
    timeout: TIMEOUT_MS,
    ...(slack?.apiUrl ? { slackApiUrl: slack.apiUrl } : {}),
  });
  await client.auth.test();
}

async function checkTeams({ teams }: Config): Promise<void> {
  if (!teams) return;
  const { createTokenSource } = await import("../bots/teams/credentials.js");
  const { appId, appSecret, tenantId, loginUrl = "https://login.microsoftonline.com" } = teams;
  await createTokenSource({ appId, appSecret, tenantId, loginUrl, timeoutMs: TIMEOUT_MS })();
}
