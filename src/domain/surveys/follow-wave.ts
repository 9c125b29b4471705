import type { Context, Store } from "../context.js";
import { planningTime, weeksLater } from "./planning-time.js";
import type { NewWave, SurveyRow, WaveRow } from "./store.js";

const DAY_MS = 86_400_000;

/** Ends the planning of a wave and promises what follows from it: next week's, and those of surveys that come after it. */
export async function followWave(ctx: Context, survey: SurveyRow, wave: WaveRow): Promise<void> {
  const now = ctx.now();
  const { zone } = await ctx.store.organization.get();
  await ctx.store.transaction(async (tx) => {
    await tx.surveys.setWaveStatus(wave.id, "sent", now);
    if (survey.method.cadence.kind === "weekly") {
      const opensAt = weeksLater(wave.opensAt, 1, zone, now);
      const { version } = (await tx.surveys.byId(survey.id)) ?? survey;
      await promiseWave(tx, {
        id: ctx.newId(),
        surveyId: survey.id,
        number: wave.number + 1,
        version,
        opensAt,
      });
    }
    for (const follower of await tx.surveys.list()) {
      const { cadence } = follower.method;
      if (follower.status !== "open" || cadence.kind !== "after" || cadence.surveyId !== survey.id) continue;
      const [latest] = (await tx.surveys.waves(follower.id)).slice(-1);
      await promiseWave(tx, {
        id: ctx.newId(),
        surveyId: follower.id,
        number: (latest?.number ?? 0) + 1,
        version: follower.version,
        opensAt: planningTime(new Date(wave.opensAt.getTime() + cadence.days * DAY_MS), now),
        afterWaveId: wave.id,
      });
    }
  });
}

/** Adds a wave and the task that opens it when its time comes; one of that number is there once. */
export async function promiseWave(tx: Store, wave: NewWave): Promise<void> {
  if ((await tx.surveys.addWave(wave)) === "exists") return;
  await tx.outbox.add("openWave", { waveId: wave.id }, wave.opensAt);
}
