import type { Card } from "./card.js";

/** A short word back: what happened. */
export function noteCard(title: string, text: string): Card {
  return { kind: "card", title, elements: [{ type: "text", text }] };
}
