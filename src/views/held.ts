import type { ResponseRow } from "../domain/surveys/response-store.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Card } from "./card.js";
import { sayScore } from "./say-score.js";

/** The answers that wait for somebody to look at them, each with why and a way to let it count. */
export function heldCard(
  { responses, total }: { responses: (ResponseRow & { answeredAt: Date })[]; total: number },
  zone: string,
  t: Catalogue,
): Card {
  if (total === 0) {
    return { kind: "card", title: t.pulse.held, elements: [{ type: "text", text: t.pulse.heldNone }] };
  }
  const more = total - responses.length;
  return {
    kind: "card",
    title: t.pulse.heldTitle(total),
    elements: [
      { type: "text", text: t.pulse.heldIntro, muted: true },
      {
        type: "list",
        items: responses.map((response) => ({
          text: heldText(response, zone, t),
          action: {
            label: t.pulse.release,
            command: "responseRelease",
            input: { responseId: response.id },
          },
        })),
      },
      ...(more > 0 ? [{ type: "text" as const, text: t.pulse.heldMore(more), muted: true }] : []),
    ],
  };
}

function heldText(response: ResponseRow & { answeredAt: Date }, zone: string, t: Catalogue): string {
  const { customer, contact, survey, instrument, score, heldFor, anonymous, answeredAt } = response;
  const who = [customer, contact].filter(Boolean).join(", ") || t.chat.nobody;
  const answer = anonymous
    ? t.pulse.heldAnonymous(survey)
    : t.pulse.heldAnswer(who, sayScore(instrument, score, t), survey);
  const when = anonymous ? t.format.day(answeredAt) : t.format.moment(answeredAt, zone);
  return t.pulse.heldWhy(answer, heldFor ? t.pulse.heldFor[heldFor] : t.pulse.held, when);
}
