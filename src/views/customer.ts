import type { ContactRow, CustomerRow } from "../domain/customers/store.js";
import type { InteractionKind } from "../domain/interactions/store.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Action, Card, Element } from "./card.js";
import { languageName } from "./language-name.js";
import { pager } from "./pager.js";

/** What is shown of a customer beside what they are; a view of one who was just added has none of it. */
export type CustomerDetails = {
  interactions: { kind: InteractionKind; note: string | null; at: Date; by: string | null }[];
  /** The colleagues and guests that contacts are in chat, by id. */
  members: ReadonlyMap<string, string>;
  zone: string;
};

/** A customer with their contacts and what happened with them lately. */
export function customerCard(
  customer: CustomerRow,
  contacts: ContactRow[],
  t: Catalogue,
  title: string,
  details?: CustomerDetails,
): Card {
  const { name, kind, segment, country, owner, tags, pausedAt } = customer;
  const zone = details?.zone ?? "UTC";
  const facts = [
    { label: t.chat.kind, value: t.kind[kind] },
    ...(segment ? [{ label: t.chat.segment, value: segment }] : []),
    ...(country ? [{ label: t.chat.country, value: country }] : []),
    { label: t.chat.owner, value: owner ?? t.chat.nobody },
    ...(tags.length > 0 ? [{ label: t.account.tags, value: tags.join(", ") }] : []),
    ...(pausedAt
      ? [{ label: t.account.paused, value: t.account.pausedSince(t.format.day(pausedAt, zone)) }]
      : []),
  ];
  const people: Element =
    contacts.length > 0
      ? {
          type: "list",
          items: contacts.map((contact) => ({
            text: contactText(contact, t, details),
            action: { label: t.account.chat, command: "customerChat", input: { email: contact.email } },
          })),
        }
      : { type: "text", text: t.chat.noContacts, muted: true };
  const pause: Action = pausedAt
    ? { label: t.account.resume, command: "customerResume", input: { name } }
    : { label: t.account.pause, command: "customerPause", input: { name } };
  return {
    kind: "card",
    title,
    elements: [{ type: "facts", facts }, people, ...interactionElements(details, t)],
    actions: [
      { label: t.chat.newNeed, command: "needAdd", input: { customer: name } },
      { label: t.account.interaction, command: "interactionAdd", input: { customer: name } },
      { label: t.account.tag, command: "customerTag", input: { name } },
      pause,
    ],
  };
}

function contactText(
  { name, email, locale, zone, memberId }: ContactRow,
  t: Catalogue,
  details?: CustomerDetails,
): string {
  const inChat = memberId ? t.account.inChat(details?.members.get(memberId) ?? t.chat.yes) : undefined;
  const known = [locale ? languageName(locale, t) : undefined, zone ?? undefined, inChat].filter(Boolean);
  const who = name ? `${name} <${email}>` : email;
  return known.length > 0 ? `${who} (${known.join(", ")})` : who;
}

function interactionElements(details: CustomerDetails | undefined, t: Catalogue): Element[] {
  if (!details || details.interactions.length === 0) return [];
  const items = details.interactions.map(({ kind, note, at, by }) => {
    const line = t.account.interactionLine(
      t.account.interactionKind[kind],
      t.format.day(at, details.zone),
      by ?? t.chat.nobody,
    );
    return { text: note ? `${line}: ${note}` : line };
  });
  return [
    { type: "heading", text: t.account.interactions },
    { type: "list", items },
  ];
}

/** A page of customers, each with a button that shows them. */
export function customerListCard(
  page: {
    customers: (CustomerRow & { contacts: number })[];
    total: number;
    search: string;
    page: number;
    pages: number;
  },
  t: Catalogue,
): Card {
  const add: Action = { label: t.chat.newCustomer, command: "customerAdd", input: {} };
  if (page.total === 0) {
    const text = page.search ? t.chat.noCustomersLike(page.search) : t.chat.noCustomers;
    return { kind: "card", title: t.chat.customers, elements: [{ type: "text", text }], actions: [add] };
  }
  return {
    kind: "card",
    title: t.chat.customersTotal(page.total),
    elements: [
      {
        type: "list",
        items: page.customers.map(({ name, kind, segment, contacts }) => ({
          text: [name, t.kind[kind], segment, t.chat.contacts(contacts)].filter(Boolean).join(" · "),
          action: { label: t.chat.show, command: "customerShow", input: { name } },
        })),
      },
    ],
    actions: [
      add,
      ...pager(
        page,
        (number) => ({ command: "customerList", input: { search: page.search, page: number } }),
        t,
      ),
    ],
  };
}
