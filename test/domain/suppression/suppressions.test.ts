import { expect, test } from "vitest";
import { addressKey } from "../../../src/domain/suppression/address-key.js";
import { resubscribe, unsubscribe } from "../../../src/domain/suppression/unsubscribe.js";
import { tokenFor } from "../../../src/domain/tokens.js";
import { secret, testOrganization } from "../../support/context.js";
import { testDatabase } from "../../support/database.js";

const { database } = await testDatabase();
const { as, service, clock, organizationId, directory } = await testOrganization(database);
const other = await testOrganization(database);
const { suppressions } = service.store;
const visitor = as({ kind: "visitor" });
const keyOf = (email: string) => addressKey(secret, email);
const hex = (email: string) => keyOf(email).toString("hex");
const until = (days: number) => new Date(clock.now.getTime() + days * 86_400_000);
const audited = async () =>
  (await database.prisma.audit.findMany({ where: { organizationId }, orderBy: { id: "asc" } })).map(
    ({ action }) => action,
  );

test("an address is the same however it is written, and another key makes another of it", () => {
  expect(keyOf(" Ada@Customer.Example ")).toEqual(keyOf("ada@customer.example"));
  expect(keyOf("ａda@customer.example")).toEqual(keyOf("ada@customer.example"));
  expect(keyOf("ada@customer.example")).not.toEqual(keyOf("eda@customer.example"));
  expect(addressKey(Buffer.alloc(32, 8), "ada@customer.example")).not.toEqual(keyOf("ada@customer.example"));
  expect(keyOf("ada@customer.example")).toHaveLength(32);
});

test("of many addresses those that are suppressed are found, each with its strongest reason", async () => {
  const emails = Array.from({ length: 2_000 }, (_, n) => `n${n}@many.example`);
  await suppressions.add({ addressKey: keyOf("n7@many.example"), reason: "soft_bounce", until: until(90) });
  await suppressions.add({ addressKey: keyOf("n7@many.example"), reason: "hard_bounce", until: null });
  await suppressions.add({ addressKey: keyOf("n9@many.example"), reason: "opted_out", until: null });
  await suppressions.add({ addressKey: keyOf("n8@many.example"), reason: "soft_bounce", until: until(90) });
  const found = await suppressions.among(emails.map(keyOf), clock.now);
  expect(Object.fromEntries(found)).toEqual({
    [hex("n7@many.example")]: "hard_bounce",
    [hex("n8@many.example")]: "soft_bounce",
    [hex("n9@many.example")]: "opted_out",
  });
  expect(await suppressions.among([], clock.now)).toEqual(new Map());
  expect((await other.service.store.suppressions.among(emails.map(keyOf), clock.now)).size).toBe(0);
});

test("a pause ends by itself, is made longer by another one and never shorter", async () => {
  const key = keyOf("pause@customer.example");
  expect(await suppressions.add({ addressKey: key, reason: "soft_bounce", until: until(90) })).toBe(true);
  expect(await suppressions.add({ addressKey: key, reason: "soft_bounce", until: until(10) })).toBe(false);
  expect(await suppressions.of(key, until(89))).toBe("soft_bounce");
  expect(await suppressions.of(key, until(91))).toBeUndefined();
  expect(await suppressions.add({ addressKey: key, reason: "soft_bounce", until: null })).toBe(true);
  expect(await suppressions.add({ addressKey: key, reason: "soft_bounce", until: until(900) })).toBe(false);
  expect(await suppressions.of(key, until(9_000))).toBe("soft_bounce");
});

test("who objects is written to no more, once, until they say otherwise themselves", async () => {
  const key = keyOf("ada@customer.example");
  const before = await audited();
  await unsubscribe(visitor, { addressKey: key, way: "one_click" });
  await unsubscribe(visitor, { addressKey: key, way: "page" });
  expect(await suppressions.of(key, until(10_000))).toBe("opted_out");
  await resubscribe(visitor, { addressKey: key });
  await resubscribe(visitor, { addressKey: key });
  expect(await suppressions.of(key, clock.now)).toBeUndefined();
  expect((await audited()).slice(before.length)).toEqual(["contact.unsubscribed", "contact.resubscribed"]);
});

test("taking an objection back does not make a dead address alive", async () => {
  const key = keyOf("dead@customer.example");
  await suppressions.add({ addressKey: key, reason: "hard_bounce", until: null });
  await unsubscribe(visitor, { addressKey: key, way: "page" });
  await resubscribe(visitor, { addressKey: key });
  expect(await suppressions.of(key, clock.now)).toBe("hard_bounce");
});

test("a link to unsubscribe leads to its organization and the contact's present address", async () => {
  const { hash } = tokenFor(secret, "unsubscribe", "contact");
  const link = (email: string) => ({ tokenHash: hash, addressKey: keyOf(email) });
  await suppressions.addUnsubscribeLinks([link("old@customer.example"), link("old@customer.example")]);
  await other.service.store.suppressions.addUnsubscribeLinks([link("stolen@customer.example")]);
  expect((await directory.unsubscribeLink(hash))?.addressKey).toEqual(keyOf("old@customer.example"));
  await suppressions.addUnsubscribeLinks([link("new@customer.example")]);
  expect(await directory.unsubscribeLink(hash)).toEqual({
    organizationId,
    organization: { name: "Test & Co", slug: expect.any(String), color: null, hasLogo: false },
    locale: "en",
    addressKey: keyOf("new@customer.example"),
    optedOut: false,
  });
  await unsubscribe(visitor, { addressKey: keyOf("new@customer.example"), way: "mail" });
  expect((await directory.unsubscribeLink(hash))?.optedOut).toBe(true);
  expect(await directory.unsubscribeLink(Buffer.alloc(32))).toBeUndefined();
});

test("a mail's last look knows the sender, and that somebody was erased", async () => {
  const { store } = service;
  const customerId = crypto.randomUUID();
  const contactId = crypto.randomUUID();
  const email = "look@customer.example";
  await store.customers.addAll(
    [{ id: customerId, name: "Look", nameKey: "look", kind: "direct" }],
    [{ id: contactId, customerId, email }],
  );
  const look = () => suppressions.atSending(contactId, keyOf(email), clock.now);
  const sender = { slug: expect.any(String), replyTo: null, ownerEmail: null };
  expect(await look()).toEqual({ ...sender, suppressed: null });
  await suppressions.add({ addressKey: keyOf(email), reason: "soft_bounce", until: until(90) });
  await suppressions.add({ addressKey: keyOf(email), reason: "opted_out", until: null });
  expect(await look()).toEqual({ ...sender, suppressed: "opted_out" });
  await database.prisma.contact.deleteMany({ where: { id: contactId } });
  expect(await look()).toBeUndefined();
});
