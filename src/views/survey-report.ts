import type { SkipReason } from "../domain/surveys/contact-rules.js";
import type { SegmentReport, SurveyReport } from "../domain/surveys/survey-report.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Action, Card, Element } from "./card.js";
import { figuresText } from "./figures.js";
import { languageName } from "./language-name.js";

/** What came of a pulse or one of its waves: what it says first, what became of the mails, and who is not heard. */
export function surveyReportCard(report: SurveyReport, t: Catalogue): Card {
  const { survey, wave, withheld, figures } = report;
  const words = t.report;
  const score: Element =
    withheld === null
      ? { type: "text", text: figuresText(figures, t) }
      : { type: "text", text: withheld === "running" ? words.running : words.smallWave };
  return {
    kind: "card",
    title: wave ? words.titleWave(survey.name, wave.number) : words.title(survey.name),
    elements: [
      { type: "text", text: verdictText(report, t) },
      ...(report.counts.answered > 0 || figures.n > 0 ? [score] : []),
      { type: "text", text: words.howToRead, muted: true },
      { type: "heading", text: words.path },
      { type: "facts", facts: pathFacts(report, t) },
      ...segmentElements(report, t),
      ...localeElements(report, t),
      ...skipElements(report, t),
    ],
    actions: reportActions(report, t),
  };
}

function verdictText({ response, isFinal }: SurveyReport, t: Catalogue): string {
  if (!response) return t.report.nobodyAsked;
  const { percent } = t.format;
  const { part, of, share, low, high } = response;
  const say = isFinal ? t.report.verdict : t.report.verdictSoFar;
  return say(part, of, percent(share), percent(low), percent(high));
}

function pathFacts({ counts, completion }: SurveyReport, t: Catalogue): { label: string; value: string }[] {
  const { number, percent } = t.format;
  const always = (label: string, n: number) => ({ label, value: number(n) });
  const some = (label: string, n: number) => (n > 0 ? [always(label, n)] : []);
  return [
    always(t.chat.sent, counts.sent),
    always(t.report.delivered, counts.sent - counts.bounced),
    ...some(t.pulse.bounced, counts.bounced),
    always(t.report.opened, counts.opened),
    ...some(t.report.scanned, counts.scanned),
    always(t.report.started, counts.started),
    always(t.report.answered, counts.answered),
    ...(completion
      ? [
          {
            label: t.report.completion,
            value: t.report.completionIs(completion.part, completion.of, percent(completion.share)),
          },
        ]
      : []),
    always(t.chat.withComment, counts.commented),
    ...some(t.pulse.held, counts.held),
    ...some(t.report.replies, counts.replies),
    ...some(t.report.autoReplies, counts.autoReplies),
    ...some(t.report.waiting, counts.waiting),
    ...some(t.report.withdrawn, counts.withdrawn),
    ...some(t.chat.notSent, counts.failed),
  ];
}

function segmentElements({ segments }: SurveyReport, t: Catalogue): Element[] {
  const [only] = segments;
  if (segments.length === 0 || (segments.length === 1 && only?.segment === null)) return [];
  const nameOf = ({ segment }: SegmentReport) => segment ?? t.report.noSegment;
  const asked = segments.filter(({ sent }) => sent > 0);
  const silent = asked.filter(({ answered }) => answered === 0);
  const unasked = segments.filter(({ sent, answered }) => sent === 0 && !answered);
  return [
    { type: "heading", text: t.report.segments },
    ...(silent.length > 0
      ? [{ type: "text" as const, text: t.report.silent(t.format.list(silent.map(nameOf))) }]
      : []),
    {
      type: "list",
      items: segments
        .filter((row) => !unasked.includes(row))
        .map((row) => ({ text: segmentText(row, nameOf(row), t) })),
    },
    ...(unasked.length > 0 && asked.length > 0
      ? [{ type: "text" as const, text: t.report.unasked(t.format.list(unasked.map(nameOf))), muted: true }]
      : []),
  ];
}

function segmentText(
  { population, sent, bounced, answered, figures }: SegmentReport,
  name: string,
  t: Catalogue,
): string {
  const head = t.report.segment(name, population, sent);
  if (answered === null) return `${head}, ${t.report.segmentHidden}`;
  const asked = sent - bounced;
  const share = asked > 0 ? t.format.percent(Math.min(1, answered / asked)) : t.chat.nobody;
  const counted = `${head}, ${t.report.segmentAnswered(answered, share)}`;
  return figures && figures.gate !== "hidden" ? `${counted} · ${figuresText(figures, t)}` : counted;
}

function localeElements({ locales }: SurveyReport, t: Catalogue): Element[] {
  if (locales.length === 0) return [];
  const items = locales.map(({ locale, count }) => ({
    text: `${locale ? languageName(locale, t) : t.report.unknownLanguage}: ${t.format.number(count)}`,
  }));
  return [
    { type: "heading", text: t.report.languages },
    { type: "list", items },
  ];
}

function skipElements({ skips }: SurveyReport, t: Catalogue): Element[] {
  if (skips.length === 0) return [];
  const items = skips.map(({ reason, count }) => ({
    text: t.pulse.skipped(count, t.pulse.skip[reason as SkipReason] ?? reason),
  }));
  return [
    { type: "heading", text: t.pulse.notAsked },
    { type: "list", items },
  ];
}

function reportActions({ survey, wave, waves, counts }: SurveyReport, t: Catalogue): Action[] {
  const { name } = survey;
  const other = (number: number): Action => ({
    label: t.report.otherWave(number),
    command: "pulseReport",
    input: { name, wave: number },
  });
  const around = wave ? [wave.number - 1, wave.number + 1] : waves > 1 ? [waves] : [];
  const held: Action = { label: t.pulse.showHeld(counts.held), command: "pulseHeld", input: {} };
  return [
    ...around.filter((number) => number >= 1 && number <= waves).map(other),
    ...(wave ? [{ label: t.report.allWaves, command: "pulseReport" as const, input: { name } }] : []),
    ...(counts.held > 0 ? [held] : []),
    { label: t.pulse.method, command: "pulseMethod", input: { name } },
  ];
}
