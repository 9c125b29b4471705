import type { Locale } from "../../domain/customers/store.js";
import { COMMENT_MAX, type ResponseComment } from "../../domain/surveys/comment-response.js";
import type { SurveyPage } from "../../domain/surveys/store.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import { Alert, framePage } from "../frame.js";
import { sayScore } from "./scale.js";

export type Thanks = {
  t: Catalogue;
  token: string;
  page: SurveyPage;
  answer: NonNullable<SurveyPage["answer"]>;
  nonce: string;
  typed?: ResponseComment;
  error?: string | undefined;
};

/** The thank-you page, and the second step that nobody has to take. */
export function thanksPage({ t, token, page, answer, nonce, typed, error }: Thanks): string {
  const { instrument, organization } = page;
  const href = (locale: Locale) => `/s/${token}/thanks?lang=${locale}`;
  return framePage({
    t,
    title: error ? t.survey.errorTitle(t.survey.thanks) : t.survey.thanks,
    organization,
    languages: answer.commented ? { href } : { form: "comment" },
    children: (
      <>
        <h1>{t.survey.thanks}</h1>
        <p>{t.survey.recorded(sayScore(instrument, answer.score, t))}</p>
        {answer.commented ? (
          <p>{t.survey.commentRecorded}</p>
        ) : (
          <>
            <p>{t.survey.more}</p>
            <CommentForm t={t} token={token} nonce={nonce} typed={typed} error={error} />
          </>
        )}
      </>
    ),
  });
}

type Form = Pick<Thanks, "t" | "token" | "nonce"> & {
  typed: ResponseComment | undefined;
  error: string | undefined;
  /** What the button says; it stands on the page of an outage, too. */
  send?: string;
};

/** The comment and the two permissions, with whatever was typed before. */
export function CommentForm({ t, token, nonce, typed, error, send = t.survey.sendComment }: Form) {
  return (
    <form method="post" action={`/s/${token}/comment`} id="comment">
      <Alert id="error" text={error} />
      <label for="text">{t.survey.reason}</label>
      <textarea
        id="text"
        name="comment"
        rows={6}
        aria-describedby={error ? "error hint" : "hint"}
        {...(error ? { "aria-invalid": true } : {})}
      >
        {typed?.text ?? ""}
      </textarea>
      <p class="small" id="hint">
        {t.survey.commentHint(t.format.number(COMMENT_MAX))}
      </p>
      <label class="tick">
        <input type="checkbox" name="mayContact" checked={typed?.mayContact ?? false} /> {t.survey.mayContact}
      </label>
      <label class="tick">
        <input type="checkbox" name="mayQuote" checked={typed?.mayQuote ?? false} /> {t.survey.mayQuote}
      </label>
      <input type="hidden" name="nonce" value={nonce} />
      <input type="hidden" name="lang" value={t.locale} />
      <button type="submit">{send}</button>
    </form>
  );
}
