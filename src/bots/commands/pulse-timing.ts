import type { Context, Member } from "../../domain/context.js";
import { interactionKinds } from "../../domain/interactions/store.js";
import { changeTiming } from "../../domain/surveys/change-method.js";
import { shownTime } from "../../domain/surveys/meant-time.js";
import { cadenceKinds } from "../../domain/surveys/method.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Form } from "../../views/form.js";
import type { Command, Draft } from "../command.js";
import { optionsOf, textOf } from "./fields.js";
import { changedCard, changeForm, orFormAgain } from "./pulse-change.js";
import { roots } from "./roots.js";

export const pulseTiming: Command<"pulseTiming"> = {
  word: roots.pulse,
  subword: ["timing", "calendario"],
  fromText: (args) => ({ name: args }),
  form: timingForm,
  run: (ctx, input, t) =>
    orFormAgain(
      () => changedCard(ctx, input.name, () => changeTiming(ctx, input), t),
      () => timingForm(ctx, input, t),
      t,
    ),
};

async function timingForm(ctx: Context<Member>, draft: Draft<"pulseTiming">, t: Catalogue): Promise<Form> {
  return changeForm(ctx, "pulseTiming", draft.name, t, async ({ id, method: { cadence } }) => {
    const { pulse } = t;
    const surveys = await ctx.store.surveys.list();
    const others = surveys.filter((survey) => survey.id !== id);
    const sendAt = cadence.kind === "once" ? cadence.sendAt : undefined;
    const after = cadence.kind === "after" ? cadence : undefined;
    const triggered = cadence.kind === "interaction" ? cadence : undefined;
    return {
      title: pulse.timingTitle,
      intro: pulse.timingIntro,
      fields: [
        {
          type: "select",
          name: "cadence",
          label: pulse.cadence,
          options: optionsOf(cadenceKinds, pulse.cadences),
          value: textOf(draft.cadence) || cadence.kind,
        },
        {
          type: "datetime",
          name: "sendAt",
          label: pulse.sendAt,
          hint: pulse.sendAtHint,
          optional: true,
          value: textOf(draft.sendAt) || shownTime(sendAt, ctx.actor.zone),
        },
        {
          type: "select",
          name: "interaction",
          label: pulse.interaction,
          optional: true,
          options: optionsOf(interactionKinds, t.account.interactionKind),
          value: textOf(draft.interaction ?? triggered?.interaction),
        },
        {
          type: "text",
          name: "hours",
          label: pulse.hours,
          hint: pulse.hoursHint,
          optional: true,
          value: textOf(draft.hours ?? triggered?.hours),
          maxLength: 4,
        },
        {
          type: "select",
          name: "after",
          label: pulse.after,
          optional: true,
          options: others.map(({ name }) => ({ value: name, label: name })),
          value: textOf(draft.after) || (others.find((one) => one.id === after?.surveyId)?.name ?? ""),
        },
        {
          type: "text",
          name: "days",
          label: pulse.days,
          optional: true,
          value: textOf(draft.days ?? after?.days),
          maxLength: 3,
        },
      ],
    };
  });
}
