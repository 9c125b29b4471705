import type { MessageContent } from "../domain/messages.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Card } from "./card.js";

/** A low score with the customer's words, for whoever looks after them; one click records it. */
export function lowScoreCard(content: MessageContent["lowScore"], t: Catalogue): Card {
  const { responseId, survey, instrument, score, comment, customer, contact, mayContact, recorded } = content;
  const base = {
    kind: "card" as const,
    title: t.chat.lowScoreTitle(customer ?? t.privacy.erased, score, instrument),
    elements: [
      comment
        ? { type: "quote" as const, text: comment }
        : { type: "text" as const, text: t.privacy.erased, muted: true },
      {
        type: "facts" as const,
        facts: [
          { label: t.chat.survey, value: survey },
          ...(contact ? [{ label: t.chat.contact, value: contact }] : []),
          { label: t.chat.mayContact, value: mayContact ? t.chat.yes : t.chat.no },
        ],
      },
    ],
  };
  if (customer === null) return base;
  if (recorded) {
    return {
      ...base,
      elements: [...base.elements, { type: "text", text: t.chat.recordedAs(recorded) }],
      actions: [{ label: t.chat.showNeed(recorded), command: "needShow", input: { number: recorded } }],
    };
  }
  if (!comment) return base;
  return {
    ...base,
    actions: [
      {
        label: t.chat.recordNeed,
        command: "needFromResponse",
        input: { responseId, kind: "need" },
        emphasis: "primary",
      },
      {
        label: t.chat.recordComplaint,
        command: "needFromResponse",
        input: { responseId, kind: "complaint" },
      },
    ],
  };
}
