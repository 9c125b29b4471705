import { captureFromResponse } from "../../domain/needs/capture-from-response.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";

export const needFromResponse: Command<"needFromResponse"> = {
  async run(ctx, input, t) {
    const { number, teams } = await captureFromResponse(ctx, input);
    const told = teams.length > 0 ? t.chat.announcedTo(t.format.list(teams)) : t.chat.noTeams;
    return noteCard(t.chat.recordedAs(number), told);
  },
};
