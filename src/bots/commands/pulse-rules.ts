import { changeRules } from "../../domain/surveys/change-method.js";
import type { Method } from "../../domain/surveys/method.js";
import type { Command } from "../command.js";
import { textOf } from "./fields.js";
import { changedCard, changeForm } from "./pulse-change.js";
import { roots } from "./roots.js";

const numbers = ["anyDays", "sameDays", "weeklyPercent", "reminders", "reminderDays", "expiryDays"] as const;

export const pulseRules: Command<"pulseRules"> = {
  word: roots.pulse,
  subword: ["rules", "reglas"],
  fromText: (args) => ({ name: args }),
  form(ctx, draft, t) {
    return changeForm(ctx, "pulseRules", draft.name, t, ({ method }) => ({
      title: t.pulse.rulesTitle,
      intro: t.pulse.rulesIntro,
      fields: [
        {
          type: "text",
          name: "purpose",
          label: t.pulse.purpose,
          hint: t.pulse.purposeHint,
          optional: true,
          value: textOf(draft.purpose ?? method.purpose),
          maxLength: 500,
        },
        ...numbers.map((name) => ({
          type: "text" as const,
          name,
          label: t.pulse[name],
          value: textOf(draft[name] ?? presentOf(method)[name]),
          maxLength: 3,
        })),
      ],
    }));
  },
  run: (ctx, input, t) => changedCard(ctx, input.name, () => changeRules(ctx, input), t),
};

function presentOf({ rules, reminders, reminderDays, expiryDays }: Method) {
  const { anyDays, sameDays, weeklyShare } = rules;
  return {
    anyDays,
    sameDays,
    weeklyPercent: Math.round(weeklyShare * 100),
    reminders,
    reminderDays,
    expiryDays,
  };
}
