import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOf, localTimeOf } from "../../../src/domain/surveys/local-time.js";

const instant = (date: string, time: string, zone: string) => {
  const [hour, minute] = time.split(":").map(Number);
  return new Date(instantOf(date, hour! * 60 + minute!, zone)).toISOString().slice(0, 16);
};

describe("the instant of a local time", () => {
  it.each([
    ["Europe/Madrid", "2026-03-29", "02:30", "2026-03-29T01:30", "skipped: 03:30"],
    ["Europe/Madrid", "2026-10-25", "02:30", "2026-10-25T00:30", "twice: the first"],
    ["Europe/Madrid", "2027-03-28", "02:00", "2027-03-28T01:00", "skipped: 03:00"],
    ["Europe/Madrid", "2027-10-31", "02:59", "2027-10-31T00:59", "twice: the first"],
    ["America/Santiago", "2026-09-06", "00:30", "2026-09-06T04:30", "skipped: 01:30"],
    ["America/Santiago", "2026-04-04", "23:30", "2026-04-05T02:30", "twice: the first"],
    ["America/Santiago", "2027-09-05", "00:00", "2027-09-05T04:00", "skipped: 01:00"],
    ["America/Santiago", "2027-04-03", "23:00", "2027-04-04T02:00", "twice: the first"],
    ["Australia/Sydney", "2026-10-04", "02:30", "2026-10-03T16:30", "skipped: 03:30"],
    ["Australia/Sydney", "2026-04-05", "02:30", "2026-04-04T15:30", "twice: the first"],
    ["Australia/Sydney", "2027-10-03", "02:30", "2027-10-02T16:30", "skipped: 03:30"],
    ["Australia/Sydney", "2027-04-04", "02:30", "2027-04-03T15:30", "twice: the first"],
    ["Asia/Kathmandu", "2026-11-24", "10:00", "2026-11-24T04:15", "plain"],
    ["UTC", "2026-11-24", "10:00", "2026-11-24T10:00", "plain"],
  ])("in %s on %s at %s is %sZ (%s)", (zone, date, time, expected) => {
    expect(instant(date, time, zone)).toBe(expected);
  });

  it("is the first that the zone's clocks show that time, or as much later as they skip", () => {
    const zones = fc.constantFrom("Europe/Madrid", "America/Santiago", "Australia/Lord_Howe", "Asia/Tokyo");
    const day = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(zones, day, fc.integer({ min: 0, max: 1439 }), (zone, date, minuteOfDay) => {
        const localDate = date.toISOString().slice(0, 10);
        const at = instantOf(localDate, minuteOfDay, zone);
        const shown = localTimeOf(new Date(at), zone);
        expect(shown.localDate).toBe(localDate);
        expect([0, 30, 60]).toContain(shown.minuteOfDay - minuteOfDay);
        expect(localTimeOf(new Date(at - 30 * 60_000), zone)).not.toEqual(shown);
        expect(localTimeOf(new Date(at - 60 * 60_000), zone)).not.toEqual(shown);
      }),
      { numRuns: 500 },
    );
  });

  it("refuses an unknown zone", () => {
    expect(() => instantOf("2026-11-24", 600, "Europe/Nowhere")).toThrow("Europe/Nowhere is no time zone");
    expect(() => localTimeOf(new Date(0), "")).toThrow(RangeError);
  });
});
