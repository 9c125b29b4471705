import type { ComponentChildren } from "preact";
import type { Locale } from "../../domain/customers/store.js";
import type { ErrorCode } from "../../domain/errors.js";
import type { ResponseComment } from "../../domain/surveys/comment-response.js";
import type { SurveyPage } from "../../domain/surveys/store.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import { Alert, framePage } from "../frame.js";
import { CommentForm } from "./thanks.js";

type Place = { t: Catalogue; path: string; organization?: string | undefined };

/** A page that only says something; what was typed stands there to be copied. */
export function noticePage(
  notice: Place & { title: string; children: ComponentChildren; typed?: string },
): string {
  const { t, path, organization, title, children, typed } = notice;
  return framePage({
    t,
    title,
    organization,
    languages: { href: (locale: Locale) => `${path}?lang=${locale}` },
    children: (
      <>
        <h1>{title}</h1>
        {children}
        {typed && (
          <>
            <label for="typed">{t.survey.typed}</label>
            <textarea id="typed" rows={6} readOnly aria-describedby="kept">
              {typed}
            </textarea>
            <p class="small" id="kept">
              {t.survey.typedKept}
            </p>
          </>
        )}
      </>
    ),
  });
}

/** Why a link does not open a question, and what a person can do. */
export function refusedLinkPage(
  refused: Place & {
    code: ErrorCode;
    page: SurveyPage | undefined;
    typed?: string;
    /** Where a comment can still be added. */
    commentAt?: string | undefined;
  },
): string {
  const { t, path, code, page, typed = "", commentAt } = refused;
  const used = code === "link_used" || code === "comment_recorded";
  const title = used ? t.survey.usedTitle : page ? t.survey.expiredTitle : t.survey.unknownTitle;
  return noticePage({
    t,
    path,
    title,
    typed,
    organization: page?.organization,
    children: (
      <>
        <p {...(typed ? { role: "alert" } : {})}>
          {t.error[code]({})} {used && t.survey.usedHelp}
        </p>
        {commentAt && (
          <p>
            <a href={commentAt}>{t.survey.addComment}</a>
          </p>
        )}
        {page && !commentAt && <p class="small">{t.survey.contact(page.organization)}</p>}
      </>
    ),
  });
}

/** What a person had sent when the database could not be reached. */
export type Unsent = { token: string; nonce: string; score?: number | undefined; comment?: ResponseComment };

/** Says that nothing was recorded yet and keeps what was sent, to be sent again by one button. */
export function unavailablePage({ t, path, unsent }: Place & { unsent?: Unsent | undefined }): string {
  const comment = unsent?.comment;
  const keep = unsent?.score !== undefined ? `s=${unsent.score}&` : "";
  const text = !unsent
    ? t.survey.unavailablePage
    : comment
      ? t.survey.unavailableTyped
      : t.survey.unavailable;
  const title = unsent ? t.survey.unavailableTitle : t.survey.laterTitle;
  return framePage({
    t,
    title,
    languages: comment ? { form: "comment" } : { href: (locale) => `${path}?${keep}lang=${locale}` },
    children: (
      <>
        <h1>{title}</h1>
        <Alert text={text} />
        {unsent && comment && (
          <CommentForm t={t} {...unsent} typed={comment} error={undefined} send={t.survey.again} />
        )}
        {unsent && !comment && (
          <form method="post" action={`/s/${unsent.token}`}>
            {unsent.score !== undefined && <input type="hidden" name="score" value={unsent.score} />}
            <input type="hidden" name="nonce" value={unsent.nonce} />
            <input type="hidden" name="lang" value={t.locale} />
            <button type="submit">{t.survey.again}</button>
          </form>
        )}
      </>
    ),
  });
}
