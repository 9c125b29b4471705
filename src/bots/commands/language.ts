import { setLanguage } from "../../domain/members/set-language.js";
import { catalogue } from "../../i18n/catalogue.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";
import { plain } from "./words.js";

const names: Record<string, "en" | "es"> = {
  en: "en",
  english: "en",
  ingles: "en",
  es: "es",
  spanish: "es",
  espanol: "es",
};

export const language: Command<"language"> = {
  word: ["language", "idioma"],
  subword: [""],
  fromText: (args) => ({ locale: names[plain(args)] }),
  async run(ctx, input) {
    await setLanguage(ctx, input);
    const t = catalogue(input.locale);
    return noteCard(t.chat.done, t.chat.languageSet);
  },
};
