import type { Locale } from "../domain/customers/store.js";
import type { MailFoot, MailMessage } from "../domain/deliveries/send.js";
import { definitionOf, type Instrument } from "../domain/satisfaction/instruments.js";
import { type Catalogue, catalogue } from "../i18n/catalogue.js";
import { style } from "./invitation-style.js";
import { Button, letterHtml, type RenderedMail } from "./letter.js";

type Invitation = Extract<MailMessage, { name: "invitation" | "reminder" }>["content"];

/** The invitation to a survey: who asks, the question with each answer as a link that only preselects, until when. */
export function invitationMail(
  { name, content }: Extract<MailMessage, { name: "invitation" | "reminder" }>,
  locale: Locale,
  link: string,
  foot?: MailFoot | undefined,
): RenderedMail {
  const t = catalogue(locale);
  const isReminder = name === "reminder";
  const lead = isReminder ? t.mail.remind(content.organization) : t.mail.lead(content.organization);
  const part = { content, lead, t, link, foot };
  const subject = isReminder ? t.mail.reminderSubject(content.subject) : t.mail.subject(content.subject);
  const { organization, contact } = content;
  const letter = { t, subject, organization, contact, lead, foot: foot && <Foot foot={foot} t={t} /> };
  return { subject, text: textPart(part), html: letterHtml({ ...letter, children: <Asking {...part} /> }) };
}

function textPart({ content, lead, t, link, foot }: Part): string {
  const { organization, instrument, subject, mode, contact, expiresAt } = content;
  const { min, max } = definitionOf[instrument].scale;
  const labels = t.survey.labels[instrument];
  return [
    t.mail.greeting(contact),
    lead,
    `${t.survey.question[instrument](subject)}\n(${min}: ${labels[min]} – ${max}: ${labels[max]})`,
    `${t.mail.open}:\n${link}`,
    [
      t.mail.why(organization),
      mode === "anonymous" && t.mail.anonymous,
      t.mail.until(t.format.day(expiresAt)),
    ]
      .filter(Boolean)
      .join(" "),
    ...(foot
      ? [
          `${t.mail.privacy}:\n${inLanguage(foot.privacyLink, t)}`,
          `${t.mail.unsubscribe}:\n${inLanguage(foot.unsubscribeLink, t)}`,
        ]
      : []),
    `-- \n${organization}\n`,
  ].join("\n\n");
}

/** A page opens in the language of the mail that leads to it. */
function inLanguage(link: string, t: Catalogue): string {
  return `${link}?lang=${t.locale}`;
}

type Part = { content: Invitation; lead: string; t: Catalogue; link: string; foot: MailFoot | undefined };

function Asking({ content, t, link }: Part) {
  const { organization, instrument, subject, mode, expiresAt } = content;
  return (
    <>
      <h1 class="ink" style={style.question}>
        {t.survey.question[instrument](subject)}
      </h1>
      <Answers t={t} instrument={instrument} link={link} />
      <p class="quiet" style={style.small}>
        {t.mail.choose}
      </p>
      <Button href={link} text={t.mail.open} />
      <p class="quiet" style={style.small}>
        {t.mail.why(organization)} {mode === "anonymous" && `${t.mail.anonymous} `}
        {t.mail.until(t.format.day(expiresAt))}
      </p>
    </>
  );
}

function Foot({ foot, t }: { foot: MailFoot; t: Catalogue }) {
  return (
    <tr>
      <td style={style.foot}>
        <a class="quiet" href={inLanguage(foot.privacyLink, t)} style={style.footLink}>
          {t.mail.privacy}
        </a>
        <br />
        <a class="quiet" href={inLanguage(foot.unsubscribeLink, t)} style={style.footLink}>
          {t.mail.unsubscribe}
        </a>
      </td>
    </tr>
  );
}

function Answers({ t, instrument, link }: { t: Catalogue; instrument: Instrument; link: string }) {
  const { min, max } = definitionOf[instrument].scale;
  const labels = t.survey.labels[instrument];
  const scores = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  if (scores.every((score) => labels[score])) {
    return (
      <table role="presentation" width="100%" cellPadding="0" cellSpacing="0" style={style.separate}>
        <tbody>
          {scores.map((score) => (
            <>
              <tr>
                <td class="answer" style={style.words}>
                  <a class="accent" href={`${link}?s=${score}`} style={style.wordsLink}>
                    {labels[score]}
                  </a>
                </td>
              </tr>
              <tr>
                <td height="6" style={style.gap} />
              </tr>
            </>
          ))}
        </tbody>
      </table>
    );
  }
  const half = Math.ceil(scores.length / 2);
  return (
    <>
      <p class="quiet" style={style.anchors}>
        <span style={style.whole}>
          {min} = {labels[min]}
        </span>
        {"\u2003"}
        <span style={style.whole}>
          {max} = {labels[max]}
        </span>
      </p>
      {/* Two tables that stand side by side where there is room and below each other where there is none. */}
      {[scores.slice(0, half), scores.slice(half)].map((row) => (
        <Row scores={row} labels={labels} link={link} />
      ))}
      <div style={style.clear} />
    </>
  );
}

// An attribute of old, which Outlook needs and the types of today no longer know.
const sideBySide = { align: "left" };

function Row({ scores, labels, link }: { scores: number[]; labels: Record<number, string>; link: string }) {
  return (
    <table role="presentation" {...sideBySide} cellPadding="0" cellSpacing="0" style={style.separate}>
      <tbody>
        <tr>
          {scores.map((score) => (
            <>
              <td class="answer" width="38" height="44" align="center" style={style.number}>
                <a
                  class="accent"
                  href={`${link}?s=${score}`}
                  style={style.numberLink}
                  {...(labels[score] ? { "aria-label": `${score}, ${labels[score]}` } : {})}
                >
                  {score}
                </a>
              </td>
              <td width="4" style={style.gap} />
            </>
          ))}
        </tr>
        <tr>
          <td height="6" style={style.gap} />
        </tr>
      </tbody>
    </table>
  );
}
