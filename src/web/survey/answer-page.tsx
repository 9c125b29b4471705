import type { Locale } from "../../domain/customers/store.js";
import type { ReceiptPage } from "../../domain/surveys/pages.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import { sayScore } from "../../views/say-score.js";
import { Alert, framePage } from "../frame.js";
import { MoreForm } from "./more-form.js";
import { brandOfPage } from "./options.js";
import { fieldsOf } from "./posted.js";

export type AnswerPage = {
  t: Catalogue;
  page: ReceiptPage;
  code: string;
  nonce: string;
  editable: boolean;
  /** True right after something was told. */
  saved?: boolean;
  /** What stands in the form, where that is not what is kept. */
  fields?: Record<string, string> | undefined;
  error?: string | undefined;
};

/** The page of an answer: the thanks, what was recorded, the second step while it can be taken, and the receipt. */
export function answerPage({ t, page, code, nonce, editable, saved, fields, error }: AnswerPage): string {
  const { instrument, method, response, slug } = page;
  const path = `/r/${code}`;
  const told = response.commentedAt !== null;
  return framePage({
    t,
    title: error ? t.survey.errorTitle(t.survey.thanks) : t.survey.thanks,
    brand: brandOfPage(page),
    languages: editable ? { form: "more" } : { href: (locale: Locale) => `${path}?lang=${locale}` },
    children: (
      <>
        <h1>{t.survey.thanks}</h1>
        <p>
          {t.survey.recorded(sayScore(instrument, response.score, t))}{" "}
          {editable && <a href={`${path}?change=1&lang=${t.locale}`}>{t.survey.change}</a>}
        </p>
        {saved && <p class="note">{t.survey.commentRecorded}</p>}
        {editable ? (
          <>
            {!told && !saved && <p>{t.survey.more}</p>}
            <MoreForm
              t={t}
              method={method}
              action={`${path}/more`}
              nonce={nonce}
              fields={fields ?? fieldsOf(response)}
              error={error}
              again={told}
            />
          </>
        ) : (
          <>
            <p>{t.survey.final}</p>
            {response.comment && <blockquote>{response.comment}</blockquote>}
          </>
        )}
        <section class="receipt">
          <h2>{t.survey.receiptTitle}</h2>
          <p class="code">
            <code translate={false}>{code}</code>
          </p>
          <p class="small">
            {t.survey.receiptIs} <a href={`${path}?erase=1&lang=${t.locale}`}>{t.survey.eraseAnswer}</a>{" "}
            <a href={`/privacy/${slug}?lang=${t.locale}`}>{t.survey.privacy}</a>
          </p>
        </section>
      </>
    ),
  });
}

/** Asks once more before an answer is erased. */
export function erasePage({
  t,
  page,
  code,
  nonce,
  error,
}: Pick<AnswerPage, "t" | "page" | "code" | "nonce" | "error">): string {
  const path = `/r/${code}`;
  return framePage({
    t,
    title: t.survey.eraseTitle,
    brand: brandOfPage(page),
    languages: { href: (locale: Locale) => `${path}?erase=1&lang=${locale}` },
    children: (
      <form method="post" action={`${path}/erase`}>
        <h1>{t.survey.eraseTitle}</h1>
        <Alert text={error} />
        <p>{t.survey.eraseIs}</p>
        <input type="hidden" name="nonce" value={nonce} />
        <input type="hidden" name="lang" value={t.locale} />
        <button type="submit" class="danger">
          {t.survey.eraseNow}
        </button>
        <p class="step">
          <a href={`${path}?lang=${t.locale}`}>{t.survey.eraseNot}</a>
        </p>
      </form>
    ),
  });
}
