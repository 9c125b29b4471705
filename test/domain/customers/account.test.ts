import { expect, test } from "vitest";
import { commands } from "../../../src/domain/commands.js";
import { findCustomer } from "../../../src/domain/customers/find-customer.js";
import { linkContact } from "../../../src/domain/customers/link-contact.js";
import { pauseCustomer } from "../../../src/domain/customers/pause-customer.js";
import { tagCustomer } from "../../../src/domain/customers/tag-customer.js";
import { logInteraction } from "../../../src/domain/interactions/log-interaction.js";
import { launchSurvey } from "../../../src/domain/surveys/launch-survey.js";
import { previewSurvey } from "../../../src/domain/surveys/preview-survey.js";
import { testDatabase } from "../../support/database.js";
import { pulseCompany } from "../../support/pulse.js";

const { database } = await testDatabase();
const { prisma } = database;
const EMAIL = "p0@retail.example";

test("a customer's tags are replaced, written as another customer has them, and a pulse can ask by them", async () => {
  const { boss, as, owner, draft, where } = await pulseCompany(database);
  const clerk = as(owner);
  const tag = (name: string, tags: string) => tagCustomer(clerk, commands.customerTag.parse({ name, tags }));
  expect((await tag("Retail 0", "Pilot, renewal;; ")).tags).toEqual(["Pilot", "renewal"]);
  expect((await tag("retail 1", "pilot, PILOT")).tags).toEqual(["Pilot"]);
  await draft("NPS", {}, { audience: { tag: "Pilot" } });
  expect(await previewSurvey(boss, { name: "NPS" })).toMatchObject({ contacts: 2, asked: 2 });
  expect((await tag("Retail 0", "")).tags).toEqual([]);
  expect((await findCustomer(boss.store, "Retail 0")).tags).toEqual([]);
  const changes = await prisma.audit.findMany({ where: { ...where, action: "customer.changed" } });
  expect(changes.at(-1)).toMatchObject({ before: { tags: ["Pilot", "renewal"] }, after: { tags: [] } });
});

test("of a paused customer nobody is asked until it is resumed; its owner may do so, a stranger not", async () => {
  const { boss, as, owner, member, draft } = await pulseCompany(database);
  await draft("NPS");
  const name = "Retail 0";
  await pauseCustomer(as(owner), { name, paused: true });
  expect(await previewSurvey(boss, { name: "NPS" })).toMatchObject({
    asked: 2,
    skipped: [{ reason: "account_paused", count: 1 }],
  });
  const stranger = as(await member("member"));
  await expect(pauseCustomer(stranger, { name, paused: false })).rejects.toMatchObject({
    code: "not_allowed",
  });
  await pauseCustomer(boss, { name, paused: false });
  expect(await previewSurvey(boss, { name: "NPS" })).toMatchObject({ asked: 3, skipped: [] });
});

test("a contact is linked to a colleague by name or id, and unlinked", async () => {
  const { boss, as, owner, member, where } = await pulseCompany(database);
  const memberOf = async () => (await boss.store.customers.contactByEmail(EMAIL))?.memberId;
  expect(await linkContact(boss, { email: EMAIL, member: "@olga owner" })).toMatchObject({
    contact: "Person 0",
    member: { id: owner.memberId },
  });
  expect(await memberOf()).toBe(owner.memberId);
  await linkContact(boss, { email: EMAIL, member: "-" });
  expect(await memberOf()).toBeNull();
  await linkContact(boss, { email: EMAIL, member: owner.memberId });
  const twin = await member("member", { name: "Olga Owner" });
  // Two of one name can be told apart by id only.
  await expect(linkContact(boss, { email: EMAIL, member: "Olga Owner" })).rejects.toMatchObject({
    code: "member_not_found",
  });
  await linkContact(boss, { email: EMAIL, member: twin.memberId });
  expect(await memberOf()).toBe(twin.memberId);
  await expect(linkContact(boss, { email: "x@y.example", member: "-" })).rejects.toMatchObject({
    code: "contact_not_found",
  });
  await expect(linkContact(as(twin), { email: EMAIL, member: twin.memberId })).rejects.toMatchObject({
    code: "not_allowed",
  });
  expect(await prisma.audit.count({ where: { ...where, action: "contact.linked" } })).toBe(4);
});

test("an interaction is kept with its customer and says which pulse asks about it, and when", async () => {
  const { boss, as, owner, draft, clock } = await pulseCompany(database);
  await draft("After a call", {}, { cadence: { kind: "interaction", interaction: "call", hours: 2 } });
  await draft("After a visit", {}, { cadence: { kind: "interaction", interaction: "visit", hours: 2 } });
  const log = (kind: string) =>
    logInteraction(as(owner), commands.interactionAdd.parse({ customer: "retail 0", kind, note: "renewal" }));
  expect((await log("call")).surveys).toEqual([]);
  await launchSurvey(boss, { name: "After a call" });
  expect(await log("call")).toEqual({
    customer: "Retail 0",
    surveys: [{ name: "After a call", at: new Date(clock.now.getTime() + 7_200_000) }],
  });
  const { id } = await findCustomer(boss.store, "Retail 0");
  expect(await boss.store.interactions.ofCustomer(id, 5)).toMatchObject([
    { kind: "call", note: "renewal", by: "Olga Owner" },
    { kind: "call" },
  ]);
});
