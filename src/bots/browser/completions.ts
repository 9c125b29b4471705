import type { CommandName } from "../../domain/commands.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import { registry } from "../commands/registry.js";

/** What can be typed to Enfoque, as a completion: the words of a command, and how it goes on after them. */
export type Completion = { words: string; usage: string };

/** The completions of the message box in one language, from the sentences that say how to type each command. */
export function completions(t: Catalogue, slash: "/" | ""): Completion[] {
  const names = Object.keys(registry) as CommandName[];
  const found = names.flatMap((name): Completion[] => {
    const { word, subword } = registry[name];
    const usage = t.usage[name];
    const [first = "", second = ""] = usage.split(/\s+/);
    if (!word?.includes(first)) return [];
    const words = second && subword?.includes(second) ? `${first} ${second}` : first;
    return [{ words: slash + words, usage: slash + usage }];
  });
  return found.sort((a, b) => a.words.localeCompare(b.words, t.locale));
}
