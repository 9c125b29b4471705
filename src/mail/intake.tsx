import { renderToString } from "preact-render-to-string";
import type { Locale } from "../domain/customers/store.js";
import type { MailMessage } from "../domain/deliveries/send.js";
import { type Catalogue, catalogue } from "../i18n/catalogue.js";
import type { RenderedMail } from "./invitation.js";
import { dark, style } from "./invitation-style.js";

type Notice = Extract<MailMessage, { name: "intakeReceived" | "dataLink" }>;
type Said = { subject: string; lead: string; reference?: string; button: string; why: string };

/** A short mail that somebody has just asked for: the reference of what they told us, or the link to their data. */
export function noticeMail(message: Notice, locale: Locale): RenderedMail {
  const t = catalogue(locale);
  const said = sayNotice(message, t);
  const { organization, contact, link } = message.content;
  const text = [
    t.mail.greeting(contact),
    said.lead,
    ...(said.reference ? [said.reference] : []),
    `${said.button}:\n${link}`,
    said.why,
    `-- \n${organization}\n`,
  ].join("\n\n");
  const html = renderToString(
    <html lang={t.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{said.subject}</title>
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
                          {said.lead}
                        </p>
                        {said.reference && (
                          <p class="ink" style={style.question}>
                            {said.reference}
                          </p>
                        )}
                        <table role="presentation" cellPadding="0" cellSpacing="0" style={style.button}>
                          <tbody>
                            <tr>
                              <td class="fill" style={style.fill}>
                                <a class="on-fill" href={link} style={style.onFill}>
                                  {said.button}
                                </a>
                              </td>
                            </tr>
                          </tbody>
                        </table>
                        <p class="quiet" style={style.small}>
                          {said.why}
                        </p>
                      </td>
                    </tr>
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>,
  );
  return { subject: said.subject, text, html: `<!doctype html>\n${html}` };
}

function sayNotice({ name, content }: Notice, t: Catalogue): Said {
  const { organization } = content;
  switch (name) {
    case "intakeReceived":
      return {
        subject: t.talk.mail.subject(organization),
        lead: t.talk.mail.lead(organization),
        reference: content.reference,
        button: t.talk.mail.open,
        why: t.talk.mail.why(organization),
      };
    case "dataLink":
      return {
        subject: t.privacy.mail.subject(organization),
        lead: t.privacy.mail.lead(organization),
        button: t.privacy.mail.open,
        why: t.privacy.mail.why(t.format.day(content.expiresAt)),
      };
  }
}
