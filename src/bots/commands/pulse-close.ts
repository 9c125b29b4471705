import { closeSurvey } from "../../domain/surveys/close-survey.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";
import { roots } from "./roots.js";

export const pulseClose: Command<"pulseClose"> = {
  word: roots.pulse,
  subword: ["close", "cerrar"],
  fromText: (args) => ({ name: args }),
  async run(ctx, input, t) {
    const { name } = await closeSurvey(ctx, input);
    return noteCard(t.chat.done, t.chat.closed(name));
  },
};
