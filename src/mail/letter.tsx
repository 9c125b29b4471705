import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Catalogue } from "../i18n/catalogue.js";
import { dark, style } from "./invitation-style.js";

/** A mail as it is sent, both parts in the contact's language. */
export type RenderedMail = { subject: string; text: string; html: string };

type Letter = {
  t: Catalogue;
  subject: string;
  organization: string;
  contact: string | null;
  lead: string;
  children: ComponentChildren;
  /** Rows of the table that stand below the sheet. */
  foot?: ComponentChildren;
};

/** The HTML of a mail: one sheet in tables and inline styles, as every mail program shows it. */
export function letterHtml(letter: Letter): string {
  return `<!doctype html>\n${renderToString(<Html {...letter} />)}`;
}

function Html({ t, subject, organization, contact, lead, children, foot }: Letter) {
  return (
    <html lang={t.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{dark}</style>
      </head>
      <body class="ground" style={style.ground}>
        <table role="presentation" width="100%" cellPadding="0" cellSpacing="0" style={style.separate}>
          <tbody>
            <tr>
              <td align="center" style={style.margin}>
                <table role="presentation" width="600" cellPadding="0" cellSpacing="0" style={style.column}>
                  <tbody>
                    <tr>
                      <td class="sheet" style={style.sheet}>
                        <p class="ink" style={style.organization}>
                          {organization}
                        </p>
                        <p class="ink" style={style.paragraph}>
                          {t.mail.greeting(contact)}
                        </p>
                        <p class="ink" style={style.paragraph}>
                          {lead}
                        </p>
                        {children}
                      </td>
                    </tr>
                    {foot}
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  );
}

/** A link that looks like a button, in Outlook too. */
export function Button({ href, text }: { href: string; text: string }) {
  return (
    <table role="presentation" cellPadding="0" cellSpacing="0" style={style.button}>
      <tbody>
        <tr>
          <td class="fill" align="center" style={style.fill}>
            <a class="on-fill" href={href} style={style.onFill}>
              {text}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  );
}
