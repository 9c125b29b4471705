import type { Locale } from "../../domain/customers/store.js";
import { definitionOf, type Instrument } from "../../domain/satisfaction/instruments.js";
import type { Asked } from "../../domain/surveys/pages.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import { sayScore } from "../../views/say-score.js";
import { Alert, framePage } from "../frame.js";
import { brandOfPage } from "./options.js";

export type Question = {
  t: Catalogue;
  page: Asked;
  /** Where the form is sent and the page stands. */
  path: string;
  action?: string;
  nonce: string;
  /** The page's own secret, where the answer must not lead back to the link. */
  once?: string | undefined;
  selected: number | undefined;
  /** True where the choice was made in the mail. */
  preselected?: boolean;
  error?: string | undefined;
  /** A link that no person sees, to tell machines from people. */
  trap?: string;
  /** Where somebody goes who changes nothing. */
  back?: string;
};

/** The one question of a survey; its answer is complete by itself. */
export function questionPage(asked: Question): string {
  const { t, page, path, action = path, nonce, once, selected, preselected, error, trap, back } = asked;
  const { instrument, organization, method, slug } = page;
  const question = t.survey.question[instrument](method.subject);
  const described = [error && "error", inWords(instrument, t) || "anchors"].filter(
    (id) => typeof id === "string",
  );
  const keep = `${selected === undefined ? "" : `s=${selected}&`}${back ? "change=1&" : ""}`;
  return framePage({
    t,
    title: error ? t.survey.errorTitle(question) : question,
    brand: brandOfPage(page),
    languages: { href: (locale: Locale) => `${path}?${keep}lang=${locale}` },
    children: (
      <form method="post" action={action}>
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
        {once && <input type="hidden" name="once" value={once} />}
        <button type="submit">{back ? t.survey.saveAnswer : t.survey.send}</button>
        {back && (
          <p class="step">
            <a href={back}>{t.survey.keepAnswer}</a>
          </p>
        )}
        <p class="small">
          {method.mode === "anonymous"
            ? t.survey.anonymous(organization)
            : t.survey.confidential(organization)}{" "}
          <a href={`/privacy/${slug}?lang=${t.locale}`}>{t.survey.privacy}</a>
        </p>
        {trap && (
          <a href={trap} rel="nofollow" hidden tabIndex={-1}>
            {organization}
          </a>
        )}
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

type Choice = { t: Catalogue; instrument: Instrument; selected: number | undefined };

function Scale({ t, instrument, selected }: Choice) {
  const labels = t.survey.labels[instrument];
  const words = inWords(instrument, t);
  const scores = scoresOf(instrument);
  return (
    <>
      {!words && <Anchors t={t} instrument={instrument} />}
      <div class={words ? "words" : `numbers n${scores.length}`}>
        {scores.map((score) => (
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

function Anchors({ t, instrument }: Pick<Choice, "t" | "instrument">) {
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
