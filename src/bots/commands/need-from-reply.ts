import { captureFromReply } from "../../domain/needs/capture-from-reply.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";

export const needFromReply: Command<"needFromReply"> = {
  async run(ctx, input, t) {
    const { number, teams } = await captureFromReply(ctx, input);
    const told = teams.length > 0 ? t.chat.announcedTo(t.format.list(teams)) : t.chat.noTeams;
    return noteCard(t.chat.recordedAs(number), told);
  },
};
