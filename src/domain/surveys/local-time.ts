import { Info } from "luxon";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The latest answer for each zone: a wave asks for one instant over and over, and clocks change on the minute. */
const lastOffsets = new Map<string, { minute: number; offset: number }>();

/**
 * The instant (epoch milliseconds) of a local time: the first where it occurs twice; where a clock change skips it, as
 * much later as the clock is put forward. RangeError for an unknown zone.
 */
export function instantOf(localDate: string, minuteOfDay: number, zone: string): number {
  const local = Date.parse(localDate) + minuteOfDay * MINUTE;
  // Clocks change once in two days at most, so the offset is that of the day before or that of the day after.
  const before = local - offsetAt(local - DAY, zone);
  const after = local - offsetAt(local + DAY, zone);
  const real = [before, after].filter((instant) => instant + offsetAt(instant, zone) === local);
  return real.length > 0 ? Math.min(...real) : before;
}

/** The local date and minute of an instant, seconds cut off; RangeError for an unknown zone. */
export function localTimeOf(at: Date, zone: string): { localDate: string; minuteOfDay: number } {
  const local = at.getTime() + offsetAt(at.getTime(), zone);
  const localDate = new Date(local).toISOString().slice(0, 10);
  return { localDate, minuteOfDay: Math.floor((local - Date.parse(localDate)) / MINUTE) };
}

/** Milliseconds that a zone's clocks are ahead of UTC at an instant. */
function offsetAt(instant: number, zone: string): number {
  const minute = Math.floor(instant / MINUTE);
  const last = lastOffsets.get(zone);
  if (last?.minute === minute) return last.offset;
  const offset = Info.normalizeZone(zone).offset(minute * MINUTE) * MINUTE;
  if (Number.isNaN(offset)) throw new RangeError(`${zone} is no time zone`);
  lastOffsets.set(zone, { minute, offset });
  return offset;
}
