import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBusinessDay, weekdayOf } from "../../../src/domain/surveys/business-days.js";
import { localTimeOf } from "../../../src/domain/surveys/local-time.js";
import {
  defaultWindow,
  reminderMoment,
  type Sending,
  sendingMoment,
} from "../../../src/domain/surveys/sending-time.js";

const still = { ...defaultWindow, jitterMinutes: 0 };
const told = (sending: Partial<Sending> & { from: Date }) => {
  const { localDate, minuteOfDay, at } = sendingMoment({
    window: still,
    zone: "Europe/Madrid",
    jitterSeed: "s",
    ...sending,
  });
  return `${localDate} ${minuteOfDay} ${at.toISOString().slice(0, 16)}`;
};
const from = (iso: string) => ({ from: new Date(iso) });

describe("sending time", () => {
  it.each([
    ["a Monday", "2026-11-23T12:00Z", "2026-11-24 600 2026-11-24T09:00"],
    ["a Tuesday before ten", "2026-11-24T08:59Z", "2026-11-24 600 2026-11-24T09:00"],
    ["a Tuesday at ten", "2026-11-24T09:00Z", "2026-11-24 600 2026-11-24T09:00"],
    ["a Tuesday just after ten", "2026-11-24T09:00:00.001Z", "2026-11-25 600 2026-11-25T09:00"],
    ["a Thursday after ten", "2026-11-26T10:00Z", "2026-12-01 600 2026-12-01T09:00"],
    ["a Saturday", "2026-11-28T10:00Z", "2026-12-01 600 2026-12-01T09:00"],
    ["late on Monday, Tuesday there", "2026-11-23T23:30Z", "2026-11-24 600 2026-11-24T09:00"],
  ])("from %s is the next of Tuesday to Thursday at ten", (_, iso, expected) => {
    expect(told(from(iso))).toBe(expected);
  });

  it("passes over the public holidays of the country", () => {
    expect(told({ ...from("2026-01-05T12:00Z"), country: "ES" })).toBe("2026-01-07 600 2026-01-07T09:00");
    expect(told({ ...from("2026-01-05T12:00Z"), country: "GB" })).toBe("2026-01-06 600 2026-01-06T09:00");
    const mondays = { ...still, weekdays: [1] };
    expect(told({ ...from("2026-10-10T12:00Z"), country: "ES", window: mondays })).toBe(
      "2026-10-19 600 2026-10-19T08:00",
    );
  });

  it.each([
    ["Europe/Madrid", "2026-03-24T10:00Z", "2026-03-25 600 2026-03-25T09:00"],
    ["Europe/Madrid", "2026-03-28T10:00Z", "2026-03-31 600 2026-03-31T08:00"],
    ["Europe/Madrid", "2026-10-21T07:00Z", "2026-10-21 600 2026-10-21T08:00"],
    ["Europe/Madrid", "2026-10-24T10:00Z", "2026-10-27 600 2026-10-27T09:00"],
    ["Europe/Madrid", "2027-03-27T10:00Z", "2027-03-30 600 2027-03-30T08:00"],
    ["Europe/Madrid", "2027-10-30T10:00Z", "2027-11-02 600 2027-11-02T09:00"],
    ["America/Santiago", "2026-04-01T12:00Z", "2026-04-01 600 2026-04-01T13:00"],
    ["America/Santiago", "2026-04-04T12:00Z", "2026-04-07 600 2026-04-07T14:00"],
    ["America/Santiago", "2026-09-05T12:00Z", "2026-09-08 600 2026-09-08T13:00"],
    ["America/Santiago", "2027-04-03T12:00Z", "2027-04-06 600 2027-04-06T14:00"],
    ["America/Santiago", "2027-09-04T12:00Z", "2027-09-07 600 2027-09-07T13:00"],
    ["Australia/Sydney", "2026-04-03T12:00Z", "2026-04-07 600 2026-04-07T00:00"],
    ["Australia/Sydney", "2026-10-02T12:00Z", "2026-10-06 600 2026-10-05T23:00"],
    ["Australia/Sydney", "2027-04-03T12:00Z", "2027-04-06 600 2027-04-06T00:00"],
    ["Australia/Sydney", "2027-10-02T12:00Z", "2027-10-05 600 2027-10-04T23:00"],
  ])("is ten o'clock in %s on either side of a clock change (from %s)", (zone, iso, expected) => {
    expect(told({ ...from(iso), zone })).toBe(expected);
  });

  it("draws every minute within the jitter alike, the same for the same seed", () => {
    const minutes = Array.from({ length: 9_100 }, (_, i) => {
      const sending = { ...from("2026-11-23T12:00Z"), zone: "UTC", jitterSeed: `invitation-${i}` };
      return sendingMoment(sending).minuteOfDay;
    });
    const counts = Array<number>(91).fill(0);
    for (const minute of minutes) counts[minute - 555]! += 1;
    // Chi-square with 90 degrees of freedom, 99.9 %.
    expect(counts.reduce((sum, n) => sum + (n - 100) ** 2 / 100, 0)).toBeLessThan(137.3);
    expect(Math.min(...minutes)).toBe(555);
    expect(Math.max(...minutes)).toBe(645);
    const again = { ...from("2026-11-23T12:00Z"), zone: "UTC", jitterSeed: "invitation-5" };
    expect(sendingMoment(again).minuteOfDay).toBe(minutes[5]);
  });

  it("never leaves 09:00–17:00, nor heaps up at its ends", () => {
    const minutesOf = (minuteOfDay: number) =>
      Array.from({ length: 500 }, (_, i) => {
        const window = { ...defaultWindow, minuteOfDay };
        return sendingMoment({ ...from("2026-11-23T12:00Z"), window, zone: "UTC", jitterSeed: `${i}` })
          .minuteOfDay;
      });
    const [early, late] = [minutesOf(540), minutesOf(1020)];
    expect([Math.min(...early), Math.max(...early)]).toEqual([540, 585]);
    expect([Math.min(...late), Math.max(...late)]).toEqual([975, 1020]);
    expect(early.filter((minute) => minute === 540).length).toBeLessThan(30);
    expect(told({ ...from("2026-11-23T12:00Z"), window: { ...still, minuteOfDay: 0 } })).toContain(" 540 ");
    expect(told({ ...from("2026-11-23T12:00Z"), window: { ...still, minuteOfDay: 1439 } })).toContain(
      " 1020 ",
    );
  });

  it.each([
    ["2026-11-27T15:30", "ES", "2026-11-27 930 2026-11-27T14:30", "as given, a Friday"],
    ["2026-11-27T15:30:00", "ES", "2026-11-27 930 2026-11-27T14:30", "with seconds"],
    ["2026-11-28T15:30", "ES", "2026-11-30 930 2026-11-30T14:30", "a Saturday"],
    ["2026-12-08T11:00", "ES", "2026-12-09 660 2026-12-09T10:00", "a holiday"],
    ["2026-12-08T11:00", "GB", "2026-12-08 660 2026-12-08T10:00", "no holiday there"],
    ["2026-11-27T06:00", "ES", "2026-11-27 540 2026-11-27T08:00", "too early"],
    ["2026-11-27T22:00", "ES", "2026-11-27 1020 2026-11-27T16:00", "too late"],
    ["2026-11-27", "ES", "2026-11-27 600 2026-11-27T09:00", "a date alone"],
    ["2026-11-23T12:59", "ES", "2026-11-24 779 2026-11-24T11:59", "just past"],
    ["2026-11-23T13:00", "ES", "2026-11-23 780 2026-11-23T12:00", "now"],
    ["2026-01-01T13:00", "ES", "2026-11-23 780 2026-11-23T12:00", "long past"],
  ])("given exactly as %s in %s is %s (%s)", (exact, country, expected) => {
    expect(told({ ...from("2026-11-23T12:00Z"), window: defaultWindow, country, exact })).toBe(expected);
  });

  it("given exactly is meant in the recipient's own zone", () => {
    const exact = "2026-11-27T10:00";
    const at = (zone: string) => told({ ...from("2026-11-23T12:00Z"), zone, exact }).slice(-16);
    expect(at("America/Santiago")).toBe("2026-11-27T13:00");
    expect(at("Australia/Sydney")).toBe("2026-11-26T23:00");
  });

  it("refuses an unknown zone, no local time, and a window without business days", () => {
    expect(() => told({ ...from("2026-11-23T12:00Z"), zone: "Mars/Base" })).toThrow(RangeError);
    for (const exact of ["", "tomorrow", "2026-11-27T10:00Z", "2026-11-27T24:00", "2027-02-30T10:00"]) {
      expect(() => told({ ...from("2026-11-23T12:00Z"), exact })).toThrow(RangeError);
    }
    for (const weekdays of [[], [6, 7], [8]]) {
      const window = { ...still, weekdays };
      expect(() => told({ ...from("2026-11-23T12:00Z"), window })).toThrow("no business day");
    }
  });
});

describe("reminder", () => {
  const reminder = (at: string, zone: string, country?: string, businessDays?: number) => {
    const {
      localDate,
      minuteOfDay,
      at: moment,
    } = reminderMoment({ at: new Date(at), zone, ...(country && { country }) }, businessDays);
    return `${localDate} ${minuteOfDay} ${moment.toISOString().slice(0, 16)}`;
  };

  it("comes three business days later at the same local time", () => {
    expect(reminder("2026-11-24T09:12:34Z", "Europe/Madrid")).toBe("2026-11-27 612 2026-11-27T09:12");
    expect(reminder("2026-10-08T08:12Z", "Europe/Madrid", "ES")).toBe("2026-10-14 612 2026-10-14T08:12");
    expect(reminder("2026-10-08T08:12Z", "Europe/Madrid", "ES", 1)).toBe("2026-10-09 612 2026-10-09T08:12");
  });

  it("keeps the local time over a clock change", () => {
    expect(reminder("2026-10-22T08:00Z", "Europe/Madrid")).toBe("2026-10-27 600 2026-10-27T09:00");
    expect(reminder("2026-09-03T14:00Z", "America/Santiago")).toBe("2026-09-08 600 2026-09-08T13:00");
  });

  it("of what was sent at night comes within the hours", () => {
    expect(reminder("2026-11-24T22:00Z", "Europe/Madrid")).toBe("2026-11-27 1020 2026-11-27T16:00");
    expect(reminder("2026-11-24T04:00Z", "Europe/Madrid")).toBe("2026-11-27 540 2026-11-27T08:00");
  });
});

const zones = [
  "Africa/Casablanca America/Bogota America/Mexico_City America/New_York America/Santiago America/St_Johns",
  "Asia/Dubai Asia/Kathmandu Asia/Tokyo Asia/Jerusalem Atlantic/Azores Australia/Lord_Howe Australia/Sydney",
  "Europe/London Europe/Madrid Europe/Istanbul Pacific/Apia Pacific/Auckland Pacific/Kiritimati UTC",
].flatMap((line) => line.split(" "));
const anySending = fc.record({
  from: fc.date({ min: new Date("2026-01-01"), max: new Date("2028-12-31"), noInvalidDate: true }),
  window: fc.record({
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1 }),
    minuteOfDay: fc.integer({ min: 0, max: 1439 }),
    jitterMinutes: fc.integer({ min: 0, max: 300 }),
  }),
  zone: fc.constantFrom(...zones),
  country: fc.constantFrom("ES", "Chile", "AU", "US", "México", "XX", undefined),
  jitterSeed: fc.string(),
});

describe("sending time, whatever the zone, the country and the day", () => {
  it("lies on a business day of the window, within the hours and the jitter, not before it may", () => {
    fc.assert(
      fc.property(anySending, (sending) => {
        const { localDate, minuteOfDay, at } = sendingMoment(sending);
        const { weekdays, minuteOfDay: meant, jitterMinutes } = sending.window;
        expect(localTimeOf(at, sending.zone)).toEqual({ localDate, minuteOfDay });
        expect(at.getTime()).toBeGreaterThanOrEqual(sending.from.getTime());
        expect(weekdays).toContain(weekdayOf(localDate));
        expect(isBusinessDay(localDate, sending.country)).toBe(true);
        expect(minuteOfDay).toBeGreaterThanOrEqual(540);
        expect(minuteOfDay).toBeLessThanOrEqual(1020);
        const nearest = Math.min(1020, Math.max(540, meant));
        expect(Math.abs(minuteOfDay - nearest)).toBeLessThanOrEqual(jitterMinutes);
      }),
      { numRuns: 500 },
    );
  });

  it("is never earlier for who may be written to later, and stays where it is once it has come", () => {
    fc.assert(
      fc.property(anySending, fc.nat(40 * 24 * 3_600_000), (sending, later) => {
        const { at } = sendingMoment(sending);
        const next = sendingMoment({ ...sending, from: new Date(sending.from.getTime() + later) });
        expect(next.at.getTime()).toBeGreaterThanOrEqual(at.getTime());
        expect(sendingMoment({ ...sending, from: at }).at).toEqual(at);
      }),
      { numRuns: 300 },
    );
  });

  it("given exactly keeps the hours, business days and the local minute", () => {
    const exactly = fc.record({
      date: fc.date({ min: new Date("2026-01-01"), max: new Date("2028-12-31"), noInvalidDate: true }),
      minute: fc.integer({ min: 0, max: 1439 }),
    });
    fc.assert(
      fc.property(anySending, exactly, (sending, { date, minute }) => {
        const two = (n: number) => String(n).padStart(2, "0");
        const day = date.toISOString().slice(0, 10);
        const exact = `${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
        const { localDate, minuteOfDay, at } = sendingMoment({ ...sending, exact });
        expect(localTimeOf(at, sending.zone)).toEqual({ localDate, minuteOfDay });
        expect(minuteOfDay).toBe(Math.min(1020, Math.max(540, minute)));
        expect(isBusinessDay(localDate, sending.country)).toBe(true);
        expect(localDate >= day).toBe(true);
        expect(at.getTime()).toBeGreaterThanOrEqual(sending.from.getTime());
      }),
      { numRuns: 300 },
    );
  });
});
