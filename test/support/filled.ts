import { randomUUID } from "node:crypto";
import type { Database } from "../../src/db/database.js";
import { deliveryLedger } from "../../src/db/ledger.js";
import { answerAnnouncement } from "../../src/domain/announcements/answer-announcement.js";
import { askQuestion } from "../../src/domain/announcements/ask-question.js";
import { commands } from "../../src/domain/commands.js";
import { addCustomer } from "../../src/domain/customers/add-customer.js";
import { openUpload } from "../../src/domain/customers/open-upload.js";
import { scheduleDigest } from "../../src/domain/digests/schedule-digest.js";
import { captureNeed } from "../../src/domain/needs/capture-need.js";
import { closeSurvey } from "../../src/domain/surveys/close-survey.js";
import { commentResponse } from "../../src/domain/surveys/comment-response.js";
import { createSurvey } from "../../src/domain/surveys/create-survey.js";
import { launchSurvey } from "../../src/domain/surveys/launch-survey.js";
import { openWave } from "../../src/domain/surveys/open-wave.js";
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
  const { survey } = await launchSurvey(boss, { name: surveyName });
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
  });
  await directory.countOpening(organization.organizationId, invitation.id);
  const words = { text: `${mark} needs a faster answer from support`, mayContact: true, mayQuote: true };
  await commentResponse(as({ kind: "respondent", invitationId: invitation.id }), words);
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
    token,
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
      schedule: schedule.id,
      delivery: delivery.id,
      post: postId,
      mail: mailId,
    },
  };
}

/** Every row that belongs to an organization, by table. */
export async function dump({ pool }: Database, organizationId: string): Promise<Record<string, unknown[]>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'organizationId' ORDER BY 1`,
  );
  const all: Record<string, unknown[]> = {};
  for (const { name, key } of [
    ...tables.map(({ name }) => ({ name, key: "organizationId" })),
    { name: "Organization", key: "id" },
  ]) {
    const { rows } = await pool.query(
      `SELECT to_jsonb(t) AS row FROM "${name}" t WHERE "${key}" = $1 ORDER BY to_jsonb(t)::text`,
      [organizationId],
    );
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}
