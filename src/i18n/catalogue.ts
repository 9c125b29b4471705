import type { Locale } from "../domain/customers/store.js";
import { en } from "./en.js";
import { es } from "./es.js";

type Widened<T> = T extends Locale
  ? Locale
  : T extends string
    ? string
    : T extends (...args: infer A) => string
      ? (...args: A) => string
      : T extends [string, string][]
        ? T
        : { [K in keyof T]: Widened<T[K]> };

/** Everything Enfoque says, in one language; a missing sentence does not compile. */
export type Catalogue = Widened<typeof en>;

const catalogues: Record<Locale, Catalogue> = { en, es };

/** The catalogue of a language. */
export function catalogue(locale: Locale): Catalogue {
  return catalogues[locale];
}

/** The first language of an Accept-Language header that we speak. */
export function preferredLocale(header: string | undefined): Locale | undefined {
  for (const part of (header ?? "").split(",")) {
    const language = part.trim().slice(0, 2).toLowerCase();
    if (language === "en" || language === "es") return language;
  }
  return undefined;
}
