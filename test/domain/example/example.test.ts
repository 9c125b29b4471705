import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { storeFor } from "../../../src/db/store.js";
import type { Context } from "../../../src/domain/context.js";
import { composeDigest } from "../../../src/domain/digests/compose-digest.js";
import { loadExample } from "../../../src/domain/example/load-example.js";
import { lastQuarter } from "../../../src/domain/time.js";
import { secret, testLinks } from "../../support/context.js";
import { testDatabase } from "../../support/database.js";
import { dump } from "../../support/filled.js";

const { database } = await testDatabase();
const now = new Date("2026-03-02T09:00:00Z");

async function load(locale: "en" | "es"): Promise<{ ctx: Context; ms: number }> {
  const organizationId = randomUUID();
  const ctx: Context = {
    organizationId,
    store: storeFor(database, organizationId),
    actor: { kind: "service" },
    now: () => now,
    newId: randomUUID,
    secret,
    links: testLinks,
  };
  const began = performance.now();
  await loadExample(ctx, { locale, zone: "Europe/Madrid" });
  return { ctx, ms: performance.now() - began };
}

const [first, second, spanish] = [await load("en"), await load("en"), await load("es")];

const counts = async ({ ctx }: { ctx: Context }) =>
  Object.fromEntries(
    Object.entries(await dump(database, ctx.organizationId)).map(([table, rows]) => [table, rows.length]),
  );

test("the example is three teams, forty customers and half a year of answers, marked as an example", async () => {
  expect(await counts(first)).toMatchObject({
    Organization: 1,
    Member: 3,
    Team: 3,
    Channel: 4,
    Customer: 40,
    Contact: 120,
    Survey: 2,
    Wave: 52,
    Need: 6,
    DigestSchedule: 1,
  });
  expect(await first.ctx.store.organization.get()).toMatchObject({ isExample: true });
  const { rows } = await database.pool.query<{ first: Date; last: Date }>(
    `SELECT min("answeredAt") AS first, max("answeredAt") AS last FROM "Response" WHERE "organizationId" = $1`,
    [first.ctx.organizationId],
  );
  expect((rows[0]!.last.getTime() - rows[0]!.first.getTime()) / 86_400_000).toBeGreaterThan(150);
  expect(rows[0]!.last <= now).toBe(true);
});

test("it is the same each time, in every language", async () => {
  const once = await counts(first);
  expect(await counts(second)).toEqual(once);
  expect(await counts(spanish)).toMatchObject({
    Customer: once.Customer,
    Response: once.Response,
    Invitation: once.Invitation,
    Need: once.Need,
  });
});

test("nobody in it can be written to", async () => {
  const { rows } = await database.pool.query<{ email: string }>(
    `SELECT email FROM "Contact" WHERE "organizationId" = $1`,
    [first.ctx.organizationId],
  );
  expect(rows.filter(({ email }) => !email.endsWith(".example"))).toEqual([]);
  const mails = await database.prisma.delivery.count({
    where: { organizationId: first.ctx.organizationId, transport: "mail" },
  });
  expect(mails).toBe(0);
});

test.each([
  ["English", first],
  ["Spanish", spanish],
] as const)(
  "in %s its digest has a signal to show, full figures, needs and teams that owe an answer",
  async (_language, { ctx }) => {
    const digest = await composeDigest(ctx, lastQuarter(now, "Europe/Madrid"));
    expect(digest.surveys.map(({ figures }) => figures.gate)).toEqual(["full", "full"]);
    expect(digest.surveys.map(({ verdict }) => verdict.kind).sort()).toEqual(["no_signal", "signal"]);
    expect(digest.surveys.find(({ instrument }) => instrument === "nps")?.verdict).toMatchObject({
      direction: "down",
    });
    expect(digest.topNeeds.map(({ customers }) => customers)).toEqual([4, 3, 3]);
    expect(digest.owing.length).toBeGreaterThan(0);
    expect(
      digest.surveys.every(({ response }) => response && response.rate > 0.2 && response.rate < 0.8),
    ).toBe(true);
  },
);

test("its needs went to the teams they concern, not to everybody", async () => {
  for (const { ctx } of [first, spanish]) {
    const { needs } = await ctx.store.needs.page(10, 0);
    const teams = await Promise.all(
      needs.map(async ({ id }) => (await ctx.store.announcements.ofNeed(id)).length),
    );
    expect(
      teams.filter((n) => n === 3),
      "needs announced to all three teams",
    ).toHaveLength(0);
  }
});
