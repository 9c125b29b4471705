import type { Audience } from "../domain/customers/store.js";
import type { Figures } from "../domain/satisfaction/figures.js";
import type { SurveyRow, WaveCounts } from "../domain/surveys/store.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Action, Card } from "./card.js";
import { figuresText } from "./figures.js";

/** A draft before it is launched: what is asked, of how many, and when. */
export function surveyPreviewCard(
  { survey, contacts, customers }: { survey: SurveyRow; contacts: number; customers: number },
  zone: string,
  t: Catalogue,
): Card {
  const { name, instrument, subject, sendAt, status } = survey;
  const launch: Action = {
    label: t.chat.launch,
    command: "pulseLaunch",
    input: { name },
    emphasis: "primary",
  };
  return {
    kind: "card",
    title: `${name} (${t.surveyStatus[status]})`,
    elements: [
      { type: "quote", text: t.survey.question[instrument](subject) },
      {
        type: "facts",
        facts: [
          { label: t.chat.instrument, value: t.instrument[instrument] },
          { label: t.chat.audience, value: audienceText(survey.audience, t) },
          { label: t.chat.wouldBeAsked, value: t.chat.contactsOf(contacts, customers) },
          { label: t.chat.when, value: sendAt ? t.format.moment(sendAt, zone) : t.chat.atLaunch },
        ],
      },
    ],
    ...(status === "draft" ? { actions: [launch] } : {}),
  };
}

/** How far a pulse has come. */
export function surveyStatusCard(
  { survey, counts, figures }: { survey: SurveyRow; counts: WaveCounts; figures: Figures },
  zone: string,
  t: Catalogue,
): Card {
  const { name, status } = survey;
  const waiting =
    counts.opensAt && counts.invited === 0
      ? [{ label: t.chat.when, value: t.format.moment(counts.opensAt, zone) }]
      : [];
  return {
    kind: "card",
    title: `${name} (${t.surveyStatus[status]})`,
    elements: [
      {
        type: "facts",
        facts: [
          ...waiting,
          { label: t.chat.invited, value: t.format.number(counts.invited) },
          { label: t.chat.sent, value: t.format.number(counts.sent) },
          ...(counts.failed > 0 ? [{ label: t.chat.notSent, value: t.format.number(counts.failed) }] : []),
          { label: t.chat.answeredSoFar, value: t.format.number(counts.answered) },
          { label: t.chat.withComment, value: t.format.number(counts.commented) },
          { label: t.digest.score, value: figuresText(figures, t) },
        ],
      },
    ],
    ...(status === "open"
      ? {
          actions: [{ label: t.chat.closePulse, command: "pulseClose", input: { name }, emphasis: "danger" }],
        }
      : {}),
  };
}

/** Every pulse with a button that leads on. */
export function surveyListCard(surveys: SurveyRow[], t: Catalogue): Card {
  const add: Action = { label: t.chat.newPulse, command: "pulseNew", input: {}, emphasis: "primary" };
  if (surveys.length === 0) {
    return {
      kind: "card",
      title: t.chat.pulses,
      elements: [{ type: "text", text: t.chat.noPulses }],
      actions: [add],
    };
  }
  return {
    kind: "card",
    title: t.chat.pulses,
    elements: [
      {
        type: "list",
        items: surveys.map(({ name, status, instrument, subject }) => ({
          text: `${name} · ${t.instrument[instrument]} · ${subject} · ${t.surveyStatus[status]}`,
          action:
            status === "draft"
              ? { label: t.chat.preview, command: "pulsePreview", input: { name } }
              : { label: t.chat.status, command: "pulseStatus", input: { name } },
        })),
      },
    ],
    actions: [add],
  };
}

function audienceText({ kind, segment }: Audience, t: Catalogue): string {
  const parts = [kind ? t.kind[kind] : undefined, segment].filter(Boolean);
  return parts.length > 0 ? parts.join(" · ") : t.chat.everybody;
}
