import { customerKinds } from "../../domain/customers/store.js";
import { changeAudience } from "../../domain/surveys/change-method.js";
import type { Command } from "../command.js";
import { optionsOf, textOf, yesNoOf } from "./fields.js";
import { changedCard, changeForm } from "./pulse-change.js";
import { roots } from "./roots.js";

export const pulseAudience: Command<"pulseAudience"> = {
  word: roots.pulse,
  subword: ["audience", "público"],
  fromText: (args) => ({ name: args }),
  form(ctx, draft, t) {
    return changeForm(ctx, "pulseAudience", draft.name, t, async ({ method: { audience } }) => {
      const { pulse, chat } = t;
      const { customers, members } = ctx.store;
      const [segments, tags, people] = [
        await customers.segments(),
        await customers.tags(),
        await members.list(),
      ];
      const known = (values: string[]) => values.map((value) => ({ value, label: value }));
      return {
        title: pulse.audienceTitle,
        intro: pulse.audienceIntro,
        fields: [
          {
            type: "select",
            name: "kind",
            label: chat.audienceKind,
            hint: pulse.kindHint,
            optional: true,
            options: optionsOf(customerKinds, t.kind),
            value: textOf(draft.kind ?? audience.kind),
          },
          {
            type: "select",
            name: "segment",
            label: chat.segment,
            hint: pulse.segmentHint,
            optional: true,
            options: known(segments),
            value: textOf(draft.segment ?? audience.segment),
          },
          {
            type: "select",
            name: "tag",
            label: pulse.tag,
            optional: true,
            options: known(tags),
            value: textOf(draft.tag ?? audience.tag),
          },
          {
            type: "select",
            name: "owner",
            label: chat.owner,
            hint: pulse.ownerHint,
            optional: true,
            options: people.map(({ id, name }) => ({ value: id, label: name })),
            value: textOf(draft.owner ?? audience.ownerId),
          },
          {
            type: "text",
            name: "country",
            label: chat.country,
            hint: pulse.countryHint,
            optional: true,
            value: textOf(draft.country ?? audience.country),
            maxLength: 60,
          },
          {
            type: "text",
            name: "seenWithinDays",
            label: pulse.seen,
            hint: pulse.seenHint,
            optional: true,
            value: textOf(draft.seenWithinDays ?? audience.seenWithinDays),
            maxLength: 4,
          },
          {
            type: "select",
            name: "listed",
            label: pulse.listed,
            hint: pulse.listedHint,
            ...yesNoOf(draft.listed, audience.listed === true, t),
          },
        ],
      };
    });
  },
  run: (ctx, input, t) => changedCard(ctx, input.name, () => changeAudience(ctx, input), t),
};
