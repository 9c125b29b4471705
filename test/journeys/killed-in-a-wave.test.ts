import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { openDatabase } from "../../src/db/database.js";
import { removeEmbedded, startEmbedded } from "../../src/db/embedded.js";
import { migrate } from "../../src/db/migrate.js";
import { CONCURRENCY } from "../../src/wiring/work.js";
import { cloneDatabase } from "../support/database.js";
import { eventually } from "../support/eventually.js";
import { type EnfoqueProcess, startProcess } from "../support/process.js";
import { startRedis } from "../support/redis.js";
import { startSmtpSink } from "../support/smtp-sink.js";
import { launchedWave } from "../support/wave.js";

const CONTACTS = 1_000;
const KILL_AFTER = 300;
/** A dead worker is noticed after its lock (20 s) and one more look (10 s). */
const PATIENCE = { timeoutMs: 120_000, everyMs: 50 };
const timeout = 240_000;

type Setting = {
  backend: keyof typeof CONCURRENCY;
  env: NodeJS.ProcessEnv;
  /** Reaches the database while no process of the service runs. */
  withDatabase<T>(use: (url: string) => Promise<T>): Promise<T>;
};

type Sent = { email: string; id: string; status: string; unknownOutcomes: number };

test.concurrent("kill -9 in a wave loses and repeats no invitation unrecorded, tasks in PostgreSQL", {
  timeout,
}, async () => {
  const { url, drop } = await cloneDatabase();
  try {
    await killedInAWave({
      backend: "postgresql",
      env: { DATABASE_URL: url, APP_SECRET: "a".repeat(32) },
      withDatabase: (use) => use(url),
    });
  } finally {
    await drop();
  }
});

test
  .skipIf(inject("redisUrl") === null)
  .concurrent(
    "kill -9 in a wave loses and repeats no invitation unrecorded, tasks in Redis",
    { timeout },
    async () => {
      const [{ url, drop }, redis] = await Promise.all([cloneDatabase(), startRedis()]);
      try {
        await killedInAWave({
          backend: "redis",
          env: { DATABASE_URL: url, APP_SECRET: "a".repeat(32), REDIS_URL: redis.url },
          withDatabase: (use) => use(url),
        });
      } finally {
        await redis.stop();
        await drop();
      }
    },
  );

test.concurrent("kill -9 in a wave also takes the embedded database down, and nothing is lost", {
  timeout,
}, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "enfoque-killed-"));
  try {
    await killedInAWave({
      backend: "postgresql",
      env: { DATA_DIR: dataDir },
      async withDatabase(use) {
        const server = await startEmbedded({ dataDir });
        try {
          await migrate(server.url);
          return await use(server.url);
        } finally {
          await server.stop();
        }
      },
    });
  } finally {
    removeEmbedded(dataDir);
  }
});

async function killedInAWave({ backend, env, withDatabase }: Setting): Promise<void> {
  const sink = await startSmtpSink();
  const settings = {
    ...env,
    SMTP_URL: sink.url,
    MAIL_FROM: "enfoque@example.com",
    PUBLIC_URL: "https://enfoque.example.com",
    LOCAL_CHAT: "off",
    LOG_LEVEL: "warn",
  };
  const addresses = () => new Set(sink.messages.flatMap(({ to }) => to));
  let process: EnfoqueProcess | undefined;
  try {
    await withDatabase(async (url) => {
      const { database } = await launchedWave(url, CONTACTS);
      await database.close();
    });
    process = await startProcess(settings);
    await eventually(() => sink.messages.length >= KILL_AFTER, { timeoutMs: 60_000, everyMs: 2 });
    await process.kill();
    const mailsAtKill = sink.messages.length;
    expect(mailsAtKill).toBeLessThan(900);
    const inFlight = (await withDatabase(deliveries)).filter(({ status }) => status === "sending");
    expect(inFlight.length).toBeLessThanOrEqual(CONCURRENCY[backend]);

    process = await startProcess(settings);
    await eventually(() => addresses().size === CONTACTS, PATIENCE);
    // Those that were in flight come last, after whoever sent them is known to be dead.
    await eventually(() => inFlight.every(({ email }) => sink.to(email).length > 0), PATIENCE);
    expect(await process.stop(), process.output()).toBe(0);

    const after = await eventually(async () => {
      const rows = await withDatabase(deliveries);
      return rows.every(({ status }) => status === "sent") ? rows : undefined;
    }, PATIENCE);
    expect(new Set(after.map(({ email }) => email)).size).toBe(CONTACTS);
    expect(after).toHaveLength(CONTACTS);

    const repeated = [...addresses()].filter((email) => sink.to(email).length > 1);
    const recorded = after.filter(({ unknownOutcomes }) => unknownOutcomes > 0).map(({ email }) => email);
    console.info(
      `${backend}${env.DATA_DIR ? ", embedded" : ""}: ${mailsAtKill} mails at the kill, ${inFlight.length} in flight, ` +
        `${repeated.length} sent twice, ${recorded.length} recorded as unknown`,
    );
    expect(recorded.sort()).toEqual(inFlight.map(({ email }) => email).sort());
    expect(recorded).toEqual(expect.arrayContaining(repeated));
    for (const email of repeated) {
      const ids = sink.to(email).map(({ messageId }) => messageId);
      expect(ids).toHaveLength(2);
      expect(new Set(ids).size).toBe(1);
    }
  } finally {
    await process?.kill();
    await sink.stop();
  }
}

/** Every invitation with its delivery. */
async function deliveries(url: string): Promise<Sent[]> {
  const database = openDatabase(url);
  try {
    const { rows } = await database.pool.query<Sent>(`
      SELECT k.email, d.id, d.status, d."unknownOutcomes" FROM "Invitation" i
      JOIN "Contact" k ON k.id = i."contactId" LEFT JOIN "Delivery" d ON d."subjectId" = i.id`);
    return rows;
  } finally {
    await database.close();
  }
}
