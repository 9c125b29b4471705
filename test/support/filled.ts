import { randomUUID } from "node:crypto";
import type { Database } from "../../src/db/database.js";
import { deliveryLedger } from "../../src/db/ledger.js";
import { answerAnnouncement } from "../../src/domain/announcements/answer-announcement.js";
import { askQuestion } from "../../src/domain/announcements/ask-question.js";
import { commands } from "../../src/domain/commands.js";
import { addCustomer } from "../../src/domain/customers/add-customer.js";
import { openUpload } from "../../src/domain/customers/open-upload.js";
import { scheduleDigest } from "../../src/domain/digests/schedule-digest.js";
import { sendIntake } from "../../src/domain/intake/send-intake.js";
import { captureNeed } from "../../src/domain/needs/capture-need.js";
import { requestData } from "../../src/domain/privacy/request-data.js";
import { addressKey } from "../../src/domain/suppression/address-key.js";
import { addToResponse } from "../../src/domain/surveys/add-to-response.js";
import { closeSurvey } from "../../src/domain/surveys/close-survey.js";
import { createSurvey } from "../../src/domain/surveys/create-survey.js";
import { launchSurvey } from "../../src/domain/surveys/launch-survey.js";
import { openWave } from "../../src/domain/surveys/open-wave.js";
import { receiptFor } from "../../src/domain/surveys/receipt.js";
import { tokenFor } from "../../src/domain/tokens.js";
import { postMessage } from "../../src/domain/workspace/post-message.js";
import { secret, testOrganization } from "./context.js";

/** An organization with a row of every kind, made by use-cases; `mark` stands in every name and text. */
export async function filledOrganization(database: Database, mark: string) {
  const organization = await testOrganization(database, { name: `${mark} Ltd` });
  const { as, service, directory } = organization;
  const [admin, manager, member] = [
    await organization.member("admin", { name: `${mark} Ada` }),
    await organization.member("manager", { name: `${mark} Max` }),
    await organization.member("member", { name: `${mark} Mia` }),
  ];
  const product = await organization.channel("product", { team: `${mark} Product`, themes: ["access"] });
  const support = await organization.channel("support", { team: `${mark} Support`, themes: ["support"] });
  const boss = as(manager, { channelId: product.id });
  const customerName = `${mark} Acme`;
  const customer = await addCustomer(
    boss,
    commands.customerAdd.parse({
      name: customerName,
      segment: `${mark} segment`,
      country: mark,
      contactName: `${mark} Ann`,
      email: `ann@${mark}.example`,
    }),
  );
  const [contact] = await service.store.customers.contacts(customer.id);
  const surveyName = `${mark} pulse`;
  await createSurvey(
    boss,
    commands.pulseNew.parse({ name: surveyName, instrument: "nps", subject: `${mark} subject` }),
  );
  const draft = await createSurvey(
    boss,
    commands.pulseNew.parse({ name: `${mark} draft`, instrument: "csat", subject: `${mark} subject` }),
  );
  const { survey } = await launchSurvey(boss, { name: surveyName, now: true });
  const wave = await database.prisma.wave.findFirstOrThrow({ where: { surveyId: survey.id } });
  await openWave(service, { waveId: wave.id });
  const invitation = await database.prisma.invitation.findFirstOrThrow({ where: { waveId: wave.id } });
  const { hash: tokenHash, token } = tokenFor(secret, "answer", invitation.id);
  const responseId = randomUUID();
  await directory.recordAnswer({
    tokenHash,
    id: responseId,
    score: 2,
    locale: "en",
    now: organization.clock.now,
    heldFor: null,
    receiptHash: receiptFor(secret, responseId).hash,
  });
  await directory.countOpening(organization.organizationId, invitation.id, false);
  await addToResponse(as({ kind: "respondent", key: `response:${responseId}` }), {
    responseId,
    comment: `${mark} needs a faster answer from support`,
    mayContact: true,
    mayQuote: true,
    trust: null,
    answers: {},
  });
  const interactionId = randomUUID();
  await service.store.interactions.add({
    id: interactionId,
    customerId: customer.id,
    contactId: contact?.id,
    memberId: manager.memberId,
    kind: "call",
    note: `${mark} note`,
    at: organization.clock.now,
  });
  const { surveys } = service.store;
  const dealtAt = organization.clock.now;
  const strata = [{ stratum: `${mark} segment`, contacts: 1, weekly: 1 }];
  await surveys.addCycleFrame(survey.id, { seed: mark, strata, weeks: 13, startsOn: "2026-03-02", dealtAt });
  await surveys.addSeats(survey.id, [{ contactId: contact?.id ?? "", week: 0 }], dealtAt);
  await surveys.setListed(survey.id, [contact?.id ?? ""]);
  await surveys.addSkips(wave.id, [{ contactId: contact?.id ?? "", reason: "closed", segment: mark }]);
  await service.store.customers.setTags(customer.id, [`${mark} tag`]);
  const need = await captureNeed(
    boss,
    commands.needAdd.parse({ customer: customerName, words: `${mark} wants SSO and support` }),
  );
  const [first, second] = await service.store.announcements.ofNeed(need.id);
  if (!contact || !first || !second) throw new Error("the organization is not whole");
  const asker = as(member, { channelId: support.id });
  await askQuestion(asker, { announcementId: second.id, text: `${mark} question` });
  await answerAnnouncement(asker, { announcementId: first.id, answer: "understood" });
  await scheduleDigest(boss, commands.digestOn.parse({ weekday: 1, time: "09:00" }));
  await openUpload(boss);
  const intakeId = randomUUID();
  const visitor = as({ kind: "visitor" });
  await sendIntake(visitor, {
    id: intakeId,
    kind: "need",
    words: `${mark} told on the page`,
    name: `${mark} Ann`,
    email: `ann@${mark.toLowerCase()}.example`,
    company: `${mark} Ltd`,
    locale: "en",
    mail: true,
  });
  await requestData(visitor, { email: `ann@${mark.toLowerCase()}.example` });
  const dataLink = await database.prisma.dataLink.findFirstOrThrow({
    where: { organizationId: organization.organizationId },
  });
  const postId = randomUUID();
  await postMessage(boss, { id: postId, channelId: product.id, text: `${mark} post` });
  const mailId = randomUUID();
  await service.store.workspace.addMail({
    id: mailId,
    messageId: `<${mailId}@test>`,
    recipient: `ann@${mark}.example`,
    subject: mark,
    text: mark,
    html: mark,
  });
  const addressKeyOfAnn = addressKey(secret, `ann@${mark}.example`);
  const unsubscribeHash = tokenFor(secret, "unsubscribe", contact.id).hash;
  const { suppressions, inbound } = service.store;
  await suppressions.addUnsubscribeLinks([{ tokenHash: unsubscribeHash, addressKey: addressKeyOfAnn }]);
  await suppressions.add({ addressKey: addressKeyOfAnn, reason: "soft_bounce", until: new Date(0) });
  const about = { invitationId: invitation.id, contactId: contact.id, customerId: customer.id };
  const receivedAt = organization.clock.now;
  const [inboundId, blockedId] = [randomUUID(), randomUUID()];
  await inbound.add({
    id: inboundId,
    messageId: inboundId,
    kind: "reply",
    ...about,
    text: `${mark} reply`,
    receivedAt,
  });
  await inbound.add({
    id: blockedId,
    messageId: blockedId,
    kind: "blocked",
    status: mark,
    ...about,
    receivedAt,
  });
  const { prisma } = database;
  const own = { where: { organizationId: organization.organizationId } };
  const delivery = await prisma.delivery.findFirstOrThrow({
    where: { ...own.where, message: "needAnnounced" },
  });
  await deliveryLedger(database.marks).fail(
    { organizationId: organization.organizationId, deliveryId: delivery.id },
    "channel_gone",
    organization.clock.now,
  );
  const question = await prisma.question.findFirstOrThrow(own);
  const schedule = await prisma.digestSchedule.findFirstOrThrow(own);
  const [team] = await service.store.teams.list();
  const [theme] = await service.store.teams.themes();
  if (!team || !theme) throw new Error("the organization has no team");
  return {
    ...organization,
    mark,
    admin,
    manager,
    member,
    product,
    names: {
      customer: customerName,
      survey: surveyName,
      draft: draft.name,
      member: member.name,
      team: team.name,
    },
    number: need.number,
    dataLinkHash: Buffer.from(dataLink.tokenHash),
    token,
    receiptHash: receiptFor(secret, responseId).hash,
    addressKey: addressKeyOfAnn,
    unsubscribeHash,
    close: () => closeSurvey(boss, { name: surveyName }),
    ids: {
      member: member.memberId,
      channel: product.id,
      team: team.id,
      theme: theme.id,
      customer: customer.id,
      contact: contact.id,
      need: need.id,
      announcement: second.id,
      question: question.id,
      survey: survey.id,
      draft: draft.id,
      wave: wave.id,
      invitation: invitation.id,
      response: responseId,
      interaction: interactionId,
      intake: intakeId,
      schedule: schedule.id,
      delivery: delivery.id,
      post: postId,
      mail: mailId,
      inbound: inboundId,
      blocked: blockedId,
    },
  };
}

export { dump } from "./dump.js";
