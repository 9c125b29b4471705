import type { MessageContent } from "../domain/messages.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Card } from "./card.js";

/** What a team asks whoever recorded a need. */
export function questionAskedCard(content: MessageContent["questionAsked"], t: Catalogue): Card {
  const { number, summary, team, askedBy, text } = content;
  return {
    kind: "card",
    title: t.chat.questionTitle(team, number),
    elements: [
      { type: "text", text: summary || t.privacy.erased, muted: true },
      { type: "quote", text },
      { type: "text", text: t.chat.questionFrom(askedBy), muted: true },
    ],
    actions: [{ label: t.chat.showNeed(number), command: "needShow", input: { number } }],
  };
}
