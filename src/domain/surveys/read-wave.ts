import type { Store } from "../context.js";
import type { Method } from "./method.js";
import type { SurveyRow, WaveRow } from "./store.js";

/** A wave with its survey as it is now, and the method as it was when the wave was planned. */
export type WaveRead = { wave: WaveRow; survey: SurveyRow; method: Method };

/** Reads a wave with all that decides what happens in it; undefined where it is gone. */
export async function readWave(store: Store, waveId: string): Promise<WaveRead | undefined> {
  const wave = await store.surveys.wave(waveId);
  const survey = wave && (await store.surveys.byId(wave.surveyId));
  if (!wave || !survey) return undefined;
  const used = wave.version === survey.version ? survey.method : undefined;
  const method = used ?? (await store.surveys.method(survey.id, wave.version)) ?? survey.method;
  return { wave, survey, method };
}
