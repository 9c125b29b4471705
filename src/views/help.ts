import type { Role } from "../domain/members/store.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Card } from "./card.js";

/** What a person can ask for, with how to type it; a member is not shown what only managers may do. */
export function helpCard(role: Role, t: Catalogue): Card {
  const lines = role === "member" ? t.help.everybody : [...t.help.everybody, ...t.help.managers];
  return {
    kind: "card",
    title: t.help.title,
    elements: [
      { type: "text", text: t.help.intro },
      { type: "facts", facts: lines.map(([label, value]) => ({ label, value })) },
    ],
    actions: [
      { label: t.chat.newNeed, command: "needAdd", input: {}, emphasis: "primary" },
      { label: t.chat.newCustomer, command: "customerAdd", input: {} },
      ...(role === "member" ? [] : [{ label: t.chat.newPulse, command: "pulseNew" as const, input: {} }]),
    ],
  };
}
