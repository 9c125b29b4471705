import type { Catalogue } from "../../i18n/catalogue.js";
import type { Action, Card, Element } from "../../views/card.js";
import { linesOf } from "../../views/card-text.js";
import { limits, sizeOf } from "./limits.js";
import { asTyped, clip } from "./text.js";

export type Json = Record<string, unknown>;
export type AdaptiveCard = Json & { type: "AdaptiveCard" };

/** One thing in a card, its texts cut to `max`. */
type Piece = (max: number) => Json;

/** A card as an Adaptive Card that Teams shows whole; what is too much is left out visibly. */
export function renderCard(card: Card, t: Catalogue): AdaptiveCard {
  const notice = t.platform.clipped;
  const title = { ...textBlock(clip(card.title, limits.title, notice)), weight: "bolder", size: "medium" };
  const fallbackText = clip(plainText(card), limits.title, notice);
  const shell = { ...adaptiveCard([{ ...title, style: "heading" }]), fallbackText };
  const buttons = thatFit(
    (card.actions ?? []).map((action) => () => button(action, notice)),
    limits.card / 3,
  );
  // Teams hides what does not fit into one row behind a menu; several rows show everything.
  const rows = chunks(buttons.nodes, limits.buttonsInRow);
  const sets = rows.length > 1 ? rows.map((actions) => ({ type: "ActionSet", actions })) : [];
  const actions = rows.length === 1 ? { actions: buttons.nodes } : {};
  const end = textBlock(notice, { isSubtle: true });
  const room = limits.card - sizeOf(shell) - sizeOf(rows) - 40 * rows.length - sizeOf(end) - 20;
  const body = thatFit(
    card.elements.flatMap((element) => pieces(element, notice)),
    room,
  );
  const whole = body.whole && buttons.whole;
  return {
    ...shell,
    body: [...shell.body, ...body.nodes, ...(whole ? [] : [end]), ...sets],
    ...actions,
  };
}

/** The empty frame of a card. */
export function adaptiveCard(body: Json[]) {
  return {
    type: "AdaptiveCard" as const,
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: limits.schemaVersion,
    body,
  };
}

/** A paragraph that shows `text` as it was typed. */
export function textBlock(text: string, style: Json = {}): Json {
  return { type: "TextBlock", text: asTyped(text), wrap: true, ...style };
}

/** A button that comes back as an invoke, or as a message from clients that know no Action.Execute. */
export function execute(title: string, verb: string, data: Json, style?: string): Json {
  const common = { title, data, ...(style ? { style } : {}) };
  return { type: "Action.Execute", verb, ...common, fallback: { type: "Action.Submit", ...common } };
}

/** What a card says, as plain lines. */
export function plainText(card: Card): string {
  return [card.title, ...card.elements.flatMap(linesOf)].join("\n");
}

function pieces(element: Element, notice: string): Piece[] {
  switch (element.type) {
    case "heading":
      return [(max) => textBlock(clip(element.text, max, notice), { weight: "Bolder", spacing: "Medium" })];
    case "text":
      return [(max) => textBlock(clip(element.text, max, notice), element.muted ? { isSubtle: true } : {})];
    case "quote":
      return [
        (max) => ({
          type: "Container",
          style: "emphasis",
          items: [textBlock(clip(element.text, max, notice))],
        }),
      ];
    case "facts":
      return chunks(element.facts, limits.factsInSet).map((facts) => (max) => factSet(facts, max, notice));
    case "list":
      return element.items.map((item) => (max) => row(item, max, notice));
    case "link":
      return [(max) => link(element, max, notice)];
  }
}

function factSet(facts: { label: string; value: string }[], max: number, notice: string): Json {
  const said = (text: string) => asTyped(clip(text, max, notice));
  return {
    type: "FactSet",
    facts: facts.map(({ label, value }) => ({ title: said(label), value: said(value) })),
  };
}

function row({ text, action }: { text: string; action?: Action }, max: number, notice: string): Json {
  const words = { type: "Column", width: "stretch", items: [textBlock(clip(text, max, notice))] };
  if (!action) return { type: "ColumnSet", columns: [words] };
  const items = [{ type: "ActionSet", actions: [button(action, notice)] }];
  return { type: "ColumnSet", columns: [words, { type: "Column", width: "auto", items }] };
}

function link({ label, url }: { label: string; url: string }, max: number, notice: string): Json {
  const scheme = URL.canParse(url) ? new URL(url).protocol : "";
  if (scheme !== "https:" && scheme !== "http:") return textBlock(clip(`${label}: ${url}`, max, notice));
  const title = clip(label, limits.button, notice);
  return { type: "ActionSet", actions: [{ type: "Action.OpenUrl", title, url }] };
}

function button({ label, command, input, emphasis }: Action, notice: string): Json {
  const style = emphasis && { primary: "positive", danger: "destructive" }[emphasis];
  return execute(clip(label, limits.button, notice), command, { command, input }, style);
}

const lengths = [limits.text, 2000, 500, 100];

/** As many pieces, in order, as fit into `room`; long texts are shortened before anything is left out. */
function thatFit(all: Piece[], room: number): { nodes: Json[]; whole: boolean } {
  const nodes: Json[] = [];
  let left = room;
  for (const piece of all) {
    const max = lengths.find((length) => sizeOf(piece(length)) < left);
    const node = max && piece(max);
    if (!node) return { nodes, whole: false };
    nodes.push(node);
    left -= sizeOf(node) + 1;
  }
  return { nodes, whole: true };
}

function chunks<T>(items: T[], size: number): T[][] {
  const starts = Array.from({ length: Math.ceil(items.length / size) }, (_, index) => index * size);
  return starts.map((start) => items.slice(start, start + size));
}
