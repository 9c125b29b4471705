import { intakeKinds } from "../../domain/intake/store.js";
import { COMMENT_MAX } from "../../domain/surveys/add-to-response.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Brand } from "../brand/brand.js";
import { Alert, framePage } from "../frame.js";
import { type Field, LINE_MAX, nothingTyped, type Problems, type Typed } from "./posted.js";

export type TalkPage = {
  t: Catalogue;
  slug: string;
  /** Unknown while the database cannot be reached. */
  brand: Brand | undefined;
  nonce: string;
  typed?: Typed;
  title?: string;
  /** What is wrong with the whole. */
  error?: string | undefined;
  problems?: Problems;
  send?: string;
};

/** The page where anybody can tell the organization something, with whatever was typed before. */
export function talkPage(page: TalkPage): string {
  const { t, slug, brand, nonce, typed = nothingTyped, error, problems = {}, send = t.talk.send } = page;
  const title = page.title ?? t.talk.title(brand?.name ?? "");
  const wrong = [...(error ? [error] : []), ...Object.values(problems)];
  return framePage({
    t,
    title: wrong.length > 0 ? t.survey.errorTitle(title) : title,
    brand,
    languages: { form: "talk" },
    robots: wrong.length === 0,
    children: (
      <>
        <h1>{title}</h1>
        {wrong.length === 0 && brand && <p>{t.talk.intro(brand.name)}</p>}
        <form method="post" action={`/talk/${slug}`} id="talk">
          <Alert text={wrong.join(" ") || undefined} />
          <Kind t={t} chosen={typed.kind} problem={problems.kind} />
          <label for="words">{t.talk.words}</label>
          <textarea id="words" name="words" rows={8} required {...described("words", problems, "words-hint")}>
            {typed.words}
          </textarea>
          <Problem field="words" problems={problems} />
          <p class="small" id="words-hint">
            {t.talk.wordsHint(t.format.number(COMMENT_MAX))}
          </p>
          <fieldset>
            <legend>
              <h2>{t.talk.about}</h2>
            </legend>
            <p class="small">{t.talk.aboutHint}</p>
            <Line t={t} field="name" typed={typed} problems={problems} autocomplete="name" />
            <Line t={t} field="email" typed={typed} problems={problems} autocomplete="email" />
            <Line t={t} field="company" typed={typed} problems={problems} autocomplete="organization" />
          </fieldset>
          <div class="trap" aria-hidden="true">
            <label for="website">{t.talk.leaveEmpty}</label>
            <input type="text" id="website" name="website" tabIndex={-1} autocomplete="off" />
          </div>
          <input type="hidden" name="nonce" value={nonce} />
          <input type="hidden" name="lang" value={t.locale} />
          <button type="submit">{send}</button>
        </form>
        <ul class="ways">
          <li>
            <a href={`/talk/${slug}/status?lang=${t.locale}`}>{t.talk.status}</a>
          </li>
          <li>
            <a href={`/privacy/${slug}?lang=${t.locale}`}>{t.talk.privacy}</a>
          </li>
        </ul>
      </>
    ),
  });
}

function Kind({ t, chosen, problem }: { t: Catalogue; chosen: string; problem: string | undefined }) {
  return (
    <fieldset {...(problem ? { "aria-describedby": "kind-problem" } : {})}>
      <legend>
        <h2>{t.talk.kindQuestion}</h2>
      </legend>
      <div class="words choices">
        {intakeKinds.map((kind) => (
          <label>
            <input type="radio" name="kind" value={kind} checked={kind === chosen} required />
            <span>{t.talk.kind[kind]}</span>
          </label>
        ))}
      </div>
      <Problem field="kind" problems={problem ? { kind: problem } : {}} />
    </fieldset>
  );
}

type LineOf = {
  t: Catalogue;
  field: "name" | "email" | "company";
  typed: Typed;
  problems: Problems;
  autocomplete: "name" | "email" | "organization";
};

function Line({ t, field, typed, problems, autocomplete }: LineOf) {
  const line = {
    id: field,
    name: field,
    value: typed[field],
    autocomplete,
    maxLength: field === "email" ? 254 : LINE_MAX,
    ...described(field, problems),
  };
  return (
    <>
      <label for={field}>{t.talk[field]}</label>
      {field === "email" ? <input type="email" {...line} /> : <input type="text" {...line} />}
      <Problem field={field} problems={problems} />
    </>
  );
}

function Problem({ field, problems }: { field: Field; problems: Problems }) {
  return problems[field] ? (
    <p class="problem" id={`${field}-problem`}>
      {problems[field]}
    </p>
  ) : null;
}

function described(field: Field, problems: Problems, hint?: string) {
  const ids = [problems[field] && `${field}-problem`, hint].filter((id) => typeof id === "string" && id);
  return {
    ...(ids.length > 0 ? { "aria-describedby": ids.join(" ") } : {}),
    ...(problems[field] ? { "aria-invalid": true } : {}),
  };
}
