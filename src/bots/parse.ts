import type { CommandName } from "../domain/commands.js";
import { DomainError } from "../domain/errors.js";
import { typedText } from "../domain/text.js";
import type { Command } from "./command.js";
import { registry } from "./commands/registry.js";
import { nearest, plain } from "./commands/words.js";

/** How much of what was typed is said back in a suggestion. */
const NEAR_LENGTH = 120;

type Entry = { name: CommandName; command: Command<CommandName> };

const entries = Object.entries(registry).map(([name, command]) => ({ name, command }) as unknown as Entry);

/** The words that lead to a command: "need", "necesidad", … */
export const rootWords = [...new Set(entries.flatMap(({ command }) => command.word ?? []))];

/**
 * Finds the command that a typed text means, and makes a draft of its input of the rest.
 * Refuses with "unknown_command", naming the nearest word, where there is none.
 */
export function parseText(text: string): { name: CommandName; draft: unknown } {
  const [word = "", afterWord] = split(text.trim().replace(/^\/(enfoque\s+|enfoque$)?/i, ""));
  if (word === "") return { name: "help", draft: {} };
  const named = entries.filter(({ command }) => command.word?.some((known) => plain(known) === plain(word)));
  if (named.length === 0) {
    const near = nearest(word, rootWords);
    throw unknown(word, near && `${near} ${afterWord}`.trim().slice(0, NEAR_LENGTH));
  }
  const [subword = "", afterSubword] = split(afterWord);
  const exact = named.find(({ command }) =>
    command.subword?.some((known) => plain(known) === plain(subword)),
  );
  if (exact) return { name: exact.name, draft: exact.command.fromText?.(afterSubword) ?? {} };
  const main = named.find(({ command }) => command.subword?.includes(""));
  if (main && (afterWord === "" || main.command.claims?.(afterWord))) {
    return { name: main.name, draft: main.command.fromText?.(afterWord) ?? {} };
  }
  const near = nearest(
    subword,
    named.flatMap(({ command }) => command.subword?.filter(Boolean) ?? []),
  );
  if (near || !main?.command.fromText) throw unknown(`${word} ${subword}`, near && `${word} ${near}`);
  return { name: main.name, draft: main.command.fromText(afterWord) };
}

function split(text: string): [string, string] {
  const [, first = "", rest = ""] = /^(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  return [first, rest];
}

function unknown(word: string, near: string | undefined): DomainError {
  return new DomainError("unknown_command", {
    word: typedText.parse(word.slice(0, 60)),
    ...(near ? { near } : {}),
  });
}
