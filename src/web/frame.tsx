import type { ComponentChildren } from "preact";
import type { Locale } from "../domain/customers/store.js";
import { type Catalogue, catalogue, choices } from "../i18n/catalogue.js";
import { renderPage } from "../views/page.js";
import type { Brand } from "./brand/brand.js";

/** How a page is shown in the other language: by a link, or by sending the form so that nothing typed is lost. */
export type LanguageSwitch = { href: (locale: Locale) => string } | { form: string };

export type Frame = {
  t: Catalogue;
  title: string;
  /** Whose page this is; unknown where the link is. */
  organization?: string | undefined;
  /** The organization as it shows itself; says its name, too. */
  brand?: Brand | undefined;
  languages: LanguageSwitch;
  /** True where search engines may list the page. */
  robots?: boolean;
  children: ComponentChildren;
};

/** A customer-facing page: the organization's name on top, the language switch, one column. */
export function framePage({ t, title, organization, brand, languages, robots, children }: Frame): string {
  const name = brand?.name ?? organization;
  return renderPage({
    title: name ? `${title} · ${name}` : title,
    locale: t.locale,
    stylesheets: ["/assets/survey.css", ...(brand?.stylesheet ? [brand.stylesheet] : [])],
    ...(robots ? { robots } : {}),
    bodyClass: "survey",
    body: (
      <>
        <header class="top">
          <p class="organization">
            {brand?.logo && <img class="logo" src={brand.logo} alt="" />}
            {name}
          </p>
          <Languages t={t} current={t.locale} languages={languages} />
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
      {choices(current).map((locale) => {
        const name = catalogue(locale).languageName;
        if (locale === current) return <span aria-current="true">{name}</span>;
        return "form" in languages ? (
          <button
            class="link"
            type="submit"
            form={languages.form}
            formNoValidate
            name="show"
            value={locale}
            lang={locale}
          >
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
