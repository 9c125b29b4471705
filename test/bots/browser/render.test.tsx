import { render } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { initials } from "../../../src/bots/browser/avatar.js";
import { completions } from "../../../src/bots/browser/completions.js";
import { FormView } from "../../../src/bots/browser/form.js";
import { CardView } from "../../../src/bots/browser/render.js";
import { catalogue } from "../../../src/i18n/catalogue.js";
import type { Card } from "../../../src/views/card.js";
import type { Form } from "../../../src/views/form.js";

const evil = `</p><script>alert("1")</script>' " & <img src=x onerror=alert(1)>`;
const pressing = { path: "/workspace/direct", token: evil, newId: () => "act" };
const tagsOf = (html: string) => [...html.matchAll(/<(\w+)/g)].map(([, tag]) => tag);

describe("a card", () => {
  test("shows every text as text, whatever it contains", () => {
    const card: Card = {
      kind: "card",
      title: evil,
      elements: [
        { type: "text", text: evil },
        { type: "text", text: evil, muted: true },
        { type: "quote", text: evil },
        { type: "facts", facts: [{ label: evil, value: evil }] },
        { type: "list", items: [{ text: evil, action: { label: evil, command: "needList", input: {} } }] },
        { type: "link", label: evil, url: `https://example.com/"onclick="alert(1)` },
      ],
      actions: [{ label: evil, command: "needAsk", input: { announcementId: evil }, emphasis: "danger" }],
    };
    const html = render(<CardView card={card} pressing={pressing} />);
    expect(tagsOf(html)).not.toContain("script");
    expect(tagsOf(html)).not.toContain("img");
    expect(html).toContain('href="https://example.com/%22onclick=%22alert(1)"');
    expect(html).toContain("&lt;script>alert(&quot;1&quot;)&lt;/script>");
  });

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " java\nscript:alert(1)",
    "data:text/html,x",
    "/workspace/be",
    "vbscript:x",
    "",
  ])("does not link to %j", (url) => {
    const card: Card = { kind: "card", title: "t", elements: [{ type: "link", label: "Report", url }] };
    const html = render(<CardView card={card} pressing={pressing} />);
    expect(html).not.toContain("href");
    expect(html).toContain("Report");
  });

  test("links web addresses in its texts without the full stop after them", () => {
    const text = "See https://example.com/a?b=1&c=2, javascript:alert(1) or http://x.example.";
    const html = render(
      <CardView
        card={{ kind: "card", title: "t", elements: [{ type: "text", text }] }}
        pressing={pressing}
      />,
    );
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      "https://example.com/a?b=1&amp;c=2",
      "http://x.example/",
    ]);
  });

  test("sends with each button what it carries, as an act of its own", () => {
    let acts = 0;
    const html = render(
      <CardView
        card={{
          kind: "card",
          title: "t",
          elements: [
            {
              type: "list",
              items: [{ text: "N-1", action: { label: "Show", command: "needShow", input: { number: 1 } } }],
            },
          ],
          actions: [{ label: "All", command: "needList", input: { page: 2 }, emphasis: "primary" }],
        }}
        pressing={{ ...pressing, newId: () => `act-${++acts}` }}
      />,
    );
    expect(html).toContain('aria-label="Show: N-1"');
    expect(html).toContain('name="input" value="{&quot;page&quot;:2}"');
    expect(html).toContain('class="primary"');
    expect([...html.matchAll(/name="act" value="([^"]*)"/g)].map(([, act]) => act)).toEqual([
      "act-1",
      "act-2",
    ]);
  });
});

describe("a form", () => {
  const form: Form = {
    kind: "form",
    title: evil,
    error: "Not quite.",
    command: "needAdd",
    known: { announcementId: "7" },
    submit: "Record",
    fields: [
      {
        type: "text",
        name: "customer",
        label: "Customer",
        value: evil,
        hint: "As listed",
        error: "No such customer.",
      },
      { type: "multiline", name: "words", label: "Words", value: "two\nlines </textarea>" },
      {
        type: "select",
        name: "kind",
        label: "Kind",
        options: [
          { value: "a", label: "A" },
          { value: "b", label: "B" },
        ],
        value: "b",
      },
      { type: "select", name: "when", label: "Horizon", options: [{ value: "a", label: "A" }] },
      {
        type: "multiselect",
        name: "themes",
        label: "Themes",
        optional: true,
        error: "Too many.",
        options: [
          { value: "x", label: "X" },
          { value: "y", label: "Y" },
        ],
        value: ["y"],
      },
      { type: "datetime", name: "sendAt", label: "When", optional: true, value: "2026-08-04T09:30" },
    ],
  };
  const html = render(<FormView form={form} pressing={pressing} t={catalogue("en")} />);

  test("keeps the values and shows each problem next to its field", () => {
    expect(tagsOf(html)).not.toContain("script");
    expect(html).toContain("two\nlines &lt;/textarea>");
    expect(html).toMatch(/<option[^>]*selected[^>]*value="b"|<option[^>]*value="b"[^>]*selected/);
    expect(html).toMatch(/<input[^>]*value="y"[^>]*checked/);
    expect(html).not.toMatch(/<input[^>]*value="x"[^>]*checked/);
    expect(html).toContain('type="datetime-local"');
    expect(html).toContain('value="2026-08-04T09:30"');
    expect(html).toContain(
      'aria-describedby="field-customer-hint field-customer-problem" aria-invalid="true"',
    );
    expect(html).toContain(
      '<small id="field-customer-problem" class="problem" role="alert">No such customer.</small>',
    );
    expect(html).toContain('<small id="field-themes-problem" class="problem" role="alert">Too many.</small>');
    expect(html).toContain('<p class="problem" role="alert">Not quite.</p>');
  });

  test("begins at the first problem, and asks to choose where nothing is chosen", () => {
    expect(html.match(/autofocus/g)).toHaveLength(1);
    expect(html).toMatch(/<input[^>]*id="field-customer"[^>]*autofocus/);
    expect(html).toMatch(/<select[^>]*id="field-when"[^>]*><option value>/);
    expect(html).not.toMatch(/<select[^>]*id="field-kind"[^>]*><option value>/);
  });

  test("can be left", () => {
    expect(html).toContain('<a class="cancel" href="/workspace/direct">Cancel</a>');
  });
});

test("initials are whole characters, also of one word, emoji and other scripts", () => {
  const named = [
    "Ana María de los Santos",
    "Zoë",
    "👩🏽‍🚀 Lee",
    "نور الهدى",
    "(Ops) team",
    "e\u0301va Ruiz",
    "  ",
  ];
  expect(named.map(initials)).toEqual(["AS", "Z", "👩🏽‍🚀L", "نا", "OT", "E\u0301R", ""]);
});

test("completions are in the person's language, with a slash where plain text is a post", () => {
  const words = (list: { words: string }[]) => list.map((one) => one.words);
  expect(words(completions(catalogue("es"), "/"))).toEqual(
    expect.arrayContaining(["/ayuda", "/necesidad", "/resumen cada", "/cliente subir"]),
  );
  expect(words(completions(catalogue("en"), ""))).toEqual(
    expect.arrayContaining(["help", "need", "digest on", "customer upload"]),
  );
  expect(completions(catalogue("en"), "/")).toContainEqual({
    words: "/need",
    usage: "/need CUSTOMER: WHAT THEY NEED",
  });
});
