import type { ComponentChildren } from "preact";
import type { Locale } from "../domain/customers/store.js";
import { type Catalogue, catalogue } from "../i18n/catalogue.js";
import { renderPage } from "../views/page.js";

const locales: Locale[] = ["en", "es"];

/** How a page is shown in the other language: by a link, or by sending the form so that nothing typed is lost. */
export type LanguageSwitch = { href: (locale: Locale) => string } | { form: string };

export type Frame = {
  t: Catalogue;
  title: string;
  /** Whose page this is; unknown where the link is. */
  organization?: string | undefined;
  languages: LanguageSwitch;
  children: ComponentChildren;
};

/** A customer-facing page: the organization's name on top, the language switch, one column. */
export function framePage({ t, title, organization, languages, children }: Frame): string {
  const locale: Locale = t.locale === "es" ? "es" : "en";
  return renderPage({
    title: organization ? `${title} · ${organization}` : title,
    locale,
    stylesheets: ["/assets/survey.css"],
    bodyClass: "survey",
    body: (
      <>
        <header class="top">
          <p class="organization">{organization}</p>
          <Languages t={t} current={locale} languages={languages} />
        </header>
        <main class="sheet">{children}</main>
      </>
    ),
  });
}

function Languages({ t, current, languages }: { t: Catalogue; current: Locale; languages: LanguageSwitch }) {
  return (
    <nav class="languages" aria-label={t.survey.language}>
      {/* The first button of a form is what Enter presses, so it must not be one of the languages. */}
      {"form" in languages && <button type="submit" form={languages.form} hidden tabIndex={-1} />}
      {locales.map((locale) => {
        const name = catalogue(locale).languageName;
        if (locale === current) return <span aria-current="true">{name}</span>;
        return "form" in languages ? (
          <button class="link" type="submit" form={languages.form} name="show" value={locale} lang={locale}>
            {name}
          </button>
        ) : (
          <a href={languages.href(locale)} lang={locale} hreflang={locale}>
            {name}
          </a>
        );
      })}
    </nav>
  );
}

/** What is wrong and what to do, announced by screen readers. */
export function Alert({ text, id }: { text: string | undefined; id?: string }) {
  if (!text) return null;
  return (
    <p class="alert" role="alert" {...(id ? { id } : {})}>
      {text}
    </p>
  );
}
