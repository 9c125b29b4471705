import { DomainError } from "../../domain/errors.js";
import { setLanguage } from "../../domain/members/set-language.js";
import { catalogue, knownLocale, languages } from "../../i18n/catalogue.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";
import { plain } from "./words.js";

export const language: Command<"language"> = {
  word: ["language", "idioma"],
  subword: [""],
  fromText: (args) => ({ locale: localeNamed(args.trim()) }),
  async run(ctx, { locale }, t) {
    const known = knownLocale(locale);
    if (!known) throw new DomainError("invalid_input", { usage: t.usage.language });
    await setLanguage(ctx, { locale: known });
    const spoken = catalogue(known);
    return noteCard(spoken.chat.done, spoken.chat.languageSet);
  },
};

/** The language that a tag or a name means, whichever of our languages the name is in: "es-MX", "Spanish", "inglés". */
function localeNamed(typed: string): string | undefined {
  const tag = knownLocale(typed);
  if (tag) return tag;
  const name = plain(typed);
  return languages.find(
    (language) =>
      plain(catalogue(language).languageName) === name ||
      languages.some((reader) => {
        const names = new Intl.DisplayNames([reader], { type: "language", fallback: "none" });
        return plain(names.of(language) ?? "") === name;
      }),
  );
}
