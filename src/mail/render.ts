import type { Locale } from "../domain/customers/store.js";
import type { MailMessage } from "../domain/deliveries/send.js";
import { noticeMail } from "./intake.js";
import { invitationMail, type RenderedMail } from "./invitation.js";

/** The mail of every message that goes out by mail; a message without one does not compile. */
export function mailFor(message: MailMessage, locale: Locale, surveyLink: string): RenderedMail {
  switch (message.name) {
    case "invitation":
    case "reminder":
      return invitationMail(message, locale, surveyLink);
    case "intakeReceived":
    case "dataLink":
      return noticeMail(message, locale);
  }
}
