import type { MessageContent } from "../domain/messages.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Action, Card } from "./card.js";

/** What a customer has answered by mail, for whoever looks after them; one click records it. */
export function customerRepliedCard(content: MessageContent["customerReplied"], t: Catalogue): Card {
  const { inboundId, text, customer, contact, survey, recorded } = content;
  const actions: Action[] = recorded
    ? [{ label: t.chat.showNeed(recorded), command: "needShow", input: { number: recorded } }]
    : [
        {
          label: t.chat.recordNeed,
          command: "needFromReply",
          input: { inboundId, kind: "need" },
          emphasis: "primary",
        },
        { label: t.chat.recordComplaint, command: "needFromReply", input: { inboundId, kind: "complaint" } },
      ];
  return {
    kind: "card",
    title: t.chat.customerRepliedTitle(customer),
    elements: [
      { type: "quote", text },
      {
        type: "facts",
        facts: [
          ...(contact ? [{ label: t.chat.contact, value: contact }] : []),
          ...(survey ? [{ label: t.chat.survey, value: survey }] : []),
        ],
      },
      {
        type: "text",
        text: recorded ? t.chat.recordedAs(recorded) : t.chat.customerReplied,
        muted: !recorded,
      },
    ],
    actions,
  };
}
