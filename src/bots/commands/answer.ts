import { addInChat } from "../../domain/surveys/add-in-chat.js";
import { type AnsweredInChat, answerInChat } from "../../domain/surveys/answer-in-chat.js";
import type { OwnQuestion } from "../../domain/surveys/method.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Field, Form } from "../../views/form.js";
import { noteCard } from "../../views/note.js";
import { sayScore } from "../../views/say-score.js";
import type { Command } from "../command.js";
import { yesNoOf } from "./fields.js";

const RATINGS = ["1", "2", "3", "4", "5"];

export const answerScore: Command<"answerScore"> = {
  async run(ctx, input, t) {
    return moreForm(await answerInChat(ctx, input), t);
  },
};

export const answerComment: Command<"answerComment"> = {
  async run(ctx, input, t) {
    await addInChat(ctx, input);
    return noteCard(t.survey.thanks, t.answering.thanks);
  },
};

/** What can be added to a score, filled in with what was added before. */
function moreForm({ invitation, score, receipt, method, before }: AnsweredInChat, t: Catalogue): Form {
  const fields: Field[] = [
    {
      type: "multiline",
      name: "comment",
      label: t.survey.reason,
      optional: true,
      value: before?.comment ?? "",
      maxLength: 3_000,
    },
    ...(method.trust
      ? [
          ratingField("trust", t.survey.trust(method.subject), before?.trust?.toString() ?? "", t, [
            t.survey.trustLow,
            t.survey.trustHigh,
          ]),
        ]
      : []),
    ...method.questions.map((question) => questionField(question, before?.answers[question.id] ?? "", t)),
    ...(method.mode === "anonymous"
      ? []
      : [
          {
            type: "select" as const,
            name: "mayContact",
            label: t.survey.mayContact,
            optional: true,
            ...yesNoOf(undefined, before?.mayContact ?? false, t),
          },
        ]),
  ];
  return {
    kind: "form",
    title: t.survey.thanks,
    intro: `${t.answering.recorded(sayScore(invitation.instrument, score, t))} ${t.survey.more}`,
    command: "answerComment",
    known: { receipt },
    submit: t.chat.send,
    fields,
  };
}

function questionField({ id, kind, text, options }: OwnQuestion, value: string, t: Catalogue): Field {
  const common = { name: id, label: text, optional: true, value };
  switch (kind) {
    case "open":
      return { type: "multiline", ...common, maxLength: 3_000 };
    case "choice":
      return {
        type: "select",
        ...common,
        options: options.map((option) => ({ value: option, label: option })),
      };
    case "rating":
      return ratingField(id, text, value, t, [t.survey.ratingLow, t.survey.ratingHigh]);
  }
}

function ratingField(
  name: string,
  label: string,
  value: string,
  t: Catalogue,
  [low, high]: [low: string, high: string],
): Field {
  const words: Record<string, string> = { 1: low, 5: high };
  const options = RATINGS.map((rating) => {
    const word = words[rating];
    return { value: rating, label: word ? t.answering.anchor(Number(rating), word) : rating };
  });
  return { type: "select", name, label, optional: true, options, value };
}
