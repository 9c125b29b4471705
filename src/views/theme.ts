import type { ThemeRow } from "../domain/teams/store.js";
import type { Catalogue } from "../i18n/catalogue.js";

/** A theme's label in the reader's language; there are labels in English and Spanish only. */
export function themeLabel(theme: Pick<ThemeRow, "en" | "es">, t: Catalogue): string {
  return /^es\b/.test(t.locale) ? theme.es : theme.en;
}
