import type { Catalogue } from "../i18n/catalogue.js";

/** A local date, or date and time, as a reader writes it; it is meant wherever each recipient is, so it has no zone. */
export function localTimeText(local: string, t: Catalogue): string {
  const withTime = local.includes("T");
  const clock = withTime ? ({ hour: "2-digit", minute: "2-digit" } as const) : {};
  return new Intl.DateTimeFormat(t.locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
    ...clock,
  }).format(new Date(withTime ? `${local}Z` : local));
}

/** A minute of the day as a clock shows it. */
export function clockText(minuteOfDay: number): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}
