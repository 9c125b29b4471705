import type { Locale } from "../../domain/customers/store.js";
import { definitionOf, type Instrument } from "../../domain/satisfaction/instruments.js";
import type { SurveyPage } from "../../domain/surveys/store.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import { Alert, framePage } from "../frame.js";
import { sayScore } from "./scale.js";

export type Question = {
  t: Catalogue;
  token: string;
  page: SurveyPage;
  nonce: string;
  /** What the link or the last attempt chose. */
  selected: number | undefined;
  /** Says that the link chose, so that nobody takes it for sent. */
  preselected?: boolean;
  error?: string | undefined;
};

/** The one question of a survey; its answer is complete by itself. */
export function questionPage({ t, token, page, nonce, selected, preselected, error }: Question): string {
  const { instrument, organization, subject } = page;
  const question = t.survey.question[instrument](subject);
  const described = [error && "error", inWords(instrument, t) || "anchors"].filter(
    (id) => typeof id === "string",
  );
  const href = (locale: Locale) =>
    `/s/${token}?${selected === undefined ? "" : `s=${selected}&`}lang=${locale}`;
  return framePage({
    t,
    title: error ? t.survey.errorTitle(question) : question,
    organization,
    languages: { href },
    children: (
      <form method="post" action={`/s/${token}`}>
        <Alert id="error" text={error} />
        <fieldset {...(described.length > 0 ? { "aria-describedby": described.join(" ") } : {})}>
          <legend>
            <h1>{question}</h1>
          </legend>
          <Scale t={t} instrument={instrument} selected={selected} />
        </fieldset>
        {preselected && selected !== undefined && (
          <p class="note">{t.survey.preselected(sayScore(instrument, selected, t))}</p>
        )}
        <input type="hidden" name="nonce" value={nonce} />
        <input type="hidden" name="lang" value={t.locale} />
        <button type="submit">{t.survey.send}</button>
        <p class="small">{t.survey.purpose(organization)}</p>
      </form>
    ),
  });
}

function scoresOf(instrument: Instrument): number[] {
  const { min, max } = definitionOf[instrument].scale;
  return Array.from({ length: max - min + 1 }, (_, index) => min + index);
}

/** Whether every score has words of its own, which then stand instead of the numbers. */
function inWords(instrument: Instrument, t: Catalogue): boolean {
  return scoresOf(instrument).every((score) => t.survey.labels[instrument][score]);
}

function Scale({
  t,
  instrument,
  selected,
}: {
  t: Catalogue;
  instrument: Instrument;
  selected: number | undefined;
}) {
  const labels = t.survey.labels[instrument];
  const words = inWords(instrument, t);
  return (
    <>
      {!words && <Anchors t={t} instrument={instrument} />}
      <div class={words ? "words" : "numbers"}>
        {scoresOf(instrument).map((score) => (
          <label>
            <input
              type="radio"
              name="score"
              value={score}
              checked={score === selected}
              required
              {...(!words && labels[score] ? { "aria-label": sayScore(instrument, score, t) } : {})}
            />
            <span>{words ? labels[score] : score}</span>
          </label>
        ))}
      </div>
    </>
  );
}

function Anchors({ t, instrument }: { t: Catalogue; instrument: Instrument }) {
  const { min, max } = definitionOf[instrument].scale;
  const labels = t.survey.labels[instrument];
  return (
    <p class="anchors" id="anchors">
      <span>
        <b>{min}</b> {labels[min]}
      </span>{" "}
      <span>
        <b>{max}</b> {labels[max]}
      </span>
    </p>
  );
}
