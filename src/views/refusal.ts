import type { DomainError } from "../domain/errors.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Card } from "./card.js";
import { noteCard } from "./note.js";

/** What a person is told when something they asked for was refused. */
export function refusalCard(error: DomainError, t: Catalogue): Card {
  return noteCard(t.chat.refused, t.error[error.code](error.params));
}
