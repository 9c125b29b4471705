import type { ComponentChildren } from "preact";
import type { UnsubscribeLink } from "../../domain/directory.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import { brandOf } from "../brand/brand.js";
import { Alert, framePage } from "../frame.js";

/** Where a page stands: its language, its token, and whose it is once the link is known. */
export type Place = { t: Catalogue; token: string; link?: UnsubscribeLink | undefined };

function page({ t, token, link }: Place, title: string, children: ComponentChildren): string {
  return framePage({
    t,
    title,
    brand: link && brandOf(link.organization),
    languages: { href: (locale) => `/u/${token}?lang=${locale}` },
    children: (
      <>
        <h1>{title}</h1>
        {children}
      </>
    ),
  });
}

/** Asks before anything is changed: mail scanners open links, too. */
export function askPage(place: Place & { link: UnsubscribeLink; error?: string }): string {
  const { t, token, link, error } = place;
  return page(
    place,
    t.unsubscribe.title,
    <>
      <Alert text={error} />
      <p>{t.unsubscribe.ask(link.organization.name)}</p>
      <form method="post" action={`/u/${token}`}>
        <input type="hidden" name="List-Unsubscribe" value="One-Click" />
        <input type="hidden" name="page" value="1" />
        <input type="hidden" name="lang" value={t.locale} />
        <p class="small">{t.unsubscribe.what}</p>
        <button type="submit">{t.unsubscribe.confirm}</button>
      </form>
    </>,
  );
}

/** Says that it is done, and lets the same person take it back. */
export function donePage(place: Place & { link: UnsubscribeLink; nonce: string }): string {
  const { t, token, link, nonce } = place;
  return page(
    place,
    t.unsubscribe.doneTitle,
    <>
      <p role="status">{t.unsubscribe.done(link.organization.name)}</p>
      <form method="post" action={`/u/${token}`}>
        <input type="hidden" name="undo" value="1" />
        <input type="hidden" name="nonce" value={nonce} />
        <input type="hidden" name="lang" value={t.locale} />
        <button class="link" type="submit">
          {t.unsubscribe.undo}
        </button>
      </form>
    </>,
  );
}

/** Says that the objection was taken back. */
export function undonePage(place: Place & { link: UnsubscribeLink }): string {
  const { t, link } = place;
  const text = <p role="status">{t.unsubscribe.undone(link.organization.name)}</p>;
  return page(place, t.unsubscribe.undoneTitle, text);
}

/** Only says something: that a link is unknown, or that nothing works just now. */
export function wordsPage(place: Place, title: string, text: string): string {
  return page(place, title, <p role="alert">{text}</p>);
}
