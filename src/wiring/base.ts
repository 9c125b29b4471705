import { randomUUID } from "node:crypto";
import { type DestinationStream, type Logger, pino } from "pino";
import { type Config, secretOf } from "../config.js";
import { type Database, openDatabase } from "../db/database.js";
import { createDirectory } from "../db/directory.js";
import { startEmbedded } from "../db/embedded.js";
import { migrate } from "../db/migrate.js";
import { storeFor } from "../db/store.js";
import type { Actor, Context, Links } from "../domain/context.js";
import type { Directory } from "../domain/directory.js";

/** What a test may set: the clock, and how soon a dead worker is noticed. */
export type Overrides = { now?: () => Date; log?: Logger; lockMs?: number; tickMs?: number };

/** The parts that both the service and the command line work with. */
export type Base = {
  config: Config;
  log: Logger;
  databaseUrl: string;
  database: Database;
  directory: Directory;
  contextOf(
    organizationId: string,
    actor: Actor,
    extra?: { actKey?: string; channelId?: string | undefined },
  ): Context;
  /** Where links lead, known once the service listens. */
  address: { origin: string };
  onCommit: Set<() => void>;
  now(): Date;
  secret: Buffer;
  close(): Promise<void>;
};

/** Opens the database (the embedded one where no other is given), brings it up to date and binds contexts to it. */
export async function openBase(
  config: Config,
  { now = () => new Date(), log = logTo(config) }: Overrides = {},
): Promise<Base> {
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbedded({
        dataDir: config.dataDir,
        log: (line) => log.debug({ database: line }, "embedded database"),
      });
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? "";
  try {
    const applied = await migrate(databaseUrl);
    if (applied.length > 0) log.info({ applied }, "the database was brought up to date");
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
  const database = openDatabase(databaseUrl);
  const secret = secretOf(config);
  const address = { origin: config.publicUrl ?? `http://localhost:${config.port}` };
  const links: Links = {
    survey: (token) => `${address.origin}/s/${token}`,
    upload: (token) => `${address.origin}/upload/${token}`,
    logo: (token) => `${address.origin}/logo/${token}`,
    talk: (slug) => `${address.origin}/talk/${slug}`,
    talkStatus: (slug, reference) => `${address.origin}/talk/${slug}/status?ref=${reference}`,
    privacy: (slug) => `${address.origin}/privacy/${slug}`,
    unsubscribe: (token) => `${address.origin}/u/${token}`,
    data: (token) => `${address.origin}/d/${token}`,
  };
  const onCommit = new Set<() => void>();
  return {
    config,
    log,
    databaseUrl,
    database,
    directory: createDirectory(database),
    address,
    onCommit,
    now,
    secret,
    contextOf: (organizationId, actor, { actKey, channelId } = {}) => ({
      organizationId,
      store: storeFor(database, organizationId, {
        actKey,
        onCommit: () => onCommit.forEach((hear) => void hear()),
      }),
      actor,
      channelId,
      now,
      newId: randomUUID,
      secret,
      links,
    }),
    async close() {
      await database.close();
      await embedded?.stop();
    },
  };
}

/** The log: JSON lines on standard error, without personal data. */
export function logTo(
  { logLevel }: Pick<Config, "logLevel">,
  destination: DestinationStream = pino.destination(2),
): Logger {
  return pino({ level: logLevel, serializers: { err: errorInLog } }, destination);
}

/** What of an error may be logged: drivers hang connections, queries and their values on theirs. */
function errorInLog(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const code = "code" in error ? String(error.code) : undefined;
  return { type: name, message, code, stack, ...(cause === undefined ? {} : { cause: errorInLog(cause) }) };
}
