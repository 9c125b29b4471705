import { randomBytes } from "node:crypto";
import type { Context, Store } from "../context.js";
import { nameKey } from "../customers/name-key.js";
import type { Random } from "../random.js";
import { definitionOf, type Instrument } from "../satisfaction/instruments.js";
import { methodOf } from "../surveys/method.js";
import type { ImportedResponse } from "../surveys/response-store.js";
import type { NewInvitation } from "../surveys/store.js";
import { tokenOf } from "../tokens.js";
import type { ExampleContent } from "./content.js";
import type { ExampleCustomer } from "./load-example.js";

const WEEKS = 26;
const DAY_MS = 86_400_000;
const SHARE_ASKED_WEEKLY = 13;
const SHARE_ANSWERING = 0.42;
const SHARE_COMMENTING = 0.3;

type Filling = {
  content: ExampleContent;
  random: Random;
  customers: ExampleCustomer[];
  launchedById: string | undefined;
};

/** Half a year of weekly invitations and answers to two pulses; in the second quarter support gets slower, and NPS falls. */
export async function loadExampleAnswers(tx: Store, ctx: Context, filling: Filling): Promise<void> {
  const { surveys } = filling.content;
  await loadSurvey(tx, ctx, filling, "nps", surveys.nps, surveys.subject, npsScore);
  await loadSurvey(tx, ctx, filling, "csat", surveys.csat, surveys.service, csatScore);
}

type Scorer = (random: Random, late: boolean) => number;

async function loadSurvey(
  tx: Store,
  ctx: Context,
  filling: Filling,
  instrument: Instrument,
  name: string,
  subject: string,
  score: Scorer,
): Promise<void> {
  const { random, customers, content, launchedById } = filling;
  const { version } = definitionOf[instrument];
  const surveyId = ctx.newId();
  const survey = {
    id: surveyId,
    name,
    nameKey: nameKey(name),
    instrument,
    method: methodOf(instrument, { subject, cadence: { kind: "weekly" } }),
  };
  await tx.surveys.add({ ...survey, createdById: launchedById });
  const began = new Date(ctx.now().getTime() - WEEKS * 7 * DAY_MS);
  await tx.surveys.open(surveyId, began);
  const contacts = customers.flatMap(({ id, segment, contactIds }) =>
    contactIds.map((contactId) => ({ contactId, customerId: id, segment })),
  );
  for (let week = 0; week < WEEKS; week += 1) {
    const sentAt = new Date(began.getTime() + week * 7 * DAY_MS);
    const waveId = ctx.newId();
    await tx.surveys.addWave({ id: waveId, surveyId, number: week + 1, version: 1, opensAt: sentAt });
    await tx.surveys.setWaveStatus(waveId, "sent", sentAt);
    const asked = contacts.filter((_, index) => index % SHARE_ASKED_WEEKLY === week % SHARE_ASKED_WEEKLY);
    const expiresAt = new Date(sentAt.getTime() + 14 * DAY_MS);
    const invitations: NewInvitation[] = [];
    const answers: ImportedResponse[] = [];
    for (const { contactId, customerId, segment } of asked) {
      const invitationId = ctx.newId();
      // Nobody holds a link to the past: its token is thrown away.
      invitations.push({
        id: invitationId,
        contactId,
        customerId,
        tokenHash: tokenOf(randomBytes(32)).hash,
        dueAt: sentAt,
        expiresAt,
        sentAt,
      });
      if (random.next() > SHARE_ANSWERING * 2 - (instrument === "nps" ? 0.2 : 0.35)) continue;
      const given = score(random, week >= WEEKS / 2);
      const low = given <= definitionOf[instrument].lowUpTo;
      const comment =
        random.next() < SHARE_COMMENTING
          ? random.pick(low ? content.comments.low : content.comments.high)
          : undefined;
      const answeredAt = new Date(sentAt.getTime() + random.next() * 5 * DAY_MS);
      const id = ctx.newId();
      answers.push({
        id,
        importKey: `example:${id}`,
        invitationId,
        waveId,
        customerId,
        score: given,
        segment,
        comment,
        answeredAt,
      });
    }
    await tx.surveys.addInvitations(waveId, invitations);
    await tx.surveys.importResponses(
      surveyId,
      version,
      answers.filter(({ answeredAt }) => answeredAt <= ctx.now()),
    );
  }
}

function npsScore(random: Random, late: boolean): number {
  const chance = random.next();
  const [promoters, detractors] = late ? [0.36, 0.26] : [0.5, 0.14];
  if (chance < promoters) return random.pick([9, 10]);
  return chance > 1 - detractors ? random.pick([2, 4, 5, 6]) : random.pick([7, 8]);
}

function csatScore(random: Random): number {
  return random.pick([5, 5, 4, 4, 4, 3, 3, 2, 1, 5]);
}
