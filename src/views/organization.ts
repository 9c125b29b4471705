import type { OrganizationRow } from "../domain/organizations/store.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Card } from "./card.js";

/** What customers see of the organization, with the addresses of its public pages. */
export function organizationCard(
  organization: OrganizationRow,
  pages: { talk: string; privacy: string },
  t: Catalogue,
  said?: string,
): Card {
  const { name, country, color, hasLogo, privacyContact, lawfulBasis, replyTo } = organization;
  const words = t.organization;
  return {
    kind: "card",
    title: words.settings(name),
    elements: [
      { type: "text", text: said ?? words.intro },
      {
        type: "facts",
        facts: [
          { label: words.country, value: country ?? words.none },
          { label: words.color, value: color ?? words.none },
          { label: words.logo, value: hasLogo ? words.yes : words.none },
          { label: words.lawfulBasis, value: words.basis[lawfulBasis] },
          { label: words.privacyContact, value: privacyContact ?? words.none },
          { label: words.replyTo, value: replyTo ?? words.none },
        ],
      },
      { type: "link", label: words.talkPage, url: pages.talk },
      { type: "link", label: words.privacyPage, url: pages.privacy },
    ],
    actions: [
      { label: words.change, command: "organizationChange", input: {}, emphasis: "primary" },
      { label: words.uploadLogo, command: "organizationLogo", input: {} },
    ],
  };
}
