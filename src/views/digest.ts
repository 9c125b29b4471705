import type { DigestContent, SurveyDigest } from "../domain/messages.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Card, Element } from "./card.js";
import { figuresText, verdictText } from "./figures.js";

const NUMBERS_SHOWN = 5;

/** The weekly digest on one screen: verdicts first, then figures, needs and who owes an answer. */
export function digestCard(content: DigestContent, t: Catalogue): Card {
  const elements: Element[] = [
    {
      type: "text",
      text: t.digest.period(t.format.day(new Date(content.from)), t.format.day(new Date(content.to))),
      muted: true,
    },
    ...(content.surveys.length > 0
      ? content.surveys.flatMap((survey) => surveyElements(survey, t))
      : [{ type: "text" as const, text: t.digest.noAnswers }]),
    ...content.paused.map((name) => ({ type: "text" as const, text: t.digest.paused(name) })),
    ...needElements(content, t),
    ...owingElements(content, t),
    { type: "text", text: t.digest.howToRead, muted: true },
  ];
  return { kind: "card", title: t.digest.title(content.organization), elements };
}

function surveyElements({ survey, figures, verdict, response }: SurveyDigest, t: Catalogue): Element[] {
  return [
    { type: "heading", text: survey },
    { type: "text", text: verdictText(verdict, t) },
    {
      type: "facts",
      facts: [
        { label: t.digest.score, value: figuresText(figures, t) },
        {
          label: t.digest.responseRate,
          value: response
            ? t.digest.answeredOf(response.answered, response.asked, t.format.percent(response.rate))
            : t.digest.nobodyAsked,
        },
      ],
    },
  ];
}

function needElements({ topNeeds }: DigestContent, t: Catalogue): Element[] {
  if (topNeeds.length === 0) return [];
  return [
    { type: "heading", text: t.digest.topNeeds },
    {
      type: "list",
      items: topNeeds.map(({ number, summary, customers, coverage }) => ({
        text: `N-${number} · ${summary || t.privacy.erased} (${t.digest.customers(customers)}; ${t.chat.coverage(coverage.acknowledged, coverage.asked)})`,
        action: { label: t.chat.show, command: "needShow", input: { number } },
      })),
    },
  ];
}

function owingElements({ owing }: DigestContent, t: Catalogue): Element[] {
  if (owing.length === 0) return [{ type: "text", text: t.digest.nobodyOwes }];
  return [
    { type: "heading", text: t.digest.owing },
    {
      type: "list",
      items: owing.map(({ team, needs, oldest }) => ({
        text: t.digest.owes(team, needsShown(needs), t.format.day(oldest)),
      })),
    },
  ];
}

function needsShown(needs: number[]): string {
  const shown = needs.slice(0, NUMBERS_SHOWN).map((number) => `N-${number}`);
  return needs.length > NUMBERS_SHOWN
    ? `${shown.join(", ")} +${needs.length - NUMBERS_SHOWN}`
    : shown.join(", ");
}
