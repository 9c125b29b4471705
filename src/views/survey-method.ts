import type { SurveyMethod } from "../domain/surveys/survey-method.js";
import type { Catalogue } from "../i18n/catalogue.js";
import { catalogue, languages } from "../i18n/catalogue.js";
import type { Card, Element } from "./card.js";
import { languageName } from "./language-name.js";
import { methodFacts, scaleText } from "./method-words.js";

/** How a pulse asks and has asked, for whoever has to check it: the method in force, every version, and what used which. */
export function surveyMethodCard(record: SurveyMethod, zone: string, t: Catalogue): Card {
  const { survey, versions, population, names } = record;
  const { name, instrument, method, version } = survey;
  const words = t.method;
  const present = versions.find(({ number }) => number === version);
  const approval =
    present?.approvedAt &&
    words.approvedBy(present.approvedBy ?? words.theService, t.format.moment(present.approvedAt, zone));
  return {
    kind: "card",
    title: words.title(name),
    elements: [
      { type: "text", text: words.inForce(version) },
      { type: "heading", text: words.wording },
      {
        type: "list",
        items: languages.map((tag) => ({
          text: words.wordingIn(
            languageName(tag, t),
            catalogue(tag).survey.question[instrument](method.subject),
          ),
        })),
      },
      {
        type: "facts",
        facts: [
          { label: words.scale, value: scaleText(instrument, t) },
          ...methodFacts(method, names, t),
          {
            label: words.presentSize,
            value: t.chat.contactsOf(population.contacts, population.customers),
          },
          {
            label: words.languages,
            value: t.format.list(languages.map((tag) => languageName(tag, t))),
          },
          { label: words.approved, value: approval || words.notApproved },
        ],
      },
      ...versionElements(record, zone, t),
      ...waveElements(record, t),
      ...frameElements(record, zone, t),
    ],
    actions: [{ label: t.pulse.report, command: "pulseReport", input: { name } }],
  };
}

/** Newest first; each says what it changed of the one before. */
function versionElements({ versions, names }: SurveyMethod, zone: string, t: Catalogue): Element[] {
  const lines = versions.map(({ number, method, createdAt, createdBy }, index) => {
    const before = versions[index - 1];
    const old = before && methodFacts(before.method, names, t);
    const changes = methodFacts(method, names, t).flatMap(({ label, value }, item) => {
      const was = old?.[item]?.value;
      return was === undefined || was === value ? [] : [t.method.changedFrom(label, was, value)];
    });
    const head = t.method.version(number, t.format.moment(createdAt, zone), createdBy ?? t.method.theService);
    return { text: [head, ...(old ? changes : [t.method.firstVersion])].join(" · ") };
  });
  return [
    { type: "heading", text: t.method.versions },
    { type: "list", items: lines.reverse() },
  ];
}

function waveElements({ waves }: SurveyMethod, t: Catalogue): Element[] {
  const heading: Element = { type: "heading", text: t.method.waves };
  if (waves.length === 0) return [heading, { type: "text", text: t.method.noWaves, muted: true }];
  const used = new Map<number, number[]>();
  for (const { version, number } of waves) used.set(version, [...(used.get(version) ?? []), number]);
  const items = [...used].map(([version, numbers]) => ({
    text: t.method.wavesUsed(t.format.list(ranges(numbers, t)), version),
  }));
  return [heading, { type: "list", items }];
}

/** Wave numbers in words, those in a row together. */
function ranges(numbers: number[], t: Catalogue): string[] {
  const rows: [first: number, last: number][] = [];
  for (const number of numbers) {
    const row = rows.at(-1);
    if (row && row[1] === number - 1) row[1] = number;
    else rows.push([number, number]);
  }
  return rows.map(([first, last]) =>
    first === last ? t.method.wave(first) : t.method.waveRange(first, last),
  );
}

function frameElements({ survey, frame }: SurveyMethod, zone: string, t: Catalogue): Element[] {
  if (survey.method.cadence.kind !== "weekly") return [];
  const heading: Element = { type: "heading", text: t.method.frame };
  if (!frame) return [heading, { type: "text", text: t.method.undealt, muted: true }];
  return [
    heading,
    {
      type: "facts",
      facts: [
        { label: t.method.seed, value: frame.seed },
        { label: t.method.dealt, value: t.format.moment(frame.dealtAt, zone) },
        { label: t.method.firstMonday, value: t.format.day(new Date(frame.startsOn)) },
      ],
    },
    {
      type: "list",
      items: frame.strata.map(({ stratum, contacts, weekly }) => ({
        text: t.method.stratum(stratumText(stratum, t), contacts, weekly),
      })),
    },
  ];
}

/** A stratum is kept as "direct · Retail": the kind of customer, and the segment where there is one. */
function stratumText(stratum: string, t: Catalogue): string {
  const [kind = "", ...segment] = stratum.split(" · ");
  const known = t.kind[kind as keyof typeof t.kind] ?? kind;
  return `${known} · ${segment.join(" · ") || t.method.otherStratum}`;
}
