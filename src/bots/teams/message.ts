import type { Activity } from "botbuilder";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Card } from "../../views/card.js";
import type { Form } from "../../views/form.js";
import { renderForm } from "./form.js";
import { limits } from "./limits.js";
import { type AdaptiveCard, renderCard } from "./render.js";
import { clip } from "./text.js";

const cardType = "application/vnd.microsoft.card.adaptive";

/** A card or form as an Adaptive Card. */
function render(reply: Card | Form, t: Catalogue): AdaptiveCard {
  return reply.kind === "card" ? renderCard(reply, t) : renderForm(reply, t);
}

/** A message that shows a card or form; `summary` is what notifications show of it. */
export function cardMessage(reply: Card | Form, t: Catalogue): Partial<Activity> {
  const summary = clip(reply.title, limits.summary, t.platform.clipped);
  return { type: "message", summary, attachments: [{ contentType: cardType, content: render(reply, t) }] };
}

/** The answer to a button that puts a card in the place of the one it stood on. */
export function cardAnswer(reply: Card | Form, t: Catalogue) {
  return { statusCode: 200, type: cardType, value: render(reply, t) };
}

/** The answer to a button that shows a few words to the person who pressed it. */
export function textAnswer(text: string) {
  return { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: text };
}
