import { askQuestion } from "../../domain/announcements/ask-question.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";
import { textOf } from "./fields.js";

export const needAsk: Command<"needAsk"> = {
  async form(_ctx, draft, t) {
    return {
      kind: "form",
      title: t.chat.question,
      intro: t.chat.questionIntro,
      command: "needAsk",
      known: { announcementId: textOf(draft.announcementId) },
      submit: t.chat.send,
      fields: [
        {
          type: "multiline",
          name: "text",
          label: t.chat.yourQuestion,
          value: textOf(draft.text),
          maxLength: 2000,
        },
      ],
    };
  },
  async run(ctx, input, t) {
    const { number, author } = await askQuestion(ctx, input);
    return noteCard(t.chat.done, t.chat.questionSent(number, author));
  },
};
