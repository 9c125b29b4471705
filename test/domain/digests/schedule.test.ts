import fc from "fast-check";
import { expect, test } from "vitest";
import { commands } from "../../../src/domain/commands.js";
import { postDigest } from "../../../src/domain/digests/post-digest.js";
import { scheduleDigest } from "../../../src/domain/digests/schedule-digest.js";
import { stopDigest } from "../../../src/domain/digests/stop-digest.js";
import { dayIn, lastQuarter, nextWeekly, periodBefore } from "../../../src/domain/time.js";
import { testOrganization } from "../../support/context.js";
import { testDatabase } from "../../support/database.js";

const { database } = await testDatabase();
const MINUTE = 60_000;
const DAY = 86_400_000;

/** Both clock changes of 2026 in three zones, one of them south, one at midnight, one whose summer spans the year's end. */
const changes = {
  "Europe/Madrid": ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"],
  "America/Santiago": ["2026-04-05T03:00:00Z", "2026-09-06T04:00:00Z"],
  "Australia/Sydney": ["2026-04-04T16:00:00Z", "2026-10-03T16:00:00Z"],
} as const;
const zones = Object.keys(changes) as (keyof typeof changes)[];

/** What clocks in a zone say, asked of the system rather than of the library under test. */
function clockIn(zone: string, date: Date): { weekday: number; minute: number } {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const part = Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
  const weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(part.weekday ?? "") + 1;
  return { weekday, minute: Number(part.hour) * 60 + Number(part.minute) };
}

const anyMoment = fc.constantFrom(...zones).chain((zone) =>
  fc.record({
    zone: fc.constant(zone),
    weekday: fc.integer({ min: 1, max: 7 }),
    minute: fc.integer({ min: 0, max: 1439 }),
    after: fc.oneof(
      fc
        .tuple(fc.constantFrom(...changes[zone]), fc.integer({ min: -8 * 1440, max: 2 * 1440 }))
        .map(([change, minutes]) => new Date(Date.parse(change) + minutes * MINUTE)),
      fc.date({ min: new Date("2024-01-01"), max: new Date("2034-01-01"), noInvalidDate: true }),
    ),
  }),
);

test("the next digest is always still to come, within a week, on its weekday and at its local time", () => {
  fc.assert(
    fc.property(anyMoment, ({ zone, weekday, minute, after }) => {
      const next = nextWeekly(after, weekday, minute, zone);
      expect(next.getTime()).toBeGreaterThan(after.getTime());
      expect(next.getTime() - after.getTime()).toBeLessThanOrEqual(7 * DAY + 60 * MINUTE);
      const clock = clockIn(zone, next);
      expect(clock.weekday).toBe(weekday);
      if (clock.minute === minute) return;
      // That time is skipped by the clock on this day: the digest comes an hour later.
      expect(clock.minute - minute).toBe(60);
      for (let m = -180; m <= 180; m += 1)
        expect(clockIn(zone, new Date(next.getTime() + m * MINUTE))).not.toEqual({ weekday, minute });
    }),
    { numRuns: 500 },
  );
});

test("a digest comes once a week, also where a clock shows its time twice", () => {
  fc.assert(
    fc.property(anyMoment, ({ zone, weekday, minute, after }) => {
      const first = nextWeekly(after, weekday, minute, zone);
      const second = nextWeekly(first, weekday, minute, zone);
      expect(Math.abs(second.getTime() - first.getTime() - 7 * DAY)).toBeLessThanOrEqual(60 * MINUTE);
    }),
    { numRuns: 300 },
  );
});

test.each(zones)(
  "the closed quarter in %s is thirteen whole weeks from Monday to Monday, and the one before ends where it begins",
  (zone) => {
    fc.assert(
      fc.property(anyMoment, ({ after }) => {
        const period = lastQuarter(after, zone);
        expect(period.to <= after).toBe(true);
        expect(after.getTime() - period.to.getTime()).toBeLessThan(7 * DAY + 60 * MINUTE);
        const before = periodBefore(period, zone);
        expect(before.to).toEqual(period.from);
        for (const edge of [before.from, period.from, period.to])
          expect(clockIn(zone, edge)).toEqual({ weekday: 1, minute: 0 });
        for (const { from, to } of [period, before])
          expect(Math.round((to.getTime() - from.getTime()) / DAY)).toBe(91);
      }),
      { numRuns: 200 },
    );
  },
);

test("the last day of a period is the day before its end, also at the ends of the world", () => {
  const { to } = lastQuarter(new Date("2026-03-02T09:00:00Z"), "Pacific/Kiritimati");
  expect(dayIn(new Date(to.getTime() - 1), "Pacific/Kiritimati")).toBe("2026-03-01");
});

async function channelOfManager() {
  const organization = await testOrganization(database);
  const channel = await organization.channel("general");
  const boss = organization.as(await organization.member("manager"), { channelId: channel.id });
  const due = async () =>
    (await organization.directory.dueDigests(organization.clock.now)).filter(
      ({ organizationId }) => organizationId === organization.organizationId,
    );
  const posted = () =>
    database.prisma.delivery.findMany({
      where: { organizationId: organization.organizationId, message: "digest" },
      orderBy: { createdAt: "asc" },
    });
  return { ...organization, channel, boss, due, posted };
}

const order = (more: object) => commands.digestOn.parse({ weekday: 1, time: "09:00", ...more });

test("a new order for a channel replaces the old one", async () => {
  const { boss, organizationId } = await channelOfManager();
  await scheduleDigest(boss, order({}));
  const { nextAt, zone } = await scheduleDigest(
    boss,
    order({ weekday: 5, time: "7:30", zone: "America/Santiago" }),
  );
  expect([nextAt.toISOString(), zone]).toEqual(["2026-03-06T10:30:00.000Z", "America/Santiago"]);
  const rows = await database.prisma.digestSchedule.findMany({ where: { organizationId } });
  expect(rows).toMatchObject([{ weekday: 5, minuteOfDay: 450, zone: "America/Santiago" }]);
});

test("what is due is posted once with the closed weeks, and the schedule moves on past a pause", async () => {
  const { boss, service, due, posted, clock, channel } = await channelOfManager();
  await scheduleDigest(boss, order({}));
  expect(await due()).toEqual([]);
  clock.move(7 * DAY);
  const [one] = await due();
  await postDigest(service, one!);
  await postDigest(service, one!);
  expect((await posted()).map(({ channelId, refs }) => [channelId, refs])).toEqual([
    [channel.id, { from: "2025-12-07T23:00:00.000Z", to: "2026-03-08T23:00:00.000Z" }],
  ]);
  // The service was off for a month: one digest, not four.
  clock.move(30 * DAY);
  for (const late of await due()) await postDigest(service, late);
  expect(await due()).toEqual([]);
  expect(await posted()).toHaveLength(2);
});

test("a stopped digest is not posted, and cannot be stopped again", async () => {
  const { boss, service, due, posted, clock } = await channelOfManager();
  await scheduleDigest(boss, order({}));
  clock.move(8 * DAY);
  const [one] = await due();
  await stopDigest(boss);
  await postDigest(service, one!);
  expect([await due(), await posted()]).toEqual([[], []]);
  await expect(stopDigest(boss)).rejects.toMatchObject({ code: "digest_not_scheduled" });
});

test("a digest needs a channel and a manager", async () => {
  const { as, boss, channel, member } = await channelOfManager();
  const alone = as(boss.actor);
  await expect(scheduleDigest(alone, order({}))).rejects.toMatchObject({ code: "channel_needed" });
  await expect(stopDigest(alone)).rejects.toMatchObject({ code: "channel_needed" });
  const clerk = as(await member("member"), { channelId: channel.id });
  await expect(scheduleDigest(clerk, order({}))).rejects.toMatchObject({ code: "not_allowed" });
  await expect(stopDigest(clerk)).rejects.toMatchObject({ code: "not_allowed" });
});
