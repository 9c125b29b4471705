import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";

const flag = z.enum(["on", "off"]);
const text = z.string().trim().min(1);
const url = z.url();

const variables = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  ROLES: z
    .string()
    .default("web,worker")
    .transform((roles) => roles.split(",").map((role) => role.trim()))
    .pipe(z.array(z.enum(["web", "worker"])).min(1)),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: text.default("127.0.0.1"),
  PUBLIC_URL: url.optional(),
  TRUST_PROXY: text.optional(),
  DATA_DIR: text.default("./data"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  APP_SECRET: z.string().min(32).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.email().optional(),
  MAIL_INBOUND_ADDRESS: z.email().optional(),
  MAIL_INBOUND_TOKEN: z.string().min(16).optional(),
  MAIL_PER_SECOND: z.coerce.number().positive().max(1_000).optional(),
  MAIL_CONNECTIONS: z.coerce.number().int().min(1).max(50).default(5),
  SLACK_SIGNING_SECRET: text.optional(),
  SLACK_BOT_TOKEN: text.optional(),
  SLACK_API_URL: url.optional(),
  TEAMS_APP_ID: text.optional(),
  TEAMS_APP_SECRET: text.optional(),
  TEAMS_TENANT_ID: text.optional(),
  TEAMS_LOGIN_URL: url.optional(),
  TEAMS_OPENID_METADATA_URL: url.optional(),
  TEAMS_TOKEN_ISSUER: text.optional(),
  LOCAL_CHAT: flag.optional(),
  LOCAL_CHAT_SECRET: z.string().min(12).optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(512).optional(),
  ENFOQUE_LANG: z
    .string()
    .regex(/^[a-z]{2}(-[A-Za-z0-9]+)?$/)
    .optional(),
  LANG: z.string().optional(),
});

export type Config = {
  production: boolean;
  roles: { web: boolean; worker: boolean };
  port: number;
  host: string;
  /** Where others reach this service; undefined until it listens on loopback. */
  publicUrl: string | undefined;
  trustProxy: string | number | undefined;
  dataDir: string;
  /** Undefined: the embedded server in `dataDir`. */
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  /** From APP_SECRET; undefined: kept in `dataDir`, see `secretOf`. */
  appSecret: string | undefined;
  smtp: { url: string; from: string; connections: number; perSecond: number | undefined } | undefined;
  /** Where bounces, objections and replies come in: their address, and the token of those who post them. */
  inbound: { address: string | undefined; token: string | undefined };
  slack: { signingSecret: string; token: string; apiUrl: string | undefined } | undefined;
  teams:
    | {
        appId: string;
        appSecret: string;
        tenantId: string;
        loginUrl: string | undefined;
        openIdMetadataUrl: string | undefined;
        tokenIssuer: string | undefined;
      }
    | undefined;
  localChat: { secret: string | undefined } | undefined;
  metricsToken: string | undefined;
  logLevel: string;
  workerConcurrency: number | undefined;
  locale: string;
};

/** Everything that is wrong with the settings, each problem a line that names its variable. */
export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`The settings cannot be used:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** Reads the settings from environment variables; throws a ConfigError that lists every problem at once. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  // An empty variable is one that was left out.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`));
  }
  const v = parsed.data;
  const problems: string[] = [];
  const together = (what: string, names: (keyof typeof v)[]) => {
    const missing = names.filter((name) => v[name] === undefined);
    if (missing.length === names.length) return false;
    if (missing.length > 0)
      problems.push(
        `${missing.join(", ")}: needed for ${what}, or leave out ${names.filter((n) => v[n] !== undefined).join(", ")}`,
      );
    return missing.length === 0;
  };
  const slack = together("Slack", ["SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN"]);
  const teams = together("Microsoft Teams", ["TEAMS_APP_ID", "TEAMS_APP_SECRET", "TEAMS_TENANT_ID"]);
  const mail = together("mail", ["SMTP_URL", "MAIL_FROM"]);
  const production = v.NODE_ENV === "production";
  if ((slack || teams || mail) && !v.PUBLIC_URL) {
    problems.push("PUBLIC_URL: needed for the links in mails and cards, such as https://enfoque.example.com");
  }
  if (v.DATABASE_URL && !v.APP_SECRET) {
    problems.push(
      "APP_SECRET: needed with DATABASE_URL, at least 32 characters, the same for every process (openssl rand -base64 32)",
    );
  }
  const localWanted = v.LOCAL_CHAT ?? (slack || teams || production ? "off" : "on");
  const loopback = ["127.0.0.1", "localhost", "::1"].includes(v.HOST);
  if (localWanted === "on" && production && !v.LOCAL_CHAT_SECRET) {
    problems.push("LOCAL_CHAT_SECRET: needed for LOCAL_CHAT=on in production, at least 12 characters");
  }
  if (localWanted === "on" && !loopback && !v.LOCAL_CHAT_SECRET) {
    problems.push(
      "LOCAL_CHAT_SECRET: needed for the browser workspace on a HOST that others reach, or set LOCAL_CHAT=off",
    );
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    production,
    roles: { web: v.ROLES.includes("web"), worker: v.ROLES.includes("worker") },
    port: v.PORT,
    host: v.HOST,
    publicUrl: v.PUBLIC_URL?.replace(/\/+$/, ""),
    trustProxy: v.TRUST_PROXY && /^\d+$/.test(v.TRUST_PROXY) ? Number(v.TRUST_PROXY) : v.TRUST_PROXY,
    dataDir: resolve(v.DATA_DIR),
    databaseUrl: v.DATABASE_URL,
    redisUrl: v.REDIS_URL,
    appSecret: v.APP_SECRET,
    smtp:
      v.SMTP_URL && v.MAIL_FROM
        ? {
            url: v.SMTP_URL,
            from: v.MAIL_FROM,
            connections: v.MAIL_CONNECTIONS,
            perSecond: v.MAIL_PER_SECOND,
          }
        : undefined,
    inbound: { address: v.MAIL_INBOUND_ADDRESS, token: v.MAIL_INBOUND_TOKEN },
    slack:
      v.SLACK_SIGNING_SECRET && v.SLACK_BOT_TOKEN
        ? { signingSecret: v.SLACK_SIGNING_SECRET, token: v.SLACK_BOT_TOKEN, apiUrl: v.SLACK_API_URL }
        : undefined,
    teams:
      v.TEAMS_APP_ID && v.TEAMS_APP_SECRET && v.TEAMS_TENANT_ID
        ? {
            appId: v.TEAMS_APP_ID,
            appSecret: v.TEAMS_APP_SECRET,
            tenantId: v.TEAMS_TENANT_ID,
            loginUrl: v.TEAMS_LOGIN_URL,
            openIdMetadataUrl: v.TEAMS_OPENID_METADATA_URL,
            tokenIssuer: v.TEAMS_TOKEN_ISSUER,
          }
        : undefined,
    localChat: localWanted === "on" ? { secret: v.LOCAL_CHAT_SECRET } : undefined,
    metricsToken: v.METRICS_TOKEN,
    logLevel: v.LOG_LEVEL,
    workerConcurrency: v.WORKER_CONCURRENCY,
    locale: v.ENFOQUE_LANG ?? (v.LANG?.startsWith("es") ? "es" : "en"),
  };
}

/** The key that tokens and nonces are made with: APP_SECRET, else one of our own that stays in the data folder. */
export function secretOf(config: Pick<Config, "appSecret" | "dataDir">): Buffer {
  if (config.appSecret) return Buffer.from(config.appSecret);
  const file = join(config.dataDir, "app-secret");
  if (!existsSync(file)) {
    mkdirSync(config.dataDir, { recursive: true });
    // Written whole under another name and then linked: a second process never reads half a key.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, randomBytes(32).toString("base64"), { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      unlinkSync(draft);
    }
  }
  return Buffer.from(readFileSync(file, "utf8").trim());
}
