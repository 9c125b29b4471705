import { randomUUID } from "node:crypto";
import pg from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { readConfig } from "../../src/config.js";
import { type Service, startService } from "../../src/service.js";
import { formOf } from "../bots/browser/client.js";
import { joinBrowser } from "../support/browser-person.js";
import { eventually } from "../support/eventually.js";
import { type FakeSlack, startFakeSlack } from "../support/fake-slack.js";
import { type RedisServer, startRedis } from "../support/redis.js";
import { type SmtpSink, startSmtpSink } from "../support/smtp-sink.js";
import { launchedWave } from "../support/wave.js";

const CONTACTS = 200;
const PATIENCE = { timeoutMs: 30_000 };

// Two web and two worker processes, on one database that was empty when all of them started at once.
describe.each(["postgresql", "redis"] as const)("many processes, tasks in %s", (backend) => {
  const isMissing = backend === "redis" && inject("redisUrl") === null;

  describe.skipIf(isMissing)("they", () => {
    let closers: (() => Promise<unknown>)[] = [];
    let slack: FakeSlack;
    let sink: SmtpSink;
    let wave: Awaited<ReturnType<typeof launchedWave>>;
    let webs: [Service, Service];

    beforeAll(async () => {
      const database = await emptyDatabase();
      closers.push(database.drop);
      slack = await startFakeSlack({ rateLimit: { perSecond: 100, burst: 100 } });
      slack.addUser({ id: "U1", name: "Sara" });
      slack.addChannel("C1", "sales");
      sink = await startSmtpSink();
      const redis: RedisServer | undefined = backend === "redis" ? await startRedis() : undefined;
      closers.push(slack.stop, sink.stop, async () => redis?.stop());
      const start = async (role: "web" | "worker") => {
        const config = readConfig({
          NODE_ENV: "test",
          ROLES: role,
          PORT: "0",
          PUBLIC_URL: "https://enfoque.example.com",
          DATABASE_URL: database.url,
          ...(redis ? { REDIS_URL: redis.url } : {}),
          APP_SECRET: "a secret of a test, at least 32 characters",
          LOCAL_CHAT: "on",
          SMTP_URL: sink.url,
          MAIL_FROM: "enfoque@example.com",
          SLACK_SIGNING_SECRET: slack.signingSecret,
          SLACK_BOT_TOKEN: slack.workspace.token,
          SLACK_API_URL: slack.slackApiUrl,
        });
        const service = await startService(config, { log: pino({ level: "silent" }) });
        closers.push(service.close);
        return service;
      };
      const [one, other] = await Promise.all([start("web"), start("web"), start("worker"), start("worker")]);
      webs = [one, other];
      wave = await launchedWave(database.url, CONTACTS);
      closers.push(wave.database.close);
    });
    afterAll(async () => {
      for (const close of closers.reverse()) await close();
      closers = [];
    });

    const portOf = ({ url }: Service) => Number(new URL(url ?? "").port);
    const post = (web: Service, path: string, fields: Record<string, string>) =>
      fetch(`http://127.0.0.1:${portOf(web)}${path}`, {
        method: "POST",
        body: new URLSearchParams(fields),
        redirect: "manual",
      });

    test("send every mail of a wave once", async () => {
      const { directory } = webs[0].base;
      await eventually(async () => (await directory.counts()).promisedTasks === 0, PATIENCE);
      expect(new Set(sink.messages.map(({ to }) => to[0])).size).toBe(CONTACTS);
      expect(sink.messages).toHaveLength(CONTACTS);
    });

    test("record one answer although fifty come at once by both", async () => {
      const [, path = ""] = /enfoque\.example\.com(\/s\/[\w-]+)/.exec(sink.messages[0]?.text ?? "") ?? [];
      const page = await fetch(`http://127.0.0.1:${portOf(webs[1])}${path}?s=1`);
      const { fields } = formOf(await page.text(), "nonce");
      const scores = Array.from({ length: 50 }, (_, n) => n % 11);
      const answers = await Promise.all(
        scores.map((score, n) => post(webs[n % 2] as Service, path, { ...fields, score: String(score) })),
      );
      const { rows } = await wave.database.pool.query(`SELECT score, "heldFor" FROM "Response"`);
      // One answer, whichever score came last; no person sends like that, so it is held.
      expect(rows).toEqual([
        { score: expect.any(Number), heldFor: expect.stringMatching(/^(too_fast|restless)$/) },
      ]);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    });

    test("refuse a request of Slack's that the other has taken already", async () => {
      slack.appUrl = `http://127.0.0.1:${portOf(webs[0])}`;
      const answer = await slack.command({ command: "/need", text: "list", user: "U1", channel: "C1" });
      expect(answer.status).toBe(200);
      await eventually(() => slack.ephemerals.length === 1);
      slack.appUrl = `http://127.0.0.1:${portOf(webs[1])}`;
      expect(await slack.replay(answer)).toMatchObject({ status: 401, body: "sent before" });
      expect(slack.ephemerals).toHaveLength(1);
    });

    test("show what was posted by one on the pages of the other, at once", async () => {
      const ana = await joinBrowser({ port: portOf(webs[0]) }, "Ana");
      const live = await openLive(portOf(webs[1]));
      try {
        const room = await ana.channel("room");
        const before = live.events();
        await ana.say("Todo va lento", room);
        await eventually(() => live.events() > before);
      } finally {
        await live.close();
      }
    });
  });
});

/** A page's live updates; `events` counts those that have come. */
async function openLive(port: number) {
  const hangUp = new AbortController();
  const response = await fetch(`http://localhost:${port}/workspace/live`, { signal: hangUp.signal });
  let received = "";
  const reading = (async () => {
    for await (const chunk of response.body ?? []) received += Buffer.from(chunk).toString();
  })().catch(() => undefined);
  await eventually(() => received.includes("retry:"));
  return {
    events: () => received.split("event: posts").length - 1,
    async close() {
      hangUp.abort();
      await reading;
    },
  };
}

/** A database without any table, not even the queue's. */
async function emptyDatabase() {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const asAdmin = async (sql: string) => {
    const address = new URL(inject("adminUrl"));
    address.pathname = "/postgres";
    const client = new pg.Client({ connectionString: address.href });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await asAdmin(`CREATE DATABASE ${name} OWNER enfoque`);
  const url = new URL(inject("appUrl"));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asAdmin(`DROP DATABASE ${name} WITH (FORCE)`) };
}
