import type { CommandDraft } from "../domain/commands.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Action } from "./card.js";

type Turn =
  | { command: "customerList"; input: Partial<CommandDraft<"customerList">> }
  | { command: "needList"; input: Partial<CommandDraft<"needList">> }
  | { command: "intakeList"; input: Partial<CommandDraft<"intakeList">> };

/** Buttons to the page before and after, where there is one. */
export function pager(
  { page, pages }: { page: number; pages: number },
  turn: (page: number) => Turn,
  t: Catalogue,
): Action[] {
  const buttons: Action[] = [];
  if (page > 1) buttons.push({ label: t.chat.previous, ...turn(page - 1) });
  if (page < pages) buttons.push({ label: t.chat.next, ...turn(page + 1) });
  return buttons;
}
