import { seeded } from "../random.js";
import { addBusinessDays, type Country, dayAfter, isBusinessDay, weekdayOf } from "./business-days.js";
import { instantOf, localTimeOf } from "./local-time.js";

/** When invitations go out: on these weekdays (1 = Monday), at this minute of the day, so many minutes earlier or later. */
export type SendingWindow = { weekdays: number[]; minuteOfDay: number; jitterMinutes: number };

/** The house's default (surveys.md): Tuesday to Thursday, 10:00 ± 45 minutes. */
export const defaultWindow: SendingWindow = { weekdays: [2, 3, 4], minuteOfDay: 600, jitterMinutes: 45 };

/** A local time, which is what is meant, and the instant that it is by the rules of today. */
export type Moment = { localDate: string; minuteOfDay: number; at: Date };

const MINUTE = 60_000;
const WORKING_DAYS = [1, 2, 3, 4, 5];
/** Nobody is written to before 09:00 or after 17:00. */
const EARLIEST = 9 * 60;
const LATEST = 17 * 60;
/** No country rests for longer. */
const LONGEST_SEARCH = 400;
/** Days that are remembered per zone, country and weekdays; a wave needs a few per zone. */
const REMEMBERED = 10_000;

/** A day on which may be sent; `steady` where no clock changes between `earliest` and `latest`. */
type Day = { localDate: string; earliest: number; steady: boolean };
const days = new Map<string, Day>();

export type Sending = {
  from: Date;
  window?: SendingWindow;
  zone: string;
  country?: Country;
  jitterSeed: string;
  exact?: string | undefined;
};

/**
 * The first moment from `from` on that a contact may be written to, in its own zone: on one of the window's weekdays that
 * is a business day, at a minute drawn evenly within the jitter by the seed. `exact` (a local ISO date and time; a date
 * alone means the window's time) is taken instead of the window and the jitter, on the next business day where it is none
 * or past. Never outside 09:00–17:00. RangeError for an unknown zone, what is no local time, or a window without days.
 */
export function sendingMoment({
  from,
  window = defaultWindow,
  zone,
  country,
  jitterSeed,
  exact,
}: Sending): Moment {
  const today = localTimeOf(from, zone).localDate;
  if (exact === undefined) {
    return firstFrom(from, today, jittered(window, jitterSeed), window.weekdays, zone, country);
  }
  const { localDate, minuteOfDay } = parseLocal(exact, window.minuteOfDay);
  const first = localDate > today ? localDate : today;
  return firstFrom(from, first, withinHours(minuteOfDay), WORKING_DAYS, zone, country);
}

/** When to remind of what was sent: at the same local time so many business days later, never outside 09:00–17:00. */
export function reminderMoment(
  sent: { at: Date; zone: string; country?: Country },
  businessDays = 3,
): Moment {
  const { localDate, minuteOfDay } = localTimeOf(sent.at, sent.zone);
  const date = addBusinessDays(localDate, businessDays, sent.country);
  return momentOn(nextDay(date, WORKING_DAYS, sent.zone, sent.country), withinHours(minuteOfDay), sent.zone);
}

function firstFrom(
  from: Date,
  firstDate: string,
  minuteOfDay: number,
  weekdays: number[],
  zone: string,
  country: Country,
): Moment {
  for (let date = firstDate; ; ) {
    const day = nextDay(date, weekdays, zone, country);
    const moment = momentOn(day, minuteOfDay, zone);
    if (moment.at >= from) return moment;
    date = dayAfter(day.localDate);
  }
}

function momentOn({ localDate, earliest, steady }: Day, minuteOfDay: number, zone: string): Moment {
  const at = steady ? earliest + (minuteOfDay - EARLIEST) * MINUTE : instantOf(localDate, minuteOfDay, zone);
  return { localDate, minuteOfDay, at: new Date(at) };
}

/** The first day on or after a date on which may be sent. */
function nextDay(date: string, weekdays: number[], zone: string, country: Country): Day {
  const key = `${date} ${zone} ${weekdays} ${country ?? ""}`;
  const known = days.get(key);
  if (known) return known;
  let localDate = date;
  for (let tried = 0; !weekdays.includes(weekdayOf(localDate)) || !isBusinessDay(localDate, country); ) {
    if (++tried > LONGEST_SEARCH) throw new RangeError(`no business day is among the weekdays ${weekdays}`);
    localDate = dayAfter(localDate);
  }
  const earliest = instantOf(localDate, EARLIEST, zone);
  const latest = instantOf(localDate, LATEST, zone);
  const day = { localDate, earliest, steady: latest - earliest === (LATEST - EARLIEST) * MINUTE };
  if (days.size >= REMEMBERED) days.clear();
  days.set(key, day);
  return day;
}

/** The jitter is drawn from what lies within the hours, so that it does not heap up at their ends. */
function jittered({ minuteOfDay, jitterMinutes }: SendingWindow, seed: string): number {
  const low = withinHours(minuteOfDay - jitterMinutes);
  const high = withinHours(minuteOfDay + jitterMinutes);
  return low + seeded(seed).below(high - low + 1);
}

function withinHours(minuteOfDay: number): number {
  return Math.min(LATEST, Math.max(EARLIEST, minuteOfDay));
}

function parseLocal(local: string, defaultMinute: number): { localDate: string; minuteOfDay: number } {
  const [, localDate = "", hour, minute] =
    /^(\d{4}-\d\d-\d\d)(?:T([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?)?$/.exec(local) ?? [];
  if (localDate === "") throw new RangeError(`${local} is no local time`);
  return { localDate, minuteOfDay: hour ? Number(hour) * 60 + Number(minute) : defaultMinute };
}

/** At once within the hours of a business day, else in the first hour of the next one. */
export function soonMoment(
  now: Date,
  { zone, country, jitterSeed }: { zone: string; country?: Country; jitterSeed: string },
): Date {
  const { localDate, minuteOfDay } = localTimeOf(now, zone);
  const isOpen = minuteOfDay >= EARLIEST && minuteOfDay < LATEST;
  if (isOpen && WORKING_DAYS.includes(weekdayOf(localDate)) && isBusinessDay(localDate, country)) return now;
  const window = { weekdays: WORKING_DAYS, minuteOfDay: EARLIEST + 30, jitterMinutes: 30 };
  return sendingMoment({ from: now, window, zone, country, jitterSeed }).at;
}
