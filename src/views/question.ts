import type { MessageContent } from "../domain/messages.js";
import type { Instrument } from "../domain/satisfaction/instruments.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Action, Card, Element } from "./card.js";
import { sayScore, scoresOf } from "./say-score.js";

/** A survey's question as it is put to one person in chat, with a button per score until the time is over. */
export function questionCard(content: MessageContent["question"], t: Catalogue): Card {
  const { invitationId, organization, instrument, subject, mode, answered, score, closed } = content;
  const isFinal = closed || (answered && mode === "anonymous");
  const anchors = anchorsText(instrument, t);
  const elements: Element[] = [
    { type: "quote", text: t.survey.question[instrument](subject) },
    ...(anchors && !isFinal ? [{ type: "text" as const, text: anchors }] : []),
    ...stateElements(content, t),
  ];
  const actions = scoresOf(instrument).map(
    (value): Action => ({
      label: buttonText(instrument, value, t),
      command: "answerScore",
      input: { invitationId, score: value },
      ...(value === score ? { emphasis: "primary" as const } : {}),
    }),
  );
  return { kind: "card", title: t.answering.title(organization), elements, ...(isFinal ? {} : { actions }) };
}

function stateElements(content: MessageContent["question"], t: Catalogue): Element[] {
  const { organization, instrument, mode, answered, score, closed, expiresAt } = content;
  if (answered && score !== null) {
    const said = t.answering.youAnswered(sayScore(instrument, score, t));
    return [
      { type: "text", text: said },
      ...(closed ? [] : [{ type: "text" as const, text: t.answering.changeable, muted: true }]),
    ];
  }
  if (answered) return [{ type: "text", text: t.answering.answeredAnonymously }];
  if (closed) return [{ type: "text", text: t.answering.closed, muted: true }];
  const told = mode === "anonymous" ? t.survey.anonymous(organization) : t.survey.confidential(organization);
  return [
    { type: "text", text: told, muted: true },
    { type: "text", text: t.mail.until(t.format.day(expiresAt)), muted: true },
  ];
}

/** What the ends of a scale of numbers mean; a scale of words needs none. */
function anchorsText(instrument: Instrument, t: Catalogue): string | undefined {
  if (instrument !== "nps" && instrument !== "ces") return undefined;
  const scores = scoresOf(instrument);
  const end = (score: number) => t.answering.anchor(score, t.survey.labels[instrument][score] ?? "");
  return t.answering.anchors(end(scores[0] ?? 0), end(scores.at(-1) ?? 0));
}

function buttonText(instrument: Instrument, score: number, t: Catalogue): string {
  return instrument === "nps" || instrument === "ces" ? String(score) : sayScore(instrument, score, t);
}
