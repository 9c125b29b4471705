import { answerAnnouncement } from "../../domain/announcements/answer-announcement.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";

export const needAnswer: Command<"needAnswer"> = {
  async run(ctx, input, t) {
    const { outcome, announcement, number } = await answerAnnouncement(ctx, input);
    const said = t.answer[announcement.answer ?? input.answer];
    if (outcome === "answered")
      return noteCard(t.chat.done, t.chat.answered(number, announcement.team, said));
    const by = announcement.answeredBy ?? announcement.team;
    return noteCard(t.chat.settledBefore, t.chat.settled(said, by));
  },
};
