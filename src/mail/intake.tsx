import type { Locale } from "../domain/customers/store.js";
import type { MailMessage } from "../domain/deliveries/send.js";
import { type Catalogue, catalogue } from "../i18n/catalogue.js";
import { style } from "./invitation-style.js";
import { Button, letterHtml, type RenderedMail } from "./letter.js";

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
  const children = (
    <>
      {said.reference && (
        <p class="ink" style={style.question}>
          {said.reference}
        </p>
      )}
      <Button href={link} text={said.button} />
      <p class="quiet" style={style.small}>
        {said.why}
      </p>
    </>
  );
  const { subject, lead } = said;
  return { subject, text, html: letterHtml({ t, subject, organization, contact, lead, children }) };
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
