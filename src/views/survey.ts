import type { Figures } from "../domain/satisfaction/figures.js";
import type { Launched } from "../domain/surveys/launch-survey.js";
import type { SurveyRow, WaveCounts } from "../domain/surveys/store.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Action, Card, Element } from "./card.js";
import { figuresText } from "./figures.js";
import { sendNowAction } from "./survey-preview.js";

/** What a launch has set going, and when the first are written to. */
export function surveyLaunchedCard(
  { survey, contacts, goesOutAt }: Launched,
  now: Date,
  zone: string,
  t: Catalogue,
): Card {
  const { name } = survey;
  const waits = goesOutAt !== null && goesOutAt > now;
  const going = goesOutAt === null ? t.pulse.waits : t.pulse.nowGoing;
  return {
    kind: "card",
    title: waits || goesOutAt === null ? t.pulse.launched(name) : t.pulse.sending(name),
    elements: [
      { type: "text", text: waits ? t.pulse.firstAt(t.format.moment(goesOutAt, zone)) : going },
      { type: "text", text: t.pulse.audienceOf(contacts), muted: true },
    ],
    actions: [
      ...(waits ? [sendNowAction(name, t)] : []),
      { label: t.chat.status, command: "pulseStatus", input: { name } },
    ],
  };
}

/** How far a pulse has come. */
export function surveyStatusCard(
  { survey, counts, figures }: { survey: SurveyRow; counts: WaveCounts; figures: Figures },
  zone: string,
  t: Catalogue,
): Card {
  const { name, status, method, instrument } = survey;
  const { number, moment } = t.format;
  const some = (label: string, n: number) => (n > 0 ? [{ label, value: number(n) }] : []);
  // Of an anonymous survey that runs, a score that moves with each answer would tell the answer.
  const isTold = method.mode === "confidential" || status === "closed";
  const elements: Element[] = [
    { type: "quote", text: t.survey.question[instrument](method.subject) },
    {
      type: "facts",
      facts: [
        ...(counts.opensAt ? [{ label: t.pulse.planned, value: moment(counts.opensAt, zone) }] : []),
        ...(counts.nextDueAt ? [{ label: t.pulse.nextAt, value: moment(counts.nextDueAt, zone) }] : []),
        { label: t.chat.invited, value: number(counts.invited) },
        { label: t.chat.sent, value: number(counts.sent) },
        ...some(t.pulse.bounced, counts.bounced),
        ...some(t.chat.notSent, counts.failed),
        ...some(t.pulse.skippedCount, counts.skipped),
        { label: t.chat.answeredSoFar, value: number(counts.answered) },
        { label: t.chat.withComment, value: number(counts.commented) },
        ...some(t.pulse.held, counts.held),
        ...(isTold ? [{ label: t.digest.score, value: figuresText(figures, t) }] : []),
      ],
    },
    ...(isTold ? [] : [{ type: "text" as const, text: t.report.running, muted: true }]),
  ];
  return {
    kind: "card",
    title: `${name} (${t.surveyStatus[status]})`,
    elements,
    actions: statusActions(survey, counts, t),
  };
}

function statusActions({ name, status }: SurveyRow, counts: WaveCounts, t: Catalogue): Action[] {
  const preview: Action = { label: t.chat.preview, command: "pulsePreview", input: { name } };
  if (status === "draft") return [preview];
  const waits = status === "open" && (counts.opensAt !== null || counts.nextDueAt !== null);
  const isOpen = status !== "closed";
  const held: Action = { label: t.pulse.showHeld(counts.held), command: "pulseHeld", input: {} };
  return [
    ...(waits ? [sendNowAction(name, t)] : []),
    ...(counts.held > 0 ? [held] : []),
    { label: t.pulse.report, command: "pulseReport", input: { name } },
    { label: t.pulse.method, command: "pulseMethod", input: { name } },
    ...(status === "open" ? [{ label: t.pulse.pause, command: "pulsePause" as const, input: { name } }] : []),
    ...(status === "paused"
      ? [
          {
            label: t.pulse.resume,
            command: "pulseResume" as const,
            input: { name },
            emphasis: "primary" as const,
          },
        ]
      : []),
    ...(isOpen
      ? [
          {
            label: t.chat.closePulse,
            command: "pulseClose" as const,
            input: { name },
            emphasis: "danger" as const,
          },
        ]
      : []),
  ];
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
        items: surveys.map(({ name, status, instrument, method }) => ({
          text: `${name} · ${t.instrument[instrument]} · ${method.subject} · ${t.surveyStatus[status]}`,
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
