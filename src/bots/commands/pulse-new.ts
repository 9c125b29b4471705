import { requireRole } from "../../domain/context.js";
import { customerKinds } from "../../domain/customers/store.js";
import { instruments } from "../../domain/satisfaction/instruments.js";
import { createSurvey } from "../../domain/surveys/create-survey.js";
import { modes } from "../../domain/surveys/method.js";
import type { Command } from "../command.js";
import { optionsOf, textOf } from "./fields.js";
import { previewCard } from "./pulse-preview.js";
import { roots } from "./roots.js";

export const pulseNew: Command<"pulseNew"> = {
  word: roots.pulse,
  subword: ["new", "nuevo", "nueva"],
  fromText: (args) => ({ name: args }),
  async form(ctx, draft, t) {
    requireRole(ctx.actor, "manager");
    const { chat, pulse } = t;
    const segments = await ctx.store.customers.segments();
    return {
      kind: "form",
      title: chat.newPulse,
      command: "pulseNew",
      known: {},
      submit: chat.saveDraft,
      fields: [
        {
          type: "text",
          name: "name",
          label: chat.name,
          hint: chat.pulseNameHint,
          value: textOf(draft.name),
          maxLength: 100,
        },
        {
          type: "select",
          name: "instrument",
          label: chat.instrument,
          options: optionsOf(instruments, t.instrument),
          value: textOf(draft.instrument) || "nps",
        },
        {
          type: "text",
          name: "subject",
          label: chat.subject,
          hint: chat.subjectHint,
          value: textOf(draft.subject),
          maxLength: 100,
        },
        {
          type: "text",
          name: "purpose",
          label: pulse.purpose,
          hint: pulse.purposeHint,
          optional: true,
          value: textOf(draft.purpose),
          maxLength: 500,
        },
        {
          type: "select",
          name: "mode",
          label: pulse.mode,
          options: optionsOf(modes, pulse.modes),
          value: textOf(draft.mode) || "confidential",
        },
        {
          type: "select",
          name: "kind",
          label: chat.audienceKind,
          hint: pulse.kindHint,
          optional: true,
          options: optionsOf(customerKinds, t.kind),
          value: textOf(draft.kind),
        },
        {
          type: "select",
          name: "segment",
          label: chat.segment,
          hint: pulse.segmentHint,
          optional: true,
          options: segments.map((segment) => ({ value: segment, label: segment })),
          value: textOf(draft.segment),
        },
        {
          type: "datetime",
          name: "sendAt",
          label: pulse.sendAt,
          hint: pulse.sendAtHint,
          optional: true,
          value: textOf(draft.sendAt),
        },
      ],
    };
  },
  async run(ctx, input, t) {
    const { name } = await createSurvey(ctx, input);
    return previewCard(ctx, name, t);
  },
};
