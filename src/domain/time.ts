import { DateTime } from "luxon";

const WEEKS_IN_PERIOD = 13;

/** The next time after `after` that it is `minuteOfDay` on `weekday` (1 = Monday) in a zone, clock changes included. */
export function nextWeekly(after: Date, weekday: number, minuteOfDay: number, zone: string): Date {
  const now = DateTime.fromJSDate(after, { zone });
  const time = { hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60, second: 0, millisecond: 0 };
  const days = (weekday - now.weekday + 7) % 7;
  const candidate = now.plus({ days }).set(time);
  return (candidate > now ? candidate : now.plus({ days: days + 7 }).set(time)).toJSDate();
}

export type Period = { from: Date; to: Date };

/** The last thirteen closed weeks (Monday to Monday in a zone) before `now`; `to` is exclusive. */
export function lastQuarter(now: Date, zone: string): Period {
  const to = DateTime.fromJSDate(now, { zone }).startOf("week");
  return { from: to.minus({ weeks: WEEKS_IN_PERIOD }).toJSDate(), to: to.toJSDate() };
}

/** The period of the same length that ends where this one begins. */
export function periodBefore({ from, to }: Period, zone: string): Period {
  const days = Math.round(
    DateTime.fromJSDate(to, { zone }).diff(DateTime.fromJSDate(from, { zone }), "days").days,
  );
  return { from: DateTime.fromJSDate(from, { zone }).minus({ days }).toJSDate(), to: from };
}

/** The day of an instant in a zone, as an ISO date. */
export function dayIn(date: Date, zone: string): string {
  return DateTime.fromJSDate(date, { zone }).toISODate() ?? date.toISOString().slice(0, 10);
}

/** The Monday of the week of an instant in a zone, as an ISO date. */
export function weekStart(date: Date, zone: string): string {
  return DateTime.fromJSDate(date, { zone }).startOf("week").toISODate() ?? "";
}
