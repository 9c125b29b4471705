import { resumeSurvey } from "../../domain/surveys/resume-survey.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";
import { roots } from "./roots.js";

export const pulseResume: Command<"pulseResume"> = {
  word: roots.pulse,
  subword: ["resume", "reanudar"],
  fromText: (args) => ({ name: args }),
  async run(ctx, input, t) {
    const { name } = await resumeSurvey(ctx, input);
    return {
      ...noteCard(t.chat.done, t.pulse.resumed(name)),
      actions: [{ label: t.chat.status, command: "pulseStatus", input: { name } }],
    };
  },
};
