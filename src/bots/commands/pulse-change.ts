import type { CommandName } from "../../domain/commands.js";
import { type Context, type Member, requireRole } from "../../domain/context.js";
import { DomainError } from "../../domain/errors.js";
import { findSurvey } from "../../domain/surveys/find-survey.js";
import type { SurveyRow } from "../../domain/surveys/store.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Card } from "../../views/card.js";
import type { Form } from "../../views/form.js";
import { required } from "./fields.js";
import { previewCard } from "./pulse-preview.js";

/** What the forms that change a pulse have in common. */
type ChangeForm = Pick<Form, "intro" | "fields"> & { title: string };

/** A form that changes a pulse, filled in with what holds now. */
export async function changeForm(
  ctx: Context<Member>,
  command: CommandName,
  name: unknown,
  t: Catalogue,
  asked: (survey: SurveyRow) => ChangeForm | Promise<ChangeForm>,
): Promise<Form> {
  requireRole(ctx.actor, "manager");
  const survey = await findSurvey(ctx.store, required(name, t.usage[command]));
  if (survey.status === "closed") throw new DomainError("survey_not_open", { name: survey.name });
  const { title, intro, fields } = await asked(survey);
  return {
    kind: "form",
    title,
    ...(intro ? { intro } : {}),
    command,
    known: { name: survey.name },
    submit: t.chat.save,
    fields,
  };
}

/** Does what a form asked for; what is wrong with it as a whole is said in the form, which keeps what was typed. */
export async function orFormAgain(work: () => Promise<Card>, form: () => Promise<Form>, t: Catalogue) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code !== "question_unreadable" && error.code !== "timing_incomplete") throw error;
    return { ...(await form()), error: t.error[error.code]() };
  }
}

/** Makes a change and shows what the pulse would do with it. */
export async function changedCard(
  ctx: Context<Member>,
  name: string,
  change: () => Promise<SurveyRow>,
  t: Catalogue,
): Promise<Card> {
  requireRole(ctx.actor, "manager");
  const before = await findSurvey(ctx.store, name);
  const { version } = await change();
  const said = version === before.version ? t.pulse.unchanged : t.pulse.changed(version);
  return previewCard(ctx, before.name, t, said);
}
