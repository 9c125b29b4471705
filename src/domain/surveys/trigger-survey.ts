import type { Context } from "../context.js";
import { writePlanned } from "./open-wave.js";
import { dueFor, planPage } from "./plan-contacts.js";
import type { NewWave } from "./store.js";

const WEEK_MS = 7 * 86_400_000;

/** Asks about an interaction that was logged: its contact, or everybody of the customer, as far as the contact rules let. */
export async function triggerSurvey(
  ctx: Context,
  { surveyId, interactionId }: { surveyId: string; interactionId: string },
): Promise<void> {
  const survey = await ctx.store.surveys.byId(surveyId);
  const interaction = await ctx.store.interactions.byId(interactionId);
  if (survey?.status !== "open" || !survey.launchedAt || !interaction) return;
  const now = ctx.now();
  const organization = await ctx.store.organization.get();
  // Those of one week are one wave, so that its response rate means something.
  const number = 1 + Math.floor((now.getTime() - survey.launchedAt.getTime()) / WEEK_MS);
  const contactIds = interaction.contactId
    ? [interaction.contactId]
    : (await ctx.store.customers.contacts(interaction.customerId)).map(({ id }) => id);
  await ctx.store.transaction(async (tx) => {
    await tx.surveys.lockPlanning();
    const added: NewWave = { id: ctx.newId(), surveyId, number, version: survey.version, opensAt: now };
    await tx.surveys.addWave(added);
    const wave = (await tx.surveys.waves(surveyId)).find((one) => one.number === number);
    if (!wave) return;
    if (wave.status === "planned") await tx.surveys.setWaveStatus(wave.id, "sent", now);
    const nobody = { contactId: "", zone: null, country: null };
    const at = dueFor(wave, survey, nobody, organization, now);
    for (const contactId of contactIds) {
      const planning = { survey, share: { contactId }, at };
      const page = await planPage(tx, ctx, planning, { afterId: undefined, limit: 1 });
      if (page) await writePlanned(tx, ctx, { wave, planning, organization }, page);
    }
  });
}
