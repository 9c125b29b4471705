import { sendNow } from "../../domain/surveys/send-now.js";
import { surveyLaunchedCard } from "../../views/survey.js";
import type { Command } from "../command.js";
import { roots } from "./roots.js";

export const pulseSendNow: Command<"pulseSendNow"> = {
  word: roots.pulse,
  subword: ["send", "enviar"],
  fromText: (args) => ({ name: args }),
  async run(ctx, input, t) {
    return surveyLaunchedCard(await sendNow(ctx, input), ctx.now(), ctx.actor.zone, t);
  },
};
