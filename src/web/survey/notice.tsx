import type { ComponentChildren } from "preact";
import type { Locale } from "../../domain/customers/store.js";
import type { ErrorCode } from "../../domain/errors.js";
import type { Asked } from "../../domain/surveys/pages.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import { Alert, framePage } from "../frame.js";
import { brandOfPage } from "./options.js";

type Place = { t: Catalogue; path: string; page?: Asked | undefined };

/** A page that only says something; what was typed stands there to be copied. */
export function noticePage(
  notice: Place & { title: string; children: ComponentChildren; typed?: string },
): string {
  const { t, path, page, title, children, typed } = notice;
  return framePage({
    t,
    title,
    brand: page && brandOfPage(page),
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
    typed?: string;
    /** Where the answer that was given can be seen. */
    answerAt?: string | undefined;
  },
): string {
  const { t, path, code, page, typed = "", answerAt } = refused;
  const used = code === "link_used" || code === "response_final";
  const title = used ? t.survey.usedTitle : page ? t.survey.expiredTitle : t.survey.unknownTitle;
  return noticePage({
    t,
    path,
    title,
    typed,
    page,
    children: (
      <>
        <p {...(typed ? { role: "alert" } : {})}>
          {t.error[code]({})} {code === "link_used" && t.survey.usedHelp}
        </p>
        {answerAt && (
          <p class="step">
            <a href={answerAt}>{t.survey.seeAnswer}</a>
          </p>
        )}
        {page && !answerAt && (
          <p class="small">
            {t.survey.contact(page.organization)}{" "}
            <a href={`/talk/${page.slug}?lang=${t.locale}`}>{t.survey.talk}</a>
          </p>
        )}
      </>
    ),
  });
}

/** What a person had sent when the database could not be reached, and where it is to be sent again. */
export type Unsent = { action: string; fields: Record<string, string> };

/** Fields that a person typed, which they want to see again; the others travel along unseen. */
const typedFields = new Set(["comment", "q1", "q2", "q3"]);

/** Says that nothing was recorded yet and keeps what was sent, to be sent again by one button. */
export function unavailablePage({ t, path, unsent }: Place & { unsent?: Unsent | undefined }): string {
  const shown = Object.entries(unsent?.fields ?? {}).filter(
    ([name, value]) => typedFields.has(name) && value,
  );
  const hidden = Object.entries(unsent?.fields ?? {}).filter(([name]) => !typedFields.has(name));
  const text = !unsent
    ? t.survey.unavailablePage
    : shown.length > 0
      ? t.survey.unavailableTyped
      : t.survey.unavailable;
  const title = unsent ? t.survey.unavailableTitle : t.survey.laterTitle;
  const score = unsent?.fields.score;
  const keep = score === undefined ? "" : `s=${score}&`;
  return framePage({
    t,
    title,
    languages: shown.length > 0 ? { form: "again" } : { href: (locale) => `${path}?${keep}lang=${locale}` },
    children: (
      <>
        <h1>{title}</h1>
        <Alert text={text} />
        {unsent && (
          <form method="post" action={unsent.action} id="again">
            {shown.map(([name, value]) => (
              <>
                <label for={name}>{t.survey.typed}</label>
                <textarea id={name} name={name} rows={6}>
                  {value}
                </textarea>
              </>
            ))}
            {hidden.map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <button type="submit">{t.survey.again}</button>
          </form>
        )}
      </>
    ),
  });
}
