import type { PersonData } from "../../domain/privacy/store.js";
import type { OwnQuestion } from "../../domain/surveys/method.js";
import type { TenantClient } from "../tenant.js";

/** Reads everything that is kept about one person; every table that names a contact is here. */
export async function readPersonData(
  db: TenantClient,
  organizationId: string,
  contactId: string,
): Promise<PersonData | undefined> {
  const contact = await db.contact.findUnique({
    where: { id: contactId },
    select: {
      id: true,
      name: true,
      email: true,
      locale: true,
      zone: true,
      createdAt: true,
      customer: { select: { name: true } },
    },
  });
  if (!contact) return undefined;
  const invitations = await db.$queryRaw<PersonData["invitations"]>`
    SELECT s.name AS survey, i."sentAt", i."expiresAt", i.reminders, i."bouncedAt", coalesce(p.openings, 0) AS openings
    FROM "Invitation" i
    JOIN "Wave" w ON w."organizationId" = i."organizationId" AND w.id = i."waveId"
    JOIN "Survey" s ON s."organizationId" = w."organizationId" AND s.id = w."surveyId"
    LEFT JOIN "PageOpening" p ON p."organizationId" = i."organizationId" AND p."invitationId" = i.id
    WHERE i."organizationId" = ${organizationId}::uuid AND i."contactId" = ${contactId}::uuid
    ORDER BY i."sentAt" NULLS LAST, i."dueAt"`;
  const answers = await db.$queryRaw<RawAnswer[]>`
    SELECT s.name AS survey, s.instrument::text AS instrument, r.score, r.trust, r.comment, r.answers, v.method->'questions' AS questions,
      r."mayContact", r."mayQuote", r.locale, r."answeredAt", r."editedAt"
    FROM "Response" r
    JOIN "Invitation" i ON i."organizationId" = r."organizationId" AND i.id = r."invitationId"
    JOIN "Survey" s ON s."organizationId" = r."organizationId" AND s.id = r."surveyId"
    LEFT JOIN "SurveyVersion" v ON v."organizationId" = r."organizationId" AND v."surveyId" = r."surveyId" AND v.number = r.version
    WHERE r."organizationId" = ${organizationId}::uuid AND i."contactId" = ${contactId}::uuid ORDER BY r."answeredAt"`;
  const needs = await db.$queryRaw<PersonData["needs"]>`
    SELECT n.number AS need, v.words, v."createdAt" AS "recordedAt" FROM "Voice" v
    JOIN "Need" n ON n."organizationId" = v."organizationId" AND n.id = v."needId"
    WHERE v."organizationId" = ${organizationId}::uuid AND (
      v."responseId" IN (SELECT r.id FROM "Response" r JOIN "Invitation" i ON i."organizationId" = r."organizationId" AND i.id = r."invitationId"
        WHERE r."organizationId" = v."organizationId" AND i."contactId" = ${contactId}::uuid)
      OR EXISTS (SELECT 1 FROM "Intake" k WHERE k."organizationId" = v."organizationId" AND k."contactId" = ${contactId}::uuid
        AND k."needId" = v."needId" AND k.words = v.words)
      OR EXISTS (SELECT 1 FROM "InboundMail" m WHERE m."organizationId" = v."organizationId" AND m."contactId" = ${contactId}::uuid
        AND m."needId" = v."needId" AND m.text = v.words))
    ORDER BY v."createdAt"`;
  const replies = await db.$queryRaw<PersonData["replies"]>`
    SELECT m.kind, m.text, m."receivedAt" FROM "InboundMail" m
    WHERE m."organizationId" = ${organizationId}::uuid AND (m."contactId" = ${contactId}::uuid OR m."invitationId" IN (
      SELECT i.id FROM "Invitation" i WHERE i."organizationId" = m."organizationId" AND i."contactId" = ${contactId}::uuid))
    ORDER BY m."receivedAt"`;
  const told = await db.intake.findMany({
    where: { OR: [{ contactId }, { email: contact.email }] },
    select: {
      reference: true,
      kind: true,
      words: true,
      name: true,
      email: true,
      company: true,
      createdAt: true,
      closedAt: true,
    },
    orderBy: { createdAt: "asc" },
  });
  const interactions = await db.interaction.findMany({
    where: { contactId },
    select: { kind: true, note: true, at: true },
    orderBy: { at: "asc" },
  });
  const notAsked = await db.$queryRaw<PersonData["notAsked"]>`
    SELECT s.name AS survey, k.reason, k."createdAt" AS at FROM "Skip" k
    JOIN "Wave" w ON w."organizationId" = k."organizationId" AND w.id = k."waveId"
    JOIN "Survey" s ON s."organizationId" = w."organizationId" AND s.id = w."surveyId"
    WHERE k."organizationId" = ${organizationId}::uuid AND k."contactId" = ${contactId}::uuid ORDER BY k."createdAt"`;
  const messages = await db.$queryRaw<PersonData["messages"]>`
    SELECT d.message, d.status::text AS status, d."createdAt", d."sentAt" FROM "Delivery" d
    WHERE d."organizationId" = ${organizationId}::uuid AND d."contactId" = ${contactId}::uuid ORDER BY d."createdAt"`;
  const planned = await db.$queryRaw<PersonData["planned"]>`
    SELECT s.name AS survey, p.week FROM (
      SELECT "organizationId", "surveyId", week FROM "CycleSeat"
      WHERE "organizationId" = ${organizationId}::uuid AND "contactId" = ${contactId}::uuid
      UNION ALL
      SELECT "organizationId", "surveyId", NULL FROM "ListedContact"
      WHERE "organizationId" = ${organizationId}::uuid AND "contactId" = ${contactId}::uuid
    ) p JOIN "Survey" s ON s."organizationId" = p."organizationId" AND s.id = p."surveyId" ORDER BY s.name`;
  return {
    contact: { ...contact, customer: contact.customer.name },
    invitations,
    answers: answers.map(inWords),
    needs,
    replies,
    told,
    interactions,
    notAsked,
    messages,
    planned,
  };
}

type RawAnswer = Omit<PersonData["answers"][number], "answers"> & {
  answers: Record<string, string> | null;
  questions: OwnQuestion[] | null;
};

/** An answer with the questions as they were asked, in place of their ids. */
function inWords({ questions, answers, ...answer }: RawAnswer): PersonData["answers"][number] {
  return {
    ...answer,
    answers: Object.entries(answers ?? {}).map(([id, given]) => ({
      question: questions?.find((question) => question.id === id)?.text ?? id,
      answer: String(given),
    })),
  };
}
