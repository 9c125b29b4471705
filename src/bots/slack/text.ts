import type { types } from "@slack/bolt";

/** Fits texts into Slack's limits, and knows afterwards whether anything was cut. */
export type Fit = {
  clipped: boolean;
  text(text: string, max: number): string;
  /** A text object that Slack shows as it is: no mentions, links, emphasis or emoji are made of it. */
  plain(text: string, max: number): types.PlainTextElement;
  /** The same in one line, for titles and labels. */
  line(text: string, max: number): types.PlainTextElement;
};

/** Starts with nothing cut. */
export function createFit(): Fit {
  const fit: Fit = {
    clipped: false,
    text(text, max) {
      const whole = readable(text);
      if (whole.length > max) fit.clipped = true;
      return clip(whole, max);
    },
    plain: (text, max) => ({ type: "plain_text", text: fit.text(text, max), emoji: false }),
    line: (text, max) => fit.plain(oneLine(text), max),
  };
  return fit;
}

/** A text without lone halves of characters, which cannot be sent; "–" where nothing would be seen. */
export function readable(text: string): string {
  return text.trim() === "" ? "–" : text.replace(/\p{Surrogate}/gu, "\uFFFD");
}

/** A text cut to `max` UTF-16 units, its end replaced by an ellipsis. */
export function clip(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, boundary(text, max - 1)).trimEnd()}…`;
}

/** A text in pieces of at most `max` UTF-16 units, parted at white space where there is some. */
export function split(text: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const space = Math.max(rest.lastIndexOf("\n", max), rest.lastIndexOf(" ", max));
    const end = space > max / 2 ? space : boundary(rest, max);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...pieces, rest].filter((piece) => piece.trim() !== "");
}

/** A text in one line. */
export function oneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]\s*/g, " ");
}

/**
 * A text for the one place where Slack reads markup, a message's own `text`: its control characters escaped, and
 * mass mentions parted by an invisible joiner.
 */
export function escapeMarkup(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/@(?=channel|here|everyone|group)/gi, "@\u2060");
}

/** What a person typed, from Slack's escaped form. */
export function unescapeMarkup(text: string): string {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

/** `index`, or the one before where a character made of two units would be cut in half. */
function boundary(text: string, index: number): number {
  const unit = text.charCodeAt(index - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? index - 1 : index;
}
