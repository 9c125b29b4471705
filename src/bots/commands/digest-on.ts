import { requireRole } from "../../domain/context.js";
import { scheduleDigest } from "../../domain/digests/schedule-digest.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";
import { textOf } from "./fields.js";
import { roots } from "./roots.js";
import { plain } from "./words.js";

const weekdays = [
  ["monday", "mon", "lunes"],
  ["tuesday", "tue", "martes"],
  ["wednesday", "wed", "miercoles"],
  ["thursday", "thu", "jueves"],
  ["friday", "fri", "viernes"],
  ["saturday", "sat", "sabado"],
  ["sunday", "sun", "domingo"],
];

export const digestOn: Command<"digestOn"> = {
  word: roots.digest,
  subword: ["on", "every", "cada"],
  fromText(args) {
    const [day = "", time, zone] = args.trim().split(/\s+/);
    const index = weekdays.findIndex((names) => names.includes(plain(day)));
    return { weekday: index >= 0 ? String(index + 1) : undefined, time, zone };
  },
  async form(ctx, draft, t) {
    requireRole(ctx.actor, "manager");
    const days = Object.entries(t.weekday).map(([value, label]) => ({ value, label }));
    return {
      kind: "form",
      title: t.chat.digestTitle,
      intro: t.chat.digestIntro,
      command: "digestOn",
      known: {},
      submit: t.chat.save,
      fields: [
        {
          type: "select",
          name: "weekday",
          label: t.chat.weekday,
          options: days,
          value: textOf(draft.weekday) || "1",
        },
        {
          type: "text",
          name: "time",
          label: t.chat.time,
          hint: "09:00",
          value: textOf(draft.time) || "09:00",
        },
        {
          type: "text",
          name: "zone",
          label: t.chat.zone,
          hint: t.chat.zoneHint,
          optional: true,
          value: textOf(draft.zone) || ctx.actor.zone,
        },
      ],
    };
  },
  async run(ctx, input, t) {
    const { nextAt, zone } = await scheduleDigest(ctx, input);
    return noteCard(t.chat.done, t.chat.digestOn(t.format.moment(nextAt, zone)));
  },
};
