import type { Locale } from "../domain/customers/store.js";
import type { Catalogue } from "../i18n/catalogue.js";

/** What a language is called in the reader's own. */
export function languageName(tag: Locale, t: Catalogue): string {
  return new Intl.DisplayNames([t.locale], { type: "language" }).of(tag) ?? tag;
}
