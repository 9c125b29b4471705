import { COMMENT_MAX } from "../../domain/surveys/add-to-response.js";
import type { Method, OwnQuestion } from "../../domain/surveys/method.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import { Alert } from "../frame.js";

const RATINGS = [1, 2, 3, 4, 5];

type More = {
  t: Catalogue;
  method: Method;
  action: string;
  nonce: string;
  fields: Record<string, string>;
  error?: string | undefined;
  /** True where something was told already, and this changes it. */
  again: boolean;
};

/** The second step that nobody has to take: the reason, the organization's own questions, trust and two permissions. */
export function MoreForm({ t, method, action, nonce, fields, error, again }: More) {
  return (
    <form method="post" action={action} id="more">
      <Alert id="error" text={error} />
      <label for="comment">{t.survey.reason}</label>
      <textarea
        id="comment"
        name="comment"
        rows={6}
        aria-describedby={error ? "error hint" : "hint"}
        {...(error ? { "aria-invalid": true } : {})}
      >
        {fields.comment ?? ""}
      </textarea>
      <p class="small" id="hint">
        {t.survey.commentHint(t.format.number(COMMENT_MAX))}
      </p>
      {method.questions.map((question) => (
        <Own key={question.id} question={question} value={fields[question.id] ?? ""} t={t} />
      ))}
      {method.trust && (
        <Rating
          name="trust"
          question={t.survey.trust(method.subject)}
          value={fields.trust ?? ""}
          low={t.survey.trustLow}
          high={t.survey.trustHigh}
        />
      )}
      {method.mode !== "anonymous" && (
        <label class="tick">
          <input type="checkbox" name="mayContact" checked={fields.mayContact !== undefined} />{" "}
          {t.survey.mayContact}
        </label>
      )}
      <label class="tick">
        <input type="checkbox" name="mayQuote" checked={fields.mayQuote !== undefined} /> {t.survey.mayQuote}
      </label>
      <input type="hidden" name="nonce" value={nonce} />
      <input type="hidden" name="lang" value={t.locale} />
      <button type="submit">{again ? t.survey.saveComment : t.survey.sendComment}</button>
    </form>
  );
}

function Own({ question, value, t }: { question: OwnQuestion; value: string; t: Catalogue }) {
  const { id, kind, text, options } = question;
  switch (kind) {
    case "open":
      return (
        <>
          <label for={id}>{text}</label>
          <textarea id={id} name={id} rows={3}>
            {value}
          </textarea>
        </>
      );
    case "choice":
      return (
        <fieldset class="choices">
          <legend>{text}</legend>
          {options.map((option) => (
            <label class="tick">
              <input type="radio" name={id} value={option} checked={option === value} /> {option}
            </label>
          ))}
        </fieldset>
      );
    case "rating":
      return (
        <Rating name={id} question={text} value={value} low={t.survey.ratingLow} high={t.survey.ratingHigh} />
      );
  }
}

type Rated = { name: string; question: string; value: string; low: string; high: string };

function Rating({ name, question, value, low, high }: Rated) {
  const anchors = `${name}-anchors`;
  return (
    <fieldset class="rating" aria-describedby={anchors}>
      <legend>{question}</legend>
      <p class="anchors" id={anchors}>
        <span>
          <b>1</b> {low}
        </span>{" "}
        <span>
          <b>5</b> {high}
        </span>
      </p>
      <div class="numbers n5">
        {RATINGS.map((rating) => (
          <label>
            <input type="radio" name={name} value={rating} checked={String(rating) === value} />
            <span>{rating}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
