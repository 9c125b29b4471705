import { pauseSurvey } from "../../domain/surveys/resume-survey.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";
import { roots } from "./roots.js";

export const pulsePause: Command<"pulsePause"> = {
  word: roots.pulse,
  subword: ["pause", "pausar"],
  fromText: (args) => ({ name: args }),
  async run(ctx, input, t) {
    const { name } = await pauseSurvey(ctx, input);
    return {
      ...noteCard(t.chat.done, t.pulse.paused(name)),
      actions: [{ label: t.pulse.resume, command: "pulseResume", input: { name } }],
    };
  },
};
