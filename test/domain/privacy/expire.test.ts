import { expect, test } from "vitest";
import { expireData } from "../../../src/domain/privacy/expire-data.js";
import { testOrganization } from "../../support/context.js";
import { testDatabase } from "../../support/database.js";
import { personWithEverything } from "../../support/person.js";

const { database } = await testDatabase();
const { prisma } = database;
const DAY = 86_400_000;

test("links go 90 days after they expired, mails after 30, words and names after 24 months", async () => {
  const organization = await testOrganization(database, { name: "Long ago" });
  const { clock, service, organizationId } = organization;
  const person = await personWithEverything(database, organization, "Qold");
  const { invitationId, responseId, intakeId, needId } = person.ids;
  // The database's own clock is not the test's.
  await prisma.delivery.updateMany({
    where: { organizationId, transport: "mail" },
    data: { status: "sent", sentAt: clock.now, createdAt: clock.now },
  });
  await prisma.delivery.updateMany({
    where: { organizationId, transport: "browser" },
    data: { status: "sent", sentAt: clock.now, createdAt: clock.now },
  });
  const token = async () =>
    (await prisma.invitation.findUniqueOrThrow({ where: { id: invitationId } })).tokenHash;
  const first = await token();

  clock.move(29 * DAY);
  expect(await expireData(service)).toEqual({
    tokens: 0,
    deliveries: 0,
    responses: 0,
    intakes: 0,
    replies: 0,
  });
  clock.move(2 * DAY);
  expect(await expireData(service)).toMatchObject({ tokens: 0, deliveries: 2 });
  expect(await prisma.delivery.findMany({ where: { organizationId } })).toMatchObject([
    { transport: "browser" },
  ]);

  clock.move(61 * DAY);
  expect(await expireData(service)).toMatchObject({ tokens: 2 });
  expect(await token()).not.toEqual(first);
  expect(await expireData(service)).toMatchObject({ tokens: 0 });
  expect((await prisma.response.findUniqueOrThrow({ where: { id: responseId } })).comment).toBe(
    "Qold comment",
  );

  clock.move(640 * DAY);
  expect(await expireData(service)).toMatchObject({ responses: 1, intakes: 1, replies: 1 });
  expect(await prisma.response.findUniqueOrThrow({ where: { id: responseId } })).toMatchObject({
    score: 3,
    segment: "retail",
    comment: null,
    customerId: null,
    invitationId: null,
  });
  expect(await prisma.intake.findUniqueOrThrow({ where: { id: intakeId } })).toMatchObject({
    words: "",
    email: null,
    contactId: null,
  });
  // What colleagues recorded as a need is the organization's own.
  expect((await service.store.needs.byId(needId))?.summary).toBe("Qold comment");
  expect(await expireData(service)).toEqual({
    tokens: 0,
    deliveries: 0,
    responses: 0,
    intakes: 0,
    replies: 0,
  });
  const audits = await prisma.audit.count({ where: { organizationId, action: "data.expired" } });
  expect(audits).toBe(3);
});

test("a delivery that still waits is not forgotten", async () => {
  const organization = await testOrganization(database, { name: "Waiting" });
  await personWithEverything(database, organization, "Qwait");
  organization.clock.move(400 * DAY);
  expect(await expireData(organization.service)).toMatchObject({ deliveries: 0 });
});

test("an old history that was imported lately is kept from its import on", async () => {
  const organization = await testOrganization(database, { name: "Imported" });
  const { service, organizationId, clock } = organization;
  const { ids } = await personWithEverything(database, organization, "Qimp");
  await prisma.response.update({
    where: { id: ids.responseId },
    data: { importKey: "1", answeredAt: new Date("2020-01-01T00:00:00Z") },
  });
  await service.store.audit.add({ kind: "operator" }, "survey.imported", ids.surveyId);
  expect(await expireData(service)).toMatchObject({ responses: 0 });
  clock.move(3 * 365 * DAY);
  expect(await expireData(service)).toMatchObject({ responses: 1 });
  expect(await prisma.response.count({ where: { organizationId, comment: { not: null } } })).toBe(0);
});
