import type { IntakeKind } from "../../domain/intake/store.js";
import { type IntakeState, intakeStates } from "../../domain/intake/store.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Brand } from "../brand/brand.js";
import { Alert, framePage } from "../frame.js";

type Place = { t: Catalogue; slug: string; brand: Brand };

/** Says at once that it has arrived, and by which code to ask for it. */
export function thanksPage({
  t,
  slug,
  brand,
  reference,
  mailed,
}: Place & { reference: string; mailed: boolean }) {
  return framePage({
    t,
    title: t.talk.thanks,
    brand,
    languages: { href: (locale) => `/talk/${slug}/thanks?ref=${reference}&lang=${locale}` },
    children: (
      <>
        <h1>{t.talk.thanks}</h1>
        <p>{t.talk.thanksText(brand.name)}</p>
        <dl class="counts code">
          <div>
            <dt>{t.talk.reference}</dt>
            <dd>{reference}</dd>
          </div>
        </dl>
        <p>
          {t.talk.keep} {mailed && t.talk.mailed}
        </p>
        <ul class="ways">
          <li>
            <a href={`/talk/${slug}/status?ref=${reference}&lang=${t.locale}`}>{t.talk.seeStatus}</a>
          </li>
          <li>
            <a href={`/talk/${slug}?lang=${t.locale}`}>{t.talk.another}</a>
          </li>
        </ul>
      </>
    ),
  });
}

export type Status = { reference: string; kind: IntakeKind; day: string; state: IntakeState };

/** What became of something that was told: its kind, day and state, and none of its words. */
export function statusPage(
  page: Place & { typed: string; status?: Status; error?: string | undefined },
): string {
  const { t, slug, brand, typed, status, error } = page;
  const ref = status?.reference ?? typed;
  return framePage({
    t,
    title: error ? t.survey.errorTitle(t.talk.statusTitle) : t.talk.statusTitle,
    brand,
    languages: {
      href: (locale) => `/talk/${slug}/status?${ref ? `ref=${encodeURIComponent(ref)}&` : ""}lang=${locale}`,
    },
    children: (
      <>
        <h1>{t.talk.statusTitle}</h1>
        {status && <Shown t={t} status={status} />}
        <form method="get" action={`/talk/${slug}/status`}>
          <Alert id="error" text={error} />
          {!status && <p>{t.talk.statusIntro}</p>}
          <label for="ref">{t.talk.code}</label>
          <input
            type="text"
            id="ref"
            name="ref"
            class="short"
            value={ref}
            required
            autocomplete="off"
            spellcheck={false}
            aria-describedby={error ? "error ref-hint" : "ref-hint"}
            {...(error ? { "aria-invalid": true } : {})}
          />
          <p class="small" id="ref-hint">
            {t.talk.codeHint}
          </p>
          <input type="hidden" name="lang" value={t.locale} />
          <button type="submit">{t.talk.look}</button>
        </form>
        <p>
          <a href={`/talk/${slug}?lang=${t.locale}`}>{t.talk.another}</a>
        </p>
      </>
    ),
  });
}

function Shown({ t, status }: { t: Catalogue; status: Status }) {
  const { reference, kind, day, state } = status;
  // A closed message may never have been recorded, so that only what it has passed for sure is shown.
  const path = state === "closed" ? (["received", "closed"] as const) : intakeStates.slice(0, 3);
  return (
    <>
      <p class="note">
        <strong>{t.talk.state[state]}.</strong> {t.talk.stateText[state]}
      </p>
      <ol class="path">
        {path.map((step) => (
          <li {...(step === state ? { "aria-current": "step" as const } : {})}>{t.talk.state[step]}</li>
        ))}
      </ol>
      <dl class="data">
        <div>
          <dt>{t.talk.code}</dt>
          <dd>{reference}</dd>
        </div>
        <div>
          <dt>{t.talk.what}</dt>
          <dd>{t.talk.kind[kind]}</dd>
        </div>
        <div>
          <dt>{t.talk.day}</dt>
          <dd>{day}</dd>
        </div>
      </dl>
    </>
  );
}
