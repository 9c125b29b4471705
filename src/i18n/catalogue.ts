import { readdirSync } from "node:fs";
import type { Locale } from "../domain/customers/store.js";
import type { en } from "./en.js";

type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : T extends [string, string][]
      ? T
      : { [K in keyof T]: Widened<T[K]> };

/** Everything Enfoque says, in one language; a missing sentence does not compile. */
export type Catalogue = Widened<typeof en>;

const FALLBACK = "en";
const catalogues = await readCatalogues();

/** The tags of all languages there are, the first of each family being its plain form: en, es, es-419. */
export const languages: readonly Locale[] = [...catalogues.keys()];

/** The catalogue nearest to a language tag: the very same, else its family's, else English. */
export function catalogue(locale: Locale): Catalogue {
  const nearest = catalogues.get(knownLocale(locale) ?? FALLBACK);
  if (!nearest) throw new Error(`there is no catalogue ${FALLBACK}`);
  return nearest;
}

/** The language we speak that is nearest to a tag; "es-MX" is nearest to "es-419", "es-ES" to "es". */
export function knownLocale(tag: unknown): Locale | undefined {
  if (typeof tag !== "string" || !/^[a-z]{2,3}([-_][a-z0-9]+)*$/i.test(tag)) return undefined;
  const [family = "", ...rest] = tag.toLowerCase().split(/[-_]/);
  const exact = languages.find((known) => known.toLowerCase() === [family, ...rest].join("-"));
  if (exact) return exact;
  const american = `${family}-419`;
  if (rest.length > 0 && rest[0] !== family && catalogues.has(american)) return american;
  return catalogues.has(family) ? family : undefined;
}

/** The first language of an Accept-Language header that we speak. */
export function preferredLocale(header: string | undefined): Locale | undefined {
  for (const part of (header ?? "").split(",")) {
    const known = knownLocale(part.split(";")[0]?.trim());
    if (known) return known;
  }
  return undefined;
}

/** One tag for each language that a reader may choose: of a family with variants, the reader's own. */
export function choices(own: Locale): Locale[] {
  const current = catalogue(own).locale;
  const familyOf = (tag: Locale) => tag.split("-")[0];
  const plain = languages.filter((tag) => !tag.includes("-"));
  return plain.map((tag) => (familyOf(tag) === familyOf(current) ? current : tag));
}

/** Reads every language that lies in this folder, so that adding one touches no other file. */
async function readCatalogues(): Promise<Map<Locale, Catalogue>> {
  const folder = new URL(".", import.meta.url);
  const files = readdirSync(folder).filter((name) => /^[a-z]{2,3}(-[a-z0-9]+)?\.[jt]s$/i.test(name));
  const read = await Promise.all(
    files.sort().map(async (name) => {
      const { language } = (await import(new URL(name, folder).href)) as { language: Catalogue };
      return [language.locale, language] as const;
    }),
  );
  return new Map(read.sort(([a], [b]) => a.localeCompare(b)));
}
