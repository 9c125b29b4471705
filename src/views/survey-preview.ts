import type { Preview } from "../domain/surveys/preview-survey.js";
import type { MethodNames } from "../domain/surveys/survey-method.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Action, Card, Element } from "./card.js";
import { localTimeText } from "./local-time.js";
import { audienceText, cadenceText, questionText } from "./method-words.js";

/** What a launch would do now: what is asked, of how many, who is passed over, when it goes out, and what can be changed. */
export function surveyPreviewCard(
  { survey, contacts, customers, asked, skipped, goesOutAt }: Preview,
  names: MethodNames,
  zone: string,
  t: Catalogue,
  said?: string,
): Card {
  const { name, instrument, status, method } = survey;
  const { pulse } = t;
  const exact = method.cadence.kind === "once" ? method.cadence.sendAt : undefined;
  const goesOut = exact
    ? pulse.goesOutAt(localTimeText(exact, t))
    : goesOutAt && pulse.goesOutFrom(t.format.moment(goesOutAt, zone));
  const further = [
    ...(method.trust ? [t.survey.trust(method.subject)] : []),
    ...method.questions.map((question) => questionText(question, t)),
  ];
  const skips: Element[] =
    skipped.length > 0
      ? [
          { type: "heading", text: pulse.notAsked },
          {
            type: "list",
            items: skipped.map(({ reason, count }) => ({ text: pulse.skipped(count, pulse.skip[reason]) })),
          },
        ]
      : [];
  return {
    kind: "card",
    title: `${name} (${t.surveyStatus[status]})`,
    elements: [
      ...(said ? [{ type: "text" as const, text: said }] : []),
      { type: "quote", text: t.survey.question[instrument](method.subject) },
      ...(further.length > 0 ? [{ type: "list" as const, items: further.map((text) => ({ text })) }] : []),
      { type: "text", text: goesOut ? pulse.wouldBeAsked(asked, contacts, customers) : pulse.nobodyYet },
      {
        type: "facts",
        facts: [
          { label: pulse.audience, value: audienceText(method.audience, names, t) },
          { label: t.method.cadence, value: cadenceText(method.cadence, names, t) },
          ...(goesOut && status === "draft" ? [{ label: pulse.goesOut, value: goesOut }] : []),
          { label: pulse.mode, value: pulse.modes[method.mode] },
          ...(method.purpose ? [{ label: pulse.purpose, value: method.purpose }] : []),
        ],
      },
      ...skips,
      ...(status === "draft" && goesOut
        ? [{ type: "text" as const, text: pulse.sendNowHint, muted: true }]
        : []),
    ],
    ...(status === "closed" ? {} : { actions: [...launchActions(survey, t), ...changeActions(name, t)] }),
  };
}

function launchActions({ name, status, method }: Preview["survey"], t: Catalogue): Action[] {
  if (status !== "draft") return [{ label: t.chat.status, command: "pulseStatus", input: { name } }];
  const launch: Action = {
    label: t.chat.launch,
    command: "pulseLaunch",
    input: { name },
    emphasis: "primary",
  };
  const isAsked = method.cadence.kind === "once" || method.cadence.kind === "weekly";
  return isAsked ? [launch, sendNowAction(name, t)] : [launch];
}

/** Sends what waits without waiting for the sending hours. */
export function sendNowAction(name: string, t: Catalogue): Action {
  return { label: t.pulse.sendNow, command: "pulseSendNow", input: { name } };
}

function changeActions(name: string, t: Catalogue): Action[] {
  const { audience, questions, timing, rules } = t.pulse;
  return [
    { label: audience, command: "pulseAudience", input: { name } },
    { label: questions, command: "pulseQuestions", input: { name } },
    { label: timing, command: "pulseTiming", input: { name } },
    { label: rules, command: "pulseRules", input: { name } },
  ];
}
