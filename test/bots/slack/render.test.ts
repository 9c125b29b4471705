import type { types } from "@slack/bolt";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cardView } from "../../../src/bots/slack/modal.js";
import { renderCard } from "../../../src/bots/slack/render.js";
import { unescapeMarkup } from "../../../src/bots/slack/text.js";
import type { Action, Card, Element } from "../../../src/views/card.js";
import { blockProblems, viewProblems } from "../../support/fake-slack.js";
import { card, en, es } from "./harness.js";

const responseId = "8d8ac610-566d-4ef0-9c22-186b2a5ed793";
const record: Action = {
  label: "Record as a need",
  command: "needFromResponse",
  input: { responseId, kind: "need" },
  emphasis: "primary",
};

/** Every text that a person sees in these blocks, as Slack shows it: literally. */
function shown(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(shown);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === "text" && typeof one === "string" ? [one] : shown(one),
  );
}

/** What Slack would refuse, rich text included, which has no documented limits. */
function problems(blocks: types.KnownBlock[]): string[] {
  const rich = blocks.filter((block) => block.type === "rich_text");
  const wrong = shown(rich).filter((text) => text === "" || text.length > 3000);
  return [
    ...blockProblems(blocks, "message"),
    ...wrong.map((text) => `rich text of ${text.length} characters`),
  ];
}

describe("a card as a Slack message", () => {
  it("has a header, the elements in their order, then the buttons", () => {
    const { text, blocks } = renderCard(
      card("N-12 · SSO", {
        elements: [
          { type: "text", text: "Asked for by two customers" },
          { type: "text", text: "since May", muted: true },
          { type: "quote", text: "We cannot renew without it" },
          {
            type: "facts",
            facts: [
              { label: "Customer", value: "Acme" },
              { label: "Kind", value: "" },
            ],
          },
          {
            type: "list",
            items: [
              { text: "Platform: understood" },
              { text: "Sales: waiting" },
              { text: "N-3", action: record },
            ],
          },
          { type: "link", label: "Upload", url: "https://enfoque.example.com/u/1" },
        ],
        actions: [record],
      }),
      en,
    );
    const literal = (text: string) => ({ type: "plain_text", text, emoji: false });
    const button = (action_id: string) => ({
      type: "button",
      action_id,
      text: literal("Record as a need"),
      value: JSON.stringify({ command: "needFromResponse", input: { responseId, kind: "need" } }),
      style: "primary",
    });
    const rich = (element: unknown) => ({ type: "rich_text", elements: [element] });
    const item = (text: string) => ({ type: "rich_text_section", elements: [{ type: "text", text }] });
    expect(blocks).toEqual([
      { type: "header", text: literal("N-12 · SSO") },
      { type: "section", text: literal("Asked for by two customers") },
      { type: "context", elements: [literal("since May")] },
      rich({ type: "rich_text_quote", elements: [{ type: "text", text: "We cannot renew without it" }] }),
      rich({
        type: "rich_text_section",
        elements: [
          { type: "text", text: "Customer", style: { bold: true } },
          { type: "text", text: ": " },
          { type: "text", text: "Acme" },
          { type: "text", text: "\n" },
          { type: "text", text: "Kind", style: { bold: true } },
          { type: "text", text: ": " },
          { type: "text", text: "–" },
        ],
      }),
      rich({
        type: "rich_text_list",
        style: "bullet",
        elements: [item("Platform: understood"), item("Sales: waiting")],
      }),
      { type: "section", text: literal("N-3"), accessory: button("do:1") },
      rich({
        type: "rich_text_section",
        elements: [{ type: "link", url: "https://enfoque.example.com/u/1", text: "Upload" }],
      }),
      { type: "actions", elements: [button("do:2")] },
    ]);
    expect(text).toBe(
      "N-12 · SSO\nAsked for by two customers\nsince May\nWe cannot renew without it\nCustomer: Acme\nKind: \n" +
        "• Platform: understood\n• Sales: waiting\n• N-3\nUpload: https://enfoque.example.com/u/1",
    );
  });

  it("shows what people typed as they typed it", () => {
    const typed =
      "<script> & *bold* _it_ ~s~ `code` <!channel> <@U1> <https://x.test|y> @here :smile: \u202eRTL\u202c &amp;";
    const elements: Element[] = [
      { type: "text", text: typed },
      { type: "text", text: typed, muted: true },
      { type: "quote", text: typed },
      { type: "facts", facts: [{ label: typed, value: typed }] },
      { type: "list", items: [{ text: typed }, { text: typed, action: record }] },
    ];
    const { text, blocks } = renderCard(card(typed, { elements }), en);
    expect(shown(blocks).filter((one) => one === typed)).toHaveLength(8);
    expect(JSON.stringify(blocks)).not.toContain("mrkdwn");
    expect(JSON.stringify(blocks)).not.toContain('"emoji":true');
    expect(text).not.toMatch(/[<>]|@(channel|here|everyone)/);
  });

  it("makes no link of an address that is none of the web's", () => {
    const { blocks } = renderCard(
      card("Links", { elements: [{ type: "link", label: "Open", url: "javascript:alert(1)" }] }),
      en,
    );
    expect(JSON.stringify(blocks)).not.toContain('"link"');
    expect(shown(blocks)).toContain("Open: javascript:alert(1)");
  });

  it("splits a long text and loses nothing of it", () => {
    const words = Array.from({ length: 2000 }, (_, index) => `word${index}`).join(" ");
    const { blocks } = renderCard(
      card("Long", {
        elements: [
          { type: "text", text: words },
          { type: "quote", text: words },
        ],
      }),
      en,
    );
    expect(shown(blocks).slice(1).join("")).toBe(words + words);
    expect(problems(blocks)).toEqual([]);
  });

  it("repeats a title in full that is too long for a header", () => {
    const title = "x".repeat(200);
    const { blocks } = renderCard(card(title), en);
    expect(shown(blocks)).toEqual([`${"x".repeat(149)}…`, title]);
  });

  it("says in the person's language that something was left out, and keeps the buttons", () => {
    const items = Array.from({ length: 60 }, (_, index) => ({ text: `N-${index}`, action: record }));
    const { blocks } = renderCard(
      card("Many", { elements: [{ type: "list", items }], actions: [record] }),
      es,
    );
    expect(blocks).toHaveLength(50);
    expect(blocks.at(-2)?.type).toBe("actions");
    expect(shown(blocks).at(-1)).toBe(es.platform.clipped);
    expect(problems(blocks)).toEqual([]);
  });

  it("leaves out a button whose input is too long to travel, and says so", () => {
    const action: Action = { label: "Again", command: "needAdd", input: { words: "x".repeat(2000) } };
    const { blocks } = renderCard(card("Long", { actions: [action] }), en);
    expect(blocks.map(({ type }) => type)).toEqual(["header", "context"]);
  });
});

describe("any card", () => {
  // Every code point, and halves of characters that cannot be sent.
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.string({ unit: fc.constantFrom("\ud800", "\udc00", "<", "&", " ", "\n", "😀"), maxLength: 50 }),
    fc
      .tuple(fc.string({ unit: "grapheme", minLength: 1, maxLength: 9 }), fc.nat(9000))
      .map(([s, n]) => s.repeat(1 + n / s.length)),
  );
  const action = fc.record({
    label: text,
    command: fc.constant("needAdd"),
    input: fc.record({ words: text }),
  }) as fc.Arbitrary<Action>;
  const element: fc.Arbitrary<Element> = fc.oneof(
    fc.record({ type: fc.constant("text" as const), text, muted: fc.boolean() }),
    fc.record({ type: fc.constant("quote" as const), text }),
    fc.record({
      type: fc.constant("facts" as const),
      facts: fc.array(fc.record({ label: text, value: text })),
    }),
    fc.record({
      type: fc.constant("list" as const),
      items: fc.array(fc.oneof(fc.record({ text }), fc.record({ text, action })), { maxLength: 60 }),
    }),
    fc.record({ type: fc.constant("link" as const), label: text, url: fc.oneof(fc.webUrl(), text) }),
  );
  const anyCard: fc.Arbitrary<Card> = fc.record({
    kind: fc.constant("card" as const),
    title: text,
    elements: fc.array(element, { maxLength: 30 }),
    actions: fc.array(action, { maxLength: 130 }),
  });

  it("stays within Slack's limits, as a message and in a modal", () => {
    fc.assert(
      fc.property(anyCard, (given) => {
        const message = renderCard(given, en);
        expect(problems(message.blocks)).toEqual([]);
        expect(message.text.trim()).not.toBe("");
        expect(message.text.length).toBeLessThan(40_000);
        // The client writes it into a form, which takes whole characters only.
        expect(() => encodeURIComponent(message.text)).not.toThrow();
        const view = cardView(given, en);
        if (view.blocks.length > 0) expect(viewProblems(view)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("keeps every text as it was typed, and lets no markup through in the notification", () => {
    const typed = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 300 })
      .filter((one) => one.trim() !== "");
    fc.assert(
      fc.property(typed, (one) => {
        const { text, blocks } = renderCard(card("Need", { elements: [{ type: "text", text: one }] }), en);
        expect(shown(blocks)).toEqual(["Need", one]);
        expect(text).not.toMatch(/[<>]/);
        expect(unescapeMarkup(text).replaceAll("@\u2060", "@")).toContain(one);
      }),
    );
  });
});
