import type { ComponentChildren } from "preact";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Brand } from "../brand/brand.js";
import { framePage, type LanguageSwitch } from "../frame.js";

/** A public page that only says something. */
export function noticePage(notice: {
  t: Catalogue;
  title: string;
  brand?: Brand;
  languages: LanguageSwitch;
  children: ComponentChildren;
  /** Where to go from here. */
  link?: { href: string; text: string };
}): string {
  const { t, title, brand, languages, children, link } = notice;
  return framePage({
    t,
    title,
    brand,
    languages,
    children: (
      <>
        <h1>{title}</h1>
        <p role="alert">{children}</p>
        {link && (
          <p>
            <a href={link.href}>{link.text}</a>
          </p>
        )}
      </>
    ),
  });
}
