import { launchSurvey } from "../../domain/surveys/launch-survey.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";
import { roots } from "./roots.js";

export const pulseLaunch: Command<"pulseLaunch"> = {
  word: roots.pulse,
  subword: ["launch", "lanzar"],
  fromText: (args) => ({ name: args }),
  async run(ctx, input, t) {
    const { survey, contacts, opensAt } = await launchSurvey(ctx, input);
    const text =
      opensAt > ctx.now()
        ? t.chat.goesOutAt(contacts, t.format.moment(opensAt, ctx.actor.zone))
        : t.chat.goesOutNow(contacts);
    return noteCard(t.chat.launched(survey.name), text);
  },
};
