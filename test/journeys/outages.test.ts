import { pino } from "pino";
import { afterEach, describe, expect, inject, test } from "vitest";
import { readConfig } from "../../src/config.js";
import { migrate } from "../../src/db/migrate.js";
import { startService } from "../../src/service.js";
import { formOf } from "../bots/browser/client.js";
import { joinBrowser, textIn } from "../support/browser-person.js";
import { eventually } from "../support/eventually.js";
import { startFakeSlack } from "../support/fake-slack.js";
import { startPostgres } from "../support/postgres.js";
import { startRedis } from "../support/redis.js";
import { startSmtpSink } from "../support/smtp-sink.js";
import { launchedWave } from "../support/wave.js";

/** How long something is away; OUTAGE_MS=20000 tries it as long as the contract says. */
const AWAY_MS = Number(process.env.OUTAGE_MS ?? 2_000);
const CONTACTS = 150;
const PATIENCE = { timeoutMs: 60_000 };
const typed = "Todo va lento & <b>nadie</b> responde";

type World = Awaited<ReturnType<typeof startWorld>>;
let world: World;
afterEach(() => world?.close());

/** The service between servers of its own, with a launched wave. */
async function startWorld(backend: "postgresql" | "redis", { smtpIsAway = false } = {}) {
  const [postgres, redis, sink, slack] = await Promise.all([
    startPostgres(),
    backend === "redis" ? startRedis() : undefined,
    startSmtpSink(),
    startFakeSlack({ rateLimit: { perSecond: 100, burst: 100 } }),
  ]);
  slack.addUser({ id: "U1", name: "Sara" });
  slack.addChannel("C1", "sales");
  if (smtpIsAway) await sink.stop();
  await migrate(postgres.url);
  const wave = await launchedWave(postgres.url, CONTACTS);
  const config = readConfig({
    NODE_ENV: "test",
    PORT: "0",
    PUBLIC_URL: "https://enfoque.example.com",
    DATABASE_URL: postgres.url,
    ...(redis ? { REDIS_URL: redis.url } : {}),
    APP_SECRET: "a secret of a test, at least 32 characters",
    LOCAL_CHAT: "on",
    SMTP_URL: sink.url,
    MAIL_FROM: "enfoque@example.com",
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_BOT_TOKEN: slack.workspace.token,
    SLACK_API_URL: slack.slackApiUrl,
  });
  const logged: string[] = [];
  const log = pino({ level: "warn" }, { write: (line: string) => void logged.push(line) });
  const service = await startService(config, { log, lockMs: 3_000, tickMs: 500, now: () => wave.clock.now });
  const { port } = new URL(service.url ?? "");
  const url = `http://127.0.0.1:${port}`;
  slack.appUrl = url;
  const linkOf = (email: string) => {
    const [, path] = /https:\/\/enfoque\.example\.com(\/s\/[\w-]+)/.exec(sink.to(email)[0]?.text ?? "") ?? [];
    if (!path) throw new Error(`${email} has no link yet`);
    return path;
  };
  return {
    postgres,
    redis,
    sink,
    slack,
    /** How many lines the workers have logged: an outage is told a few times, not thousands of times. */
    complaints: () => logged.filter((line) => /queue|relay|task|transport/.test(JSON.parse(line).msg)).length,
    port: Number(port),
    database: wave.database,
    clock: wave.clock,
    linkOf,
    page: async (path: string, init?: RequestInit) => {
      const response = await fetch(url + path, { redirect: "manual", ...init });
      const location = response.headers.get("location") ?? "";
      return { status: response.status, text: await response.text(), location };
    },
    slackCommand: () => slack.command({ command: "/need", text: "list", user: "U1", channel: "C1" }),
    /** Every contact has one mail, every promise is kept, and what may have gone twice is recorded. */
    async done() {
      await eventually(async () => (await service.base.directory.counts()).promisedTasks === 0, PATIENCE);
      const { rows } = await wave.database.pool.query<{ email: string; status: string; unknown: number }>(
        `SELECT k.email, d.status, d."unknownOutcomes" AS unknown
         FROM "Contact" k LEFT JOIN "Delivery" d ON d."contactId" = k.id`,
      );
      expect(rows).toHaveLength(CONTACTS);
      const wrong = rows.filter(({ email, status, unknown }) => {
        const mails = sink.to(email).length;
        return status !== "sent" || mails < 1 || mails > 1 + unknown;
      });
      expect(wrong).toEqual([]);
    },
    async close() {
      await postgres.start();
      await service.close();
      await wave.database.close();
      await Promise.all([sink.stop(), slack.stop(), redis?.stop()]);
      await postgres.remove();
    },
  };
}

/** Asks as long as something is away, so that it is away for a while and not only for a moment. */
async function whileAway(ask: () => Promise<void>): Promise<void> {
  const end = Date.now() + AWAY_MS;
  do await ask();
  while (Date.now() < end);
}

const form = (fields: Record<string, string>): RequestInit => ({
  method: "POST",
  body: new URLSearchParams(fields),
});

describe.each(["postgresql", "redis"] as const)("without PostgreSQL for a while, tasks in %s", (backend) => {
  test.skipIf(backend === "redis" && inject("redisUrl") === null)(
    "pages and commands say so and keep what was typed; afterwards everything goes on by itself",
    { timeout: 150_000 + AWAY_MS },
    async () => {
      world = await startWorld(backend);
      const { sink, page, slack, port, postgres, database, linkOf } = world;
      await eventually(() => sink.messages.length > 20, PATIENCE);
      const [one, other] = sink.messages.map(({ to }) => linkOf(to[0] ?? ""));
      const question = formOf((await page(`${one}?s=7`)).text, "nonce");
      const low = formOf((await page(`${other}?s=3`)).text, "nonce");
      world.clock.move(5_000);
      const answered = await page(`${other}`, form({ ...low.fields, score: "3" }));
      const comment = formOf((await page(answered.location)).text, "nonce");
      const person = await joinBrowser({ port }, "Ana");
      const message = await person.messageForm();

      await postgres.stop();
      const said = await person.visit.post(message.action, { ...message.fields, text: typed });
      expect(said.status).toBe(503);
      expect(textIn(said.text)).toContain(typed);
      const scored = await page(`${one}`, form({ ...question.fields, score: "7" }));
      expect(scored.status).toBe(503);
      expect(formOf(scored.text, "nonce").fields).toMatchObject({ score: "7" });
      const commented = await page(comment.action, form({ ...comment.fields, comment: typed }));
      expect(commented.status).toBe(503);
      expect(formOf(commented.text, "nonce").fields.comment).toBe(typed);
      await whileAway(async () => {
        expect((await page(`${one}`)).status).toBe(503);
        expect((await person.visit.get("/workspace/direct")).status).toBe(503);
        expect(await world.slackCommand()).toMatchObject({ status: 503 });
        expect((await page("/healthz")).status).toBe(200);
        expect(await page("/readyz")).toMatchObject({
          status: 503,
          text: expect.stringContaining('"database":"down"'),
        });
      });
      await postgres.start();

      // What the pages of the outage had kept is sent as it stands there.
      await eventually(async () => (await page("/readyz")).status === 200, PATIENCE);
      expect((await page(`${one}`, form(formOf(scored.text, "nonce").fields))).status).toBe(303);
      expect((await page(comment.action, form(formOf(commented.text, "nonce").fields))).status).toBe(303);
      for (const _twice of [1, 2]) await person.visit.submit(said, typed.slice(0, 4));
      expect((await person.posts()).filter(({ text }) => text.includes(typed))).toHaveLength(1);
      expect(await world.slackCommand()).toMatchObject({ status: 200 });
      await eventually(() => slack.ephemerals.length === 1);
      await world.done();
      const answers = await database.pool.query(`SELECT score, comment FROM "Response" ORDER BY score`);
      expect(answers.rows).toEqual([
        { score: 3, comment: typed },
        { score: 7, comment: null },
      ]);
      expect(world.complaints()).toBeLessThan(60);
      const listening = async () =>
        (
          await database.pool.query(
            `SELECT FROM pg_stat_activity WHERE query LIKE 'LISTEN "enfoque_workspace"'`,
          )
        ).rowCount === 1;
      await eventually(listening);
    },
  );
});

test.skipIf(inject("redisUrl") === null)(
  "without Redis for a while pages and commands work, and what they promise is kept afterwards",
  { timeout: 150_000 + AWAY_MS },
  async () => {
    world = await startWorld("redis");
    const { sink, redis, page, linkOf } = world;
    await eventually(() => sink.messages.length > 20, PATIENCE);
    const link = linkOf(sink.messages[0]?.to[0] ?? "");
    process.kill(redis?.pid ?? 0, "SIGTERM");
    await eventually(async () => (await page("/readyz")).text.includes('"queue":"down"'));
    const { fields } = formOf((await page(`${link}?s=2`)).text, "nonce");
    world.clock.move(5_000);
    expect((await page(link, form({ ...fields, score: "2" }))).status).toBe(303);
    await whileAway(async () => {
      expect((await page(link)).status).toBe(303);
      expect((await page("/healthz")).status).toBe(200);
      expect(await world.slackCommand()).toMatchObject({ status: 200 });
    });
    await redis?.restart();
    await world.done();
    await eventually(async () => (await page("/readyz")).status === 200);
    expect(world.complaints()).toBeLessThan(60);
  },
);

describe.each(["postgresql", "redis"] as const)(
  "without a mail server for a while, tasks in %s",
  (backend) => {
    test.skipIf(backend === "redis" && inject("redisUrl") === null)(
      "mails wait, no attempt is used up, and all of them go when it is back",
      { timeout: 150_000 + AWAY_MS },
      async () => {
        world = await startWorld(backend, { smtpIsAway: true });
        const { sink, page, database } = world;
        const waiting = async () => {
          const { rows } = await database.pool.query<{ status: string; count: number }>(
            `SELECT status, count(*)::int FROM "Delivery" GROUP BY 1`,
          );
          return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
        };
        await eventually(async () => (await waiting()).pending, PATIENCE);
        await whileAway(async () => {
          expect((await page("/readyz")).status).toBe(200);
          expect(await waiting()).not.toHaveProperty("failed");
        });
        await sink.restart();
        await world.done();
        expect(new Set(sink.messages.map(({ to }) => to[0])).size).toBe(CONTACTS);
        expect(sink.messages).toHaveLength(CONTACTS);
      },
    );
  },
);
