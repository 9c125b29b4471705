import { DateTime } from "luxon";
import type { Context } from "../context.js";

/**
 * A local date or date and time without a zone, of what somebody has chosen: a platform that hands over an instant means the
 * time that stood on their own clock. Every recipient is then written to at that time on theirs.
 */
export function meantTime({ actor }: Context, chosen: string): string {
  if (!/(Z|[+-]\d\d:\d\d)$/.test(chosen)) return chosen;
  const zone = actor.kind === "member" ? actor.zone : "UTC";
  return DateTime.fromISO(chosen, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
}

/** A local time as the instant that it is on somebody's own clock, for a form that shows it; "" where there is none. */
export function shownTime(local: string | undefined, zone: string): string {
  const time = DateTime.fromISO(local ?? "", { zone });
  return time.isValid ? (time.toISO({ suppressSeconds: true, suppressMilliseconds: true }) ?? "") : "";
}
