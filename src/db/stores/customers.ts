import { nameKey } from "../../domain/customers/name-key.js";
import type { CustomerStore, NewContact, NewCustomer } from "../../domain/customers/store.js";
import type { Prisma } from "../generated/client.js";
import type { TenantClient } from "../tenant.js";
import { likeText } from "./like.js";

const customer = {
  id: true,
  name: true,
  kind: true,
  segment: true,
  country: true,
  ownerId: true,
  owner: { select: { name: true } },
  tags: true,
  pausedAt: true,
} as const;

export function customerStore(db: TenantClient, organizationId: string): CustomerStore {
  const customerData = ({ segment, country, ownerId, tags, ...row }: NewCustomer) => ({
    ...row,
    tags: tags ?? [],
    organizationId,
    segment: segment ?? null,
    country: country ?? null,
    ownerId: ownerId ?? null,
  });
  const contactData = ({ email, name, locale, zone, ...row }: NewContact) => ({
    ...row,
    organizationId,
    email: email.toLowerCase(),
    name: name ?? null,
    locale: locale ?? null,
    zone: zone ?? null,
  });
  return {
    async add(customer) {
      const { count } = await db.customer.createMany({
        data: [customerData(customer)],
        skipDuplicates: true,
      });
      return count === 1 ? "added" : "name_taken";
    },
    async addContact(contact) {
      const { count } = await db.contact.createMany({ data: [contactData(contact)], skipDuplicates: true });
      return count === 1 ? "added" : "email_taken";
    },
    async addAll(customers, contacts) {
      await db.customer.createMany({ data: customers.map(customerData), skipDuplicates: true });
      await db.contact.createMany({ data: contacts.map(contactData), skipDuplicates: true });
    },
    async byKey(nameKey) {
      const where = { organizationId_nameKey: { organizationId, nameKey } };
      const row = await db.customer.findUnique({ where, select: customer });
      return row ? customerRow(row) : undefined;
    },
    async byId(id) {
      const row = await db.customer.findUnique({ where: { id }, select: customer });
      return row ? customerRow(row) : undefined;
    },
    async search(text, limit, offset) {
      const where: Prisma.CustomerWhereInput = text.trim()
        ? { nameKey: { contains: likeText(nameKey(text)) } }
        : {};
      const rows = await db.customer.findMany({
        where,
        select: { ...customer, _count: { select: { contacts: true } } },
        orderBy: { nameKey: "asc" },
        take: limit,
        skip: offset,
      });
      const total = await db.customer.count({ where });
      return {
        customers: rows.map((row) => ({ ...customerRow(row), contacts: row._count.contacts })),
        total,
      };
    },
    contacts: (customerId) =>
      db.contact.findMany({
        where: { customerId },
        select: { id: true, name: true, email: true, locale: true, zone: true, memberId: true },
        orderBy: { email: "asc" },
      }),
    async segments() {
      const rows = await db.customer.findMany({
        where: { segment: { not: null } },
        distinct: ["segment"],
        select: { segment: true },
        orderBy: { segment: "asc" },
      });
      return rows.flatMap(({ segment }) => segment ?? []);
    },
    async tags() {
      const rows = await db.$queryRaw<{ tag: string }[]>`
        SELECT DISTINCT unnest(tags) AS tag FROM "Customer" WHERE "organizationId" = ${organizationId}::uuid ORDER BY 1`;
      return rows.map(({ tag }) => tag);
    },
    async contactByEmail(email) {
      const row = await db.contact.findUnique({
        where: { organizationId_email: { organizationId, email: email.toLowerCase() } },
        select: {
          id: true,
          name: true,
          email: true,
          locale: true,
          zone: true,
          memberId: true,
          customerId: true,
        },
      });
      return row ?? undefined;
    },
    contactsByEmail: (emails) =>
      db.contact.findMany({
        where: { email: { in: emails.map((email) => email.toLowerCase()) } },
        select: { id: true, email: true },
      }),
    async setTags(customerId, tags) {
      await db.customer.update({ where: { id: customerId }, data: { tags } });
    },
    async pause(customerId, at) {
      await db.customer.update({ where: { id: customerId }, data: { pausedAt: at } });
    },
    async setContactMember(contactId, memberId) {
      await db.contact.update({ where: { id: contactId }, data: { memberId } });
    },
    async addUploadLink({ tokenHash, ...link }) {
      await db.uploadLink.create({
        data: { ...link, organizationId, tokenHash: new Uint8Array(tokenHash) },
      });
    },
  };
}

function customerRow(row: {
  id: string;
  name: string;
  kind: "direct" | "indirect" | "interested_party";
  segment: string | null;
  country: string | null;
  ownerId: string | null;
  owner: { name: string } | null;
  tags: string[];
  pausedAt: Date | null;
}) {
  const { owner, id, name, kind, segment, country, ownerId, tags, pausedAt } = row;
  return { id, name, kind, segment, country, ownerId, owner: owner?.name ?? null, tags, pausedAt };
}
