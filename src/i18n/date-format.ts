/** Writes dates as a language does; a formatter is dear to make, so each zone's is kept. */
export function dateFormat(
  language: string,
  options: Intl.DateTimeFormatOptions,
): (date: Date, zone: string) => string {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (date, zone) => {
    const known = formats.get(zone);
    if (known) return known.format(date);
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
    formats.set(zone, format);
    return format.format(date);
  };
}

/** A day, as in "Mar 2, 2026". */
export const dayOptions: Intl.DateTimeFormatOptions = { dateStyle: "medium" };

/** A moment, with its weekday, time and zone. */
export const momentOptions: Intl.DateTimeFormatOptions = {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
};
