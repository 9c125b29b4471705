import type { NeedLine } from "../domain/needs/store.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Action, Card } from "./card.js";
import { pager } from "./pager.js";

/** A page of needs, newest first, each with its coverage. */
export function needListCard(
  page: { needs: NeedLine[]; total: number; page: number; pages: number },
  t: Catalogue,
): Card {
  const add: Action = { label: t.chat.newNeed, command: "needAdd", input: {} };
  if (page.total === 0) {
    return {
      kind: "card",
      title: t.chat.needs,
      elements: [{ type: "text", text: t.chat.noNeeds }],
      actions: [add],
    };
  }
  return {
    kind: "card",
    title: t.chat.needsTotal(page.total),
    elements: [
      {
        type: "list",
        items: page.needs.map(({ number, summary, asked, acknowledged }) => ({
          text: `N-${number} · ${summary || t.privacy.erased} (${t.chat.coverage(acknowledged, asked)})`,
          action: { label: t.chat.show, command: "needShow", input: { number } },
        })),
      },
    ],
    actions: [add, ...pager(page, (number) => ({ command: "needList", input: { page: number } }), t)],
  };
}
