import type { ContactRow, CustomerRow } from "../domain/customers/store.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Action, Card, Element } from "./card.js";
import { pager } from "./pager.js";

/** A customer with their contacts. */
export function customerCard(
  customer: CustomerRow,
  contacts: ContactRow[],
  t: Catalogue,
  title: string,
): Card {
  const { name, kind, segment, country, owner } = customer;
  const facts = [
    { label: t.chat.kind, value: t.kind[kind] },
    ...(segment ? [{ label: t.chat.segment, value: segment }] : []),
    ...(country ? [{ label: t.chat.country, value: country }] : []),
    { label: t.chat.owner, value: owner ?? t.chat.nobody },
  ];
  const people: Element =
    contacts.length > 0
      ? { type: "list", items: contacts.map((contact) => ({ text: contactText(contact, t) })) }
      : { type: "text", text: t.chat.noContacts, muted: true };
  return {
    kind: "card",
    title,
    elements: [{ type: "facts", facts }, people],
    actions: [{ label: t.chat.newNeed, command: "needAdd", input: { customer: name } }],
  };
}

function contactText({ name, email, locale, zone }: ContactRow, t: Catalogue): string {
  const details = [locale ? t.language[locale] : undefined, zone ?? undefined].filter(Boolean).join(", ");
  const who = name ? `${name} <${email}>` : email;
  return details ? `${who} (${details})` : who;
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
