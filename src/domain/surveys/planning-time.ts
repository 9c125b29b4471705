import { DateTime } from "luxon";

/** The zone furthest ahead: a day begins there this many hours before it begins in UTC. */
const FURTHEST_AHEAD_HOURS = 14;

/** When planning for a moment begins: late, so that zones, holidays and contacts are as they are then. Never in the past. */
export function planningTime(moment: Date, now: Date): Date {
  const day = DateTime.fromJSDate(moment, { zone: "UTC" }).startOf("day");
  const begins = day.minus({ hours: FURTHEST_AHEAD_HOURS }).toJSDate();
  return begins > now ? begins : now;
}

/** When planning for a local date or date and time begins, whichever zones the recipients are in. */
export function planningTimeOfLocal(local: string, now: Date): Date {
  return planningTime(DateTime.fromISO(local, { zone: "UTC" }).toJSDate(), now);
}

/** When planning for the Monday so many weeks after the week of a moment begins. */
export function weeksLater(moment: Date, weeks: number, zone: string, now: Date): Date {
  // The planning of a week begins on the Sunday before it, so half a day on it is that week in every zone.
  const within = DateTime.fromJSDate(moment, { zone }).plus({ hours: 2 * FURTHEST_AHEAD_HOURS });
  const monday = within.startOf("week").plus({ weeks }).toISODate();
  return planningTimeOfLocal(monday ?? "", now);
}
