import type { Element } from "./card.js";

/** An element as lines of plain text, for where a platform shows nothing else. */
export function linesOf(element: Element): string[] {
  switch (element.type) {
    case "heading":
    case "text":
    case "quote":
      return [element.text];
    case "facts":
      return element.facts.map(({ label, value }) => `${label}: ${value}`);
    case "list":
      return element.items.map(({ text }) => `• ${text}`);
    case "link":
      return [`${element.label}: ${element.url}`];
  }
}
