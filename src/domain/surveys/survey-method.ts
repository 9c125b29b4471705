import { type Context, requireRole } from "../context.js";
import { findSurvey } from "./find-survey.js";
import type { Method } from "./method.js";
import type { CycleFrame, SurveyRow, VersionRow, WaveRow } from "./store.js";

/** What the ids in methods are called: colleagues and surveys. */
export type MethodNames = ReadonlyMap<string, string>;

/** How a survey is and was carried out, for whoever has to check it. */
export type SurveyMethod = {
  survey: SurveyRow;
  /** Oldest first, the one in force last. */
  versions: VersionRow[];
  waves: WaveRow[];
  population: { contacts: number; customers: number };
  /** How a recurring survey was dealt to its weeks; undefined before its first wave is planned. */
  frame: CycleFrame | undefined;
  names: MethodNames;
};

/** The method record of a pulse with all its versions, what used which, and how many it is about at present. */
export async function surveyMethod(ctx: Context, { name }: { name: string }): Promise<SurveyMethod> {
  requireRole(ctx.actor, "manager");
  const { surveys } = ctx.store;
  const survey = await findSurvey(ctx.store, name);
  const { id, method } = survey;
  const [versions, waves, population, frame] = await Promise.all([
    surveys.versions(id),
    surveys.waves(id),
    surveys.audienceSize({ id, audience: method.audience }, ctx.now()),
    method.cadence.kind === "weekly" ? surveys.cycleFrame(id) : undefined,
  ]);
  const names = await methodNames(ctx, [method, ...versions.map((version) => version.method)]);
  return { survey, versions, waves, population, frame, names };
}

/** What the colleagues and surveys are called that methods refer to. */
export async function methodNames(ctx: Context, methods: Method[]): Promise<MethodNames> {
  const names = new Map<string, string>();
  if (methods.some(({ audience }) => audience.ownerId)) {
    for (const member of await ctx.store.members.list()) names.set(member.id, member.name);
  }
  if (methods.some(({ cadence }) => cadence.kind === "after")) {
    for (const survey of await ctx.store.surveys.list()) names.set(survey.id, survey.name);
  }
  return names;
}
