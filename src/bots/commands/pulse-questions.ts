import type { Context, Member } from "../../domain/context.js";
import { changeQuestions } from "../../domain/surveys/change-method.js";
import { typedQuestion } from "../../domain/surveys/question-text.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Form } from "../../views/form.js";
import type { Command, Draft } from "../command.js";
import { textOf, yesNoOf } from "./fields.js";
import { changedCard, changeForm, orFormAgain } from "./pulse-change.js";
import { roots } from "./roots.js";

export const pulseQuestions: Command<"pulseQuestions"> = {
  word: roots.pulse,
  subword: ["questions", "preguntas"],
  fromText: (args) => ({ name: args }),
  form: questionsForm,
  run: (ctx, input, t) =>
    orFormAgain(
      () => changedCard(ctx, input.name, () => changeQuestions(ctx, input), t),
      () => questionsForm(ctx, input, t),
      t,
    ),
};

async function questionsForm(
  ctx: Context<Member>,
  draft: Draft<"pulseQuestions">,
  t: Catalogue,
): Promise<Form> {
  return changeForm(ctx, "pulseQuestions", draft.name, t, ({ method: { trust, questions } }) => ({
    title: t.pulse.questionsTitle,
    intro: t.pulse.questionsIntro,
    fields: [
      {
        type: "select",
        name: "trust",
        label: t.pulse.trust,
        hint: t.pulse.trustHint,
        ...yesNoOf(draft.trust, trust, t),
      },
      ...(["q1", "q2", "q3"] as const).map((name, index) => {
        const question = questions[index];
        return {
          type: "text" as const,
          name,
          label: t.pulse.question(index + 1),
          ...(index === 0 ? { hint: t.pulse.questionsHow } : {}),
          optional: true,
          value: textOf(draft[name]) || (question ? typedQuestion(question) : ""),
          maxLength: 1_000,
        };
      }),
    ],
  }));
}
