import { createRequire } from "node:module";
import type Holidays from "date-holidays";
import { nameKey } from "../customers/name-key.js";

/** A country as it was typed: an ISO 3166 code, or its name in English or Spanish. */
export type Country = string | null | undefined;

const DAY = 24 * 60 * 60 * 1000;
const HOUR = 60 * 60 * 1000;
const require = createRequire(import.meta.url);
const holidays = new Map<string, Set<string>>();
/** What was typed for a country, and its code; so many at most. */
const codes = new Map<string, string | undefined>();
const REMEMBERED = 1_000;
let codesByName: Map<string, string> | undefined;

/**
 * Whether a day (ISO date) is neither Saturday nor Sunday nor a public holiday of the whole country; of an unknown
 * country only the weekend is known. RangeError for what is no date.
 */
export function isBusinessDay(date: string, country?: Country): boolean {
  if (weekdayOf(date) > 5) return false;
  const code = countryCode(country);
  return code === undefined || !publicHolidays(code, Number(date.slice(0, 4))).has(date);
}

/** The n-th business day (n ≥ 0) after a day, which itself need not be one; RangeError for what is no date or no such n. */
export function addBusinessDays(date: string, n: number, country?: Country): string {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`cannot go on by ${n} business days`);
  let day = date;
  for (let left = n; left > 0; ) {
    day = dayAfter(day);
    if (isBusinessDay(day, country)) left -= 1;
  }
  return day;
}

/** The weekday of an ISO date, 1 = Monday; RangeError for what is no date. */
export function weekdayOf(date: string): number {
  const day = new Date(`${date}T00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date) {
    throw new RangeError(`${date} is no date`);
  }
  return day.getUTCDay() || 7;
}

/** The day after an ISO date. */
export function dayAfter(date: string): string {
  return new Date(Date.parse(date) + DAY).toISOString().slice(0, 10);
}

/** The ISO 3166 code of a country's code or name; undefined where it is not known. */
export function countryCode(country: Country): string | undefined {
  if (!country) return undefined;
  if (!codes.has(country)) {
    if (codes.size >= REMEMBERED) codes.clear();
    codes.set(country, readCountry(country.trim()));
  }
  return codes.get(country);
}

function readCountry(typed: string): string | undefined {
  if (/^[a-z]{2}$/i.test(typed)) return regionOf(typed);
  codesByName ??= readCountryNames();
  return codesByName.get(nameKey(typed));
}

/** The public holidays of a country in a year, as ISO dates; none for a country whose holidays are not known. */
function publicHolidays(code: string, year: number): Set<string> {
  const key = `${code} ${year}`;
  const known = holidays.get(key);
  if (known) return known;
  // On first use: the data of all countries take a fifth of a second and 40 MB.
  const Calendar: typeof Holidays = require("date-holidays");
  const found = new Set<string>();
  for (const { type, date, start, end } of new Calendar(code).getHolidays(year)) {
    if (type !== "public") continue;
    // An hour more, for a day that loses one to summer time; a part of a day counts as a day where it is all there is.
    const days = Math.floor((end.getTime() - start.getTime() + HOUR) / DAY);
    let day = date.slice(0, 10);
    for (let left = Math.max(1, days); left > 0; left--, day = dayAfter(day)) found.add(day);
  }
  holidays.set(key, found);
  return found;
}

/** Names in English and Spanish, long and short, of all codes that the platform's CLDR data know. */
function readCountryNames(): Map<string, string> {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  const names = new Map<string, string>();
  for (const style of ["long", "short"] as const) {
    for (const language of ["en", "es"]) {
      const display = new Intl.DisplayNames(language, { type: "region", style, fallback: "none" });
      for (const code of codes) {
        const key = nameKey(display.of(code) ?? "");
        if (key && !names.has(key)) names.set(key, regionOf(code));
      }
    }
  }
  return names;
}

/** The code in force: UK is GB. */
function regionOf(code: string): string {
  return new Intl.Locale(`und-${code}`).region ?? code.toUpperCase();
}
