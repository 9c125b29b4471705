import type { CardMessage } from "../domain/deliveries/send.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Card } from "./card.js";
import { customerRepliedCard } from "./customer-replied.js";
import { digestCard } from "./digest.js";
import { intakeCard } from "./intake.js";
import { lowScoreCard } from "./low-score.js";
import { mailAlertCard } from "./mail-alert.js";
import { needAnnouncedCard, needRecordedCard } from "./need.js";
import { questionCard } from "./question.js";
import { questionAskedCard } from "./question-asked.js";

/** The card of every message; a message without one does not compile. */
export function cardFor(message: CardMessage, t: Catalogue): Card {
  switch (message.name) {
    case "needAnnounced":
      return needAnnouncedCard(message.content, t);
    case "needRecorded":
      return needRecordedCard(message.content, t);
    case "questionAsked":
      return questionAskedCard(message.content, t);
    case "lowScore":
      return lowScoreCard(message.content, t);
    case "question":
      return questionCard(message.content, t);
    case "intakeArrived":
      return intakeCard(message.content, t);
    case "digest":
      return digestCard(message.content, t);
    case "customerReplied":
      return customerRepliedCard(message.content, t);
    case "mailAlert":
      return mailAlertCard(message.content, t);
  }
}
