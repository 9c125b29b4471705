import type { Store } from "../context.js";
import { nameKey } from "../customers/name-key.js";
import { DomainError } from "../errors.js";
import type { SurveyRow } from "./store.js";

/** The pulse of this name, spelling details aside. */
export async function findSurvey(store: Store, name: string): Promise<SurveyRow> {
  const survey = await store.surveys.byKey(nameKey(name));
  if (!survey) throw new DomainError("survey_not_found", { name });
  return survey;
}
