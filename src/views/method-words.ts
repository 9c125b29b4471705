import { definitionOf, type Instrument } from "../domain/satisfaction/instruments.js";
import type { Audience, Cadence, Method, OwnQuestion } from "../domain/surveys/method.js";
import type { MethodNames } from "../domain/surveys/survey-method.js";
import type { Catalogue } from "../i18n/catalogue.js";
import { clockText, localTimeText } from "./local-time.js";

export type Fact = { label: string; value: string };

/** Everything about a method that can be changed, item by item, in words. */
export function methodFacts(method: Method, names: MethodNames, t: Catalogue): Fact[] {
  const { weekdays, minuteOfDay, jitterMinutes } = method.window;
  const { anyDays, sameDays, weeklyShare } = method.rules;
  const days = weekdays.map((day) => t.weekday[day as keyof typeof t.weekday]);
  const words = t.method;
  return [
    { label: t.chat.subject, value: method.subject },
    { label: words.wordingVersion, value: method.instrumentVersion },
    { label: words.purpose, value: method.purpose || words.unstated },
    { label: words.mode, value: words.modes[method.mode] },
    { label: words.population, value: audienceText(method.audience, names, t) },
    { label: words.cadence, value: cadenceText(method.cadence, names, t) },
    {
      label: words.window,
      value: words.windowIs(t.format.list(days), clockText(minuteOfDay), jitterMinutes),
    },
    {
      label: words.contactRules,
      value: words.contactRulesAre(anyDays, sameDays, t.format.percent(weeklyShare)),
    },
    {
      label: words.reminders,
      value:
        method.reminders === 0 ? words.noReminder : words.remindersAre(method.reminders, method.reminderDays),
    },
    { label: words.expiry, value: words.expiryIs(method.expiryDays) },
    { label: words.followUps, value: followUpsText(method, t) },
  ];
}

/** Whom a survey asks. */
export function audienceText(audience: Audience, names: MethodNames, t: Catalogue): string {
  const { kind, segment, tag, ownerId, country, seenWithinDays, listed } = audience;
  const words = t.method;
  const parts = [
    kind && t.kind[kind],
    segment,
    tag && words.tagged(tag),
    ownerId && words.ownedBy(names.get(ownerId) ?? words.gone),
    country && words.inCountry(country),
    seenWithinDays && words.seenWithin(seenWithinDays),
    listed && words.listed,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(" · ") : words.everybody;
}

/** When a survey asks. */
export function cadenceText(cadence: Cadence, names: MethodNames, t: Catalogue): string {
  const words = t.method;
  switch (cadence.kind) {
    case "once":
      return cadence.sendAt ? words.onceAt(localTimeText(cadence.sendAt, t)) : words.once;
    case "weekly":
      return words.weekly;
    case "interaction":
      return words.afterInteraction(cadence.hours, t.account.interactionKind[cadence.interaction]);
    case "after":
      return words.afterSurvey(cadence.days, names.get(cadence.surveyId) ?? words.gone);
  }
}

/** The ends of an instrument's scale with their words. */
export function scaleText(instrument: Instrument, t: Catalogue): string {
  const { min, max } = definitionOf[instrument].scale;
  const end = (score: number) => {
    const label = t.survey.labels[instrument][score];
    return label ? `${score} (${label})` : String(score);
  };
  return t.method.scaleFrom(end(min), end(max));
}

/** A further question as it is asked. */
export function questionText({ kind, text, options }: OwnQuestion, t: Catalogue): string {
  switch (kind) {
    case "open":
      return text;
    case "rating":
      return t.method.rating(text);
    case "choice":
      return t.method.choice(text, options.join(" / "));
  }
}

function followUpsText({ trust, questions, subject }: Method, t: Catalogue): string {
  return [
    t.method.noFollowUps,
    ...(trust ? [t.method.trustStatement(t.survey.trust(subject))] : []),
    ...questions.map((question) => questionText(question, t)),
  ].join(" · ");
}
