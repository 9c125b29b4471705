import type { Pool } from "pg";
import type { Directory } from "../domain/directory.js";
import { definitionOf, instruments } from "../domain/satisfaction/instruments.js";
import type { HeldFor } from "../domain/surveys/held.js";
import { methodOf } from "../domain/surveys/method.js";
import type { ReceiptPage, SurveyPage } from "../domain/surveys/pages.js";
import type { Recorded } from "../domain/surveys/response-store.js";
import type { SurveyStore } from "../domain/surveys/store.js";
import type { TenantClient } from "./tenant.js";

const scaleCase = instruments
  .map(
    (name) =>
      `WHEN '${name}' THEN $3::int BETWEEN ${definitionOf[name].scale.min} AND ${definitionOf[name].scale.max}`,
  )
  .join(" ");

/** Everything about an answer in one statement: of an anonymous one nothing leads back to the invitation, and only its day is kept. */
const RECORD_ANSWER = `
  WITH link AS (
    SELECT i.id, i."organizationId", i."customerId", i."waveId", w."surveyId", w.version,
      v.method->>'instrumentVersion' AS "instrumentVersion", coalesce(v.method->>'mode' = 'anonymous', false) AS anonymous,
      i."answeredOn" IS NOT NULL AS gone, c.segment, r.id AS "priorId", r.score AS prior, r."heldFor" AS "priorHeld",
      CASE s.instrument ${scaleCase} END AS "inRange",
      i."expiresAt" <= $5::timestamptz AS expired, s.status NOT IN ('open', 'paused') AS closed,
      coalesce($6::text, CASE WHEN EXISTS (SELECT 1 FROM "PageOpening" p WHERE p."organizationId" = i."organizationId"
        AND p."invitationId" = i.id AND p."trappedAt" IS NOT NULL) THEN 'hidden_link' END) AS held
    FROM "Invitation" i
    JOIN "Wave" w ON w."organizationId" = i."organizationId" AND w.id = i."waveId"
    JOIN "Survey" s ON s."organizationId" = w."organizationId" AND s.id = w."surveyId"
    JOIN "SurveyVersion" v ON v."organizationId" = w."organizationId" AND v."surveyId" = w."surveyId" AND v.number = w.version
    LEFT JOIN "Customer" c ON c."organizationId" = i."organizationId" AND c.id = i."customerId"
    LEFT JOIN "Response" r ON r."organizationId" = i."organizationId" AND r."invitationId" = i.id
    WHERE i."tokenHash" = $1::bytea
  ), taken AS (
    UPDATE "Invitation" i SET "answeredOn" = to_char($5::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD') FROM link
    WHERE i.id = link.id AND i."organizationId" = link."organizationId" AND link.anonymous AND i."answeredOn" IS NULL
      AND link."inRange" AND NOT link.expired AND NOT link.closed
    RETURNING i.id
  ), added AS (
    INSERT INTO "Response"
      (id, "organizationId", "surveyId", "waveId", version, "invitationId", "customerId", score, locale, "instrumentVersion",
       segment, "answeredAt", "heldFor", "receiptHash", anonymous)
    SELECT $2::uuid, "organizationId", "surveyId", "waveId", version, CASE WHEN anonymous THEN NULL ELSE id END,
      CASE WHEN anonymous THEN NULL ELSE "customerId" END, $3::int, $4::text, "instrumentVersion", segment,
      CASE WHEN anonymous THEN date_trunc('day', $5::timestamptz, 'UTC') ELSE $5::timestamptz END, held, $7::bytea, anonymous
    FROM link WHERE "inRange" AND NOT expired AND NOT closed AND prior IS NULL
      AND (NOT anonymous OR EXISTS (SELECT 1 FROM taken))
    ON CONFLICT DO NOTHING
    RETURNING id
  )
  SELECT link.*, EXISTS (SELECT 1 FROM added) AS added FROM link`;

const ASKED = `o.id AS "organizationId", o.name AS organization, o.slug, o.color, o."logoType" IS NOT NULL AS "hasLogo", s.instrument, s.id AS "surveyId",
  s.status AS "surveyStatus", v.method`;

type AnswerLookups = Pick<
  Directory,
  "surveyPage" | "receiptPage" | "countOpening" | "countTrap" | "countStart" | "recordAnswer"
>;

/** What survey links and receipt codes lead to, and the hot path of answering. */
export function answerLookups(pool: Pool, marks: Pool): AnswerLookups {
  return {
    async surveyPage(tokenHash) {
      const { rows } = await pool.query<SurveyPageRow>({
        name: "survey-page",
        text: `
          SELECT i.id, i."tokenHash", i."expiresAt", ${ASKED}, k.name AS contact, coalesce(k.locale, o.locale) AS locale,
            i."answeredOn" IS NOT NULL AS "answeredAnonymously", r.id AS "responseId", r.score, r."answeredAt", r."heldFor"
          FROM "Invitation" i
          JOIN "Organization" o ON o.id = i."organizationId"
          JOIN "Wave" w ON w."organizationId" = i."organizationId" AND w.id = i."waveId"
          JOIN "Survey" s ON s."organizationId" = w."organizationId" AND s.id = w."surveyId"
          JOIN "SurveyVersion" v ON v."organizationId" = w."organizationId" AND v."surveyId" = w."surveyId" AND v.number = w.version
          LEFT JOIN "Contact" k ON k."organizationId" = i."organizationId" AND k.id = i."contactId"
          LEFT JOIN "Response" r ON r."organizationId" = i."organizationId" AND r."invitationId" = i.id
          WHERE i."tokenHash" = $1`,
        values: [tokenHash],
      });
      return rows[0] && surveyPage(rows[0]);
    },
    async receiptPage(receiptHash) {
      const { rows } = await pool.query<ReceiptPageRow>({
        name: "receipt-page",
        text: `
          SELECT ${ASKED}, coalesce(r.locale, o.locale) AS locale, r.id, r.score, r.comment, r."mayContact", r."mayQuote", r.trust,
            r.answers, r.anonymous, r."heldFor", r."answeredAt", r."commentedAt"
          FROM "Response" r
          JOIN "Organization" o ON o.id = r."organizationId"
          JOIN "Survey" s ON s."organizationId" = r."organizationId" AND s.id = r."surveyId"
          JOIN "SurveyVersion" v ON v."organizationId" = s."organizationId" AND v."surveyId" = s.id AND v.number = coalesce(r.version, s.version)
          WHERE r."receiptHash" = $1 AND r."erasedAt" IS NULL`,
        values: [receiptHash],
      });
      return rows[0] && receiptPage(rows[0]);
    },
    async countOpening(organizationId, invitationId, scan) {
      await marks.query(
        `INSERT INTO "PageOpening" ("organizationId", "invitationId", openings, scans) VALUES ($1, $2, 1, $3)
         ON CONFLICT ("organizationId", "invitationId") DO UPDATE
         SET openings = "PageOpening".openings + 1, scans = "PageOpening".scans + $3`,
        [organizationId, invitationId, scan ? 1 : 0],
      );
    },
    async countTrap(tokenHash, now) {
      await marks.query(
        `INSERT INTO "PageOpening" ("organizationId", "invitationId", openings, scans, "trappedAt")
         SELECT "organizationId", id, 1, 1, $2 FROM "Invitation" WHERE "tokenHash" = $1
         ON CONFLICT ("organizationId", "invitationId") DO UPDATE
         SET openings = "PageOpening".openings + 1, scans = "PageOpening".scans + 1, "trappedAt" = $2`,
        [tokenHash, now],
      );
    },
    async countStart(organizationId, invitationId, now) {
      await marks.query(
        `INSERT INTO "PageOpening" ("organizationId", "invitationId", openings, "startedAt") VALUES ($1, $2, 1, $3)
         ON CONFLICT ("organizationId", "invitationId") DO UPDATE
         SET "startedAt" = coalesce("PageOpening"."startedAt", $3)`,
        [organizationId, invitationId, now],
      );
    },
    recordAnswer: (answer) =>
      recordAnswer(async (name, text, values) => (await pool.query({ name, text, values })).rows, answer),
  };
}

type Ask = (name: string, text: string, values: unknown[]) => Promise<unknown[]>;

/** Records an answer by the hash of its link, through whichever connection asks. */
async function recordAnswer(
  ask: Ask,
  { tokenHash, id, score, locale, now, heldFor, receiptHash }: Parameters<Directory["recordAnswer"]>[0],
): Promise<Recorded> {
  const values = [tokenHash, id, score, locale, now, heldFor, receiptHash];
  const [link] = (await ask("record-answer", RECORD_ANSWER, values)) as AnswerRow[];
  if (!link) return { outcome: "unknown" };
  const { organizationId } = link;
  if (link.added) return { outcome: "recorded", organizationId, responseId: id };
  const known = { outcome: "recorded_before" as const, organizationId };
  if (link.priorId && link.prior !== null) {
    return { ...known, responseId: link.priorId, score: link.prior, heldFor: link.priorHeld };
  }
  if (!link.gone) {
    if (!link.inRange) return { outcome: "out_of_range" };
    if (link.expired) return { outcome: "expired" };
    if (link.closed) return { outcome: "closed" };
  }
  // Another request recorded an answer between our look and our insert; of an anonymous one only its own page knows.
  const [prior] = (await ask(
    link.anonymous ? "answer-by-id" : "answer-of-invitation",
    `SELECT id, score, "heldFor" FROM "Response" WHERE "organizationId" = $1::uuid
       AND ${link.anonymous ? "id" : '"invitationId"'} = $2::uuid`,
    [organizationId, link.anonymous ? id : link.id],
  )) as { id: string; score: number; heldFor: HeldFor | null }[];
  if (!prior) return { outcome: "recorded_anonymously" };
  return { ...known, responseId: prior.id, score: prior.score, heldFor: prior.heldFor };
}

/** Answering in chat: the same statement through a bound client, the link being looked up as one of the organization's. */
export function chatAnswers(db: TenantClient): Pick<SurveyStore, "recordInChat"> {
  return {
    async recordInChat({ invitationId, ...answer }) {
      const found = await db.invitation.findUnique({
        where: { id: invitationId },
        select: { tokenHash: true },
      });
      if (!found) return { outcome: "unknown" };
      const ask = (_: string, text: string, values: unknown[]) =>
        db.$queryRawUnsafe<unknown[]>(text, ...values);
      return recordAnswer(ask, { ...answer, tokenHash: Buffer.from(found.tokenHash), heldFor: null });
    },
  };
}

type AnswerRow = {
  id: string;
  organizationId: string;
  anonymous: boolean;
  gone: boolean;
  priorId: string | null;
  prior: number | null;
  priorHeld: HeldFor | null;
  inRange: boolean;
  expired: boolean;
  closed: boolean;
  added: boolean;
};

type SurveyPageRow = Omit<SurveyPage, "answer"> & {
  responseId: string | null;
  score: number | null;
  answeredAt: Date | null;
  heldFor: HeldFor | null;
};

function surveyPage({ responseId, score, answeredAt, heldFor, ...page }: SurveyPageRow): SurveyPage {
  const answer =
    responseId && score !== null && answeredAt ? { id: responseId, score, answeredAt, heldFor } : null;
  return { ...page, method: methodOf(page.instrument, page.method), answer };
}

type ReceiptPageRow = Omit<ReceiptPage, "response"> & ReceiptPage["response"];

function receiptPage(row: ReceiptPageRow): ReceiptPage {
  const { organizationId, organization, slug, color, hasLogo, ...answered } = row;
  const { instrument, surveyId, surveyStatus, method, locale, ...response } = answered;
  return {
    ...{ organizationId, organization, slug, color, hasLogo, instrument, surveyId, surveyStatus, locale },
    method: methodOf(instrument, method),
    response: { ...response, answers: response.answers ?? {} },
  };
}
