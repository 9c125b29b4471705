import type { MessageContent } from "../domain/messages.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Card } from "./card.js";

/** Mail servers do not want our mails: for the admins, who can mend it. */
export function mailAlertCard({ status, count }: MessageContent["mailAlert"], t: Catalogue): Card {
  return {
    kind: "card",
    title: t.chat.mailAlertTitle,
    elements: [
      { type: "text", text: t.chat.mailAlert },
      {
        type: "facts",
        facts: [
          { label: t.chat.mailAlertStatus, value: status },
          { label: t.chat.mailAlertCount, value: t.format.number(count) },
        ],
      },
    ],
  };
}
