import { randomBytes, randomUUID } from "node:crypto";
import type { Database } from "../../src/db/database.js";
import { addressKey } from "../../src/domain/suppression/address-key.js";
import { type Method, methodOf } from "../../src/domain/surveys/method.js";
import { receiptFor } from "../../src/domain/surveys/receipt.js";
import { tokenFor } from "../../src/domain/tokens.js";
import { secret, type testOrganization } from "./context.js";

type Organization = Awaited<ReturnType<typeof testOrganization>>;

/** A contact of whom there is a row in every table that can name one; `mark` stands in all they said. */
export async function personWithEverything(
  { prisma }: Database,
  { organizationId, service, clock, member }: Organization,
  mark: string,
) {
  const now = clock.now;
  const owner = await member("member", { name: `Owner of ${mark.length}` });
  const email = `${mark.toLowerCase()}@customer.example`;
  const id = () => randomUUID();
  const bytes = () => new Uint8Array(randomBytes(32));
  const [customerId, contactId, surveyId, waveId, laterWaveId] = [id(), id(), id(), id(), id()];
  const [invitationId, pendingId, responseId, needId, inboundId, intakeId] = [
    id(),
    id(),
    id(),
    id(),
    id(),
    id(),
  ];
  const own = { organizationId };
  await prisma.customer.create({
    data: { ...own, id: customerId, name: `Account ${customerId}`, nameKey: `account ${customerId}` },
  });
  await prisma.contact.create({
    data: {
      ...own,
      id: contactId,
      customerId,
      name: `${mark} Ann`,
      email,
      locale: "es",
      zone: "Europe/Madrid",
    },
  });
  const question = { id: "q1", kind: "open", text: "What else?", options: [] } as const;
  const method: Method = methodOf("nps", { subject: "us", questions: [question] });
  await prisma.survey.create({
    data: {
      ...own,
      id: surveyId,
      name: `Pulse ${surveyId}`,
      nameKey: surveyId,
      instrument: "nps",
      status: "open",
    },
  });
  await prisma.surveyVersion.create({ data: { ...own, surveyId, number: 1, method: method as object } });
  for (const [number, wave] of [waveId, laterWaveId].entries()) {
    await prisma.wave.create({
      data: { ...own, id: wave, surveyId, number: number + 1, version: 1, opensAt: now },
    });
  }
  const { token, hash } = tokenFor(secret, "answer", invitationId);
  const link = { ...own, contactId, customerId, dueAt: now, expiresAt: new Date(now.getTime() + 86_400_000) };
  await prisma.invitation.createMany({
    data: [
      {
        ...link,
        id: invitationId,
        waveId,
        tokenHash: new Uint8Array(hash),
        sentAt: now,
        nextAt: now,
        promisedAt: now,
      },
      { ...link, id: pendingId, waveId: laterWaveId, tokenHash: bytes() },
    ],
  });
  await prisma.pageOpening.create({ data: { ...own, invitationId, openings: 3 } });
  const receipt = receiptFor(secret, responseId);
  await prisma.response.create({
    data: {
      ...own,
      id: responseId,
      surveyId,
      waveId,
      version: 1,
      invitationId,
      customerId,
      score: 3,
      trust: 4,
      answers: { q1: `${mark} further answer` },
      comment: `${mark} comment`,
      mayContact: true,
      mayQuote: true,
      locale: "es",
      segment: "retail",
      instrumentVersion: "nps-1",
      answeredAt: now,
      receiptHash: new Uint8Array(receipt.hash),
    },
  });
  const number = await service.store.needs.nextNumber();
  const texts = [`${mark} comment`, `${mark} reply`, `${mark} told`];
  await prisma.need.create({ data: { ...own, id: needId, number, summary: `${mark} comment` } });
  await prisma.voice.createMany({
    data: texts.map((words, at) => ({
      ...own,
      id: id(),
      needId,
      customerId,
      recordedById: owner.memberId,
      responseId: at === 0 ? responseId : null,
      words,
    })),
  });
  await prisma.inboundMail.create({
    data: {
      ...own,
      id: inboundId,
      messageId: `<${inboundId}@mail>`,
      kind: "reply",
      invitationId,
      contactId,
      customerId,
      needId,
      text: `${mark} reply`,
      receivedAt: now,
    },
  });
  await prisma.intake.create({
    data: {
      ...own,
      id: intakeId,
      reference: `REF-${intakeId}`,
      referenceHash: bytes(),
      kind: "need",
      words: `${mark} told`,
      name: `${mark} Ann`,
      email,
      company: `${mark} Ltd`,
      locale: "es",
      customerId,
      contactId,
      needId,
      createdAt: now,
    },
  });
  await prisma.interaction.create({
    data: { ...own, id: id(), customerId, contactId, kind: "call", note: `${mark} note`, at: now },
  });
  await prisma.skip.create({ data: { ...own, waveId: laterWaveId, contactId, reason: "asked_recently" } });
  await prisma.cycleSeat.create({ data: { ...own, surveyId, contactId, week: 5, dealtAt: now } });
  await prisma.listedContact.create({ data: { ...own, surveyId, contactId } });
  await service.store.deliveries.add([
    {
      id: id(),
      message: "invitation",
      refs: { invitationId: pendingId },
      subjectId: pendingId,
      transport: "mail",
      recipient: { contactId },
    },
    { id: id(), message: "intakeReceived", refs: { intakeId }, transport: "mail", recipient: { intakeId } },
    {
      id: id(),
      message: "intakeArrived",
      refs: { intakeId },
      subjectId: intakeId,
      transport: "browser",
      recipient: { memberId: owner.memberId },
    },
  ]);
  await service.store.workspace.addMail({
    id: id(),
    messageId: `<${id()}@test>`,
    recipient: email,
    subject: mark,
    text: mark,
    html: mark,
  });
  const unsubscribe = tokenFor(secret, "unsubscribe", contactId);
  const key = addressKey(secret, email);
  await service.store.suppressions.addUnsubscribeLinks([{ tokenHash: unsubscribe.hash, addressKey: key }]);
  const linkId = id();
  const data = tokenFor(secret, "data", linkId);
  await service.store.privacy.addDataLink({
    tokenHash: data.hash,
    contactId,
    expiresAt: new Date(now.getTime() + 7 * 86_400_000),
  });
  return {
    mark,
    email,
    token,
    receipt: receipt.code,
    dataToken: data.token,
    unsubscribeHash: unsubscribe.hash,
    addressKey: key,
    ids: { customerId, contactId, surveyId, invitationId, pendingId, responseId, needId, intakeId },
  };
}
