import type { types } from "@slack/bolt";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Action, Card, Element } from "../../views/card.js";
import { linesOf } from "../../views/card-text.js";
import { limits } from "./limits.js";
import { clip, createFit, escapeMarkup, type Fit, oneLine, readable, split } from "./text.js";

type Block = types.KnownBlock;
type Pen = { fit: Fit; button(action: Action): types.Button | undefined };
type Item = Extract<Element, { type: "list" }>["items"][number];

/** A card as a message: its blocks, and the text for notifications and screen readers. */
export function renderCard(card: Card, t: Catalogue): { text: string; blocks: Block[] } {
  const lines = [card.title, ...card.elements.flatMap(linesOf)].filter((line) => line.trim() !== "");
  const text = escapeMarkup(clip(readable(lines.join("\n")), limits.messageText));
  return { text, blocks: cardBlocks(card, t, limits.messageBlocks) };
}

/** A card's blocks, `max` at most; what does not fit is left out and said so. */
export function cardBlocks(card: Card, t: Catalogue, max: number): Block[] {
  const fit = createFit();
  const pen: Pen = { fit, button: buttonMaker(fit) };
  const head = headBlocks(card.title);
  const body = card.elements.flatMap((element) => elementBlocks(element, pen));
  const buttons = (card.actions ?? []).map(pen.button).filter((button) => button !== undefined);
  const rows = chunks(buttons, limits.actionElements);
  const foot = rows.slice(0, limits.actionRows).map((elements): Block => ({ type: "actions", elements }));
  const shown = [...head, ...body].slice(0, max - foot.length - 1);
  fit.clipped ||= shown.length < head.length + body.length || foot.length < rows.length;
  return [...shown, ...foot, ...(fit.clipped ? [mutedBlock(fit, t.platform.clipped)] : [])];
}

/** A title as a header; a long one is repeated below it in full. */
export function headBlocks(title: string): Block[] {
  if (title.trim() === "") return [];
  const fit = createFit();
  const header: Block = { type: "header", text: fit.line(title, limits.header) };
  return fit.clipped ? [header, ...textBlocks(title)] : [header];
}

/** A text as sections, as many as it takes. */
export function textBlocks(text: string): Block[] {
  const fit = createFit();
  return split(text, limits.sectionText).map((piece) => ({
    type: "section",
    text: fit.plain(piece, limits.sectionText),
  }));
}

/** The blocks of one element. */
function elementBlocks(element: Element, pen: Pen): Block[] {
  switch (element.type) {
    case "heading":
      return split(element.text, limits.richText).map((piece) =>
        richText({
          type: "rich_text_section",
          elements: [{ ...literal(pen.fit, piece), style: { bold: true } }],
        }),
      );
    case "text":
      if (!element.muted) return textBlocks(element.text);
      return split(element.text, limits.contextText).map((piece) => mutedBlock(pen.fit, piece));
    case "quote":
      return split(element.text, limits.richText).map((piece) =>
        richText({ type: "rich_text_quote", elements: [literal(pen.fit, piece)] }),
      );
    case "facts":
      return factBlocks(element.facts, pen.fit);
    case "list":
      return listBlocks(element.items, pen);
    case "link":
      return [richText({ type: "rich_text_section", elements: [link(element, pen.fit)] })];
  }
}

function mutedBlock(fit: Fit, text: string): Block {
  return { type: "context", elements: [fit.plain(text, limits.contextText)] };
}

function factBlocks(facts: { label: string; value: string }[], fit: Fit): Block[] {
  if (facts.length === 0) return [];
  const elements = facts.flatMap(({ label, value }, index): types.RichTextElement[] => [
    ...(index > 0 ? [{ type: "text" as const, text: "\n" }] : []),
    { ...literal(fit, oneLine(label)), style: { bold: true } },
    { type: "text", text: ": " },
    literal(fit, value),
  ]);
  return [richText({ type: "rich_text_section", elements })];
}

/** An item with a button is a section of its own; those between two of them share one bulleted list. */
function listBlocks(items: Item[], { fit, button }: Pen): Block[] {
  const blocks: Block[] = [];
  let bullets: types.RichTextSection[] = [];
  const close = () => {
    if (bullets.length > 0)
      blocks.push(richText({ type: "rich_text_list", style: "bullet", elements: bullets }));
    bullets = [];
  };
  for (const { text, action } of items) {
    const accessory = action && button(action);
    if (accessory) {
      close();
      blocks.push({ type: "section", text: fit.plain(text, limits.sectionText), accessory });
    } else bullets.push({ type: "rich_text_section", elements: [literal(fit, text)] });
  }
  close();
  return blocks;
}

/** Makes buttons whose ids are unique in one message; none where its input is too long to travel. */
function buttonMaker(fit: Fit): Pen["button"] {
  let made = 0;
  return ({ label, command, input, emphasis }) => {
    const value = JSON.stringify({ command, input });
    if (value.length > limits.buttonValue) {
      fit.clipped = true;
      return undefined;
    }
    made += 1;
    const text = fit.line(label, limits.buttonText);
    return { type: "button", action_id: `do:${made}`, text, value, ...(emphasis ? { style: emphasis } : {}) };
  };
}

function link({ label, url }: { label: string; url: string }, fit: Fit): types.RichTextElement {
  if (!/^https?:\/\//i.test(url) || url.length > limits.url) return literal(fit, `${label}: ${url}`);
  return { type: "link", url, text: fit.text(oneLine(label), limits.richText) };
}

function literal(fit: Fit, text: string): types.RichTextText {
  return { type: "text", text: fit.text(text, limits.richText) };
}

function richText(element: types.RichTextBlock["elements"][number]): Block {
  return { type: "rich_text", elements: [element] };
}

function chunks<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
