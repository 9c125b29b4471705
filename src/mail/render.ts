import type { Locale } from "../domain/customers/store.js";
import type { MailFoot, MailMessage } from "../domain/deliveries/send.js";
import { noticeMail } from "./intake.js";
import { invitationMail } from "./invitation.js";
import type { RenderedMail } from "./letter.js";

/** The mail of every message that goes out by mail; a message without one does not compile. */
export function mailFor(
  message: MailMessage,
  locale: Locale,
  surveyLink: string,
  foot?: MailFoot | undefined,
): RenderedMail {
  switch (message.name) {
    case "invitation":
    case "reminder":
      return invitationMail(message, locale, surveyLink, foot);
    case "intakeReceived":
    case "dataLink":
      return noticeMail(message, locale);
  }
}
