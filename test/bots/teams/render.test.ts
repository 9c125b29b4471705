import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAction, renderForm } from "../../../src/bots/teams/form.js";
import { renderCard } from "../../../src/bots/teams/render.js";
import { catalogue } from "../../../src/i18n/catalogue.js";
import type { Action, Card, Element } from "../../../src/views/card.js";
import type { Field, Form } from "../../../src/views/form.js";
import { activityProblems, cardProblems } from "../../support/fake-teams.js";

const t = catalogue("en");
const understood: Action = {
  label: "Understood",
  command: "needAnswer",
  input: { announcementId: "a-1", answer: "understood" },
  emphasis: "primary",
};
const execute = {
  title: "Understood",
  data: { command: "needAnswer", input: { announcementId: "a-1", answer: "understood" } },
  style: "positive",
};
const button = {
  type: "Action.Execute",
  verb: "needAnswer",
  ...execute,
  fallback: { type: "Action.Submit", ...execute },
};
const block = (text: string, more = {}) => ({ type: "TextBlock", text, wrap: true, ...more });

describe("a card in Teams", () => {
  it("shows every element natively", () => {
    const card = renderCard(
      {
        kind: "card",
        title: "N-1 · Faster *quotes*",
        elements: [
          { type: "text", text: "Told by Acme" },
          { type: "text", text: "quiet", muted: true },
          { type: "quote", text: "We wait <b>weeks</b>" },
          { type: "facts", facts: [{ label: "Customer", value: "Acme_Corp" }] },
          { type: "list", items: [{ text: "Sales: no answer" }, { text: "R&D", action: understood }] },
          { type: "link", label: "Open", url: "https://enfoque.example/x?a=1&b=2" },
        ],
        actions: [understood],
      },
      t,
    );
    expect(cardProblems(card)).toEqual([]);
    expect(card).toEqual({
      type: "AdaptiveCard",
      $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
      version: "1.5",
      fallbackText: expect.stringContaining("N-1 · Faster *quotes*\nTold by Acme"),
      body: [
        block("N-1 · Faster \\*quotes\\*", { weight: "bolder", size: "medium", style: "heading" }),
        block("Told by Acme"),
        block("quiet", { isSubtle: true }),
        { type: "Container", style: "emphasis", items: [block("We wait \\<b>weeks\\</b>")] },
        { type: "FactSet", facts: [{ title: "Customer", value: "Acme\\_Corp" }] },
        {
          type: "ColumnSet",
          columns: [{ type: "Column", width: "stretch", items: [block("Sales: no answer")] }],
        },
        {
          type: "ColumnSet",
          columns: [
            { type: "Column", width: "stretch", items: [block("R&D")] },
            { type: "Column", width: "auto", items: [{ type: "ActionSet", actions: [button] }] },
          ],
        },
        {
          type: "ActionSet",
          actions: [{ type: "Action.OpenUrl", title: "Open", url: "https://enfoque.example/x?a=1&b=2" }],
        },
      ],
      actions: [button],
    });
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "not a url", ""])(
    "shows the address %j as text, not as a link",
    (url) => {
      const card = renderCard(
        { kind: "card", title: "x", elements: [{ type: "link", label: "Open", url }] },
        t,
      );
      expect(JSON.stringify(card)).not.toContain("OpenUrl");
    },
  );

  it("shows more buttons than go into a row in several rows, none behind a menu", () => {
    const card = renderCard(
      { kind: "card", title: "x", elements: [], actions: Array(11).fill(understood) },
      t,
    );
    expect(card).not.toHaveProperty("actions");
    const sets = (card.body as { type: string; actions?: object[] }[]).filter(
      ({ type }) => type === "ActionSet",
    );
    expect(sets.map(({ actions }) => actions?.length)).toEqual([6, 5]);
    const six = renderCard({ kind: "card", title: "x", elements: [], actions: Array(6).fill(understood) }, t);
    expect(six.actions).toHaveLength(6);
  });

  it("says so where it leaves something out", () => {
    const items = Array.from({ length: 2000 }, (_, index) => ({
      text: `customer ${index}`,
      action: understood,
    }));
    const card = renderCard({ kind: "card", title: "Customers", elements: [{ type: "list", items }] }, t);
    expect(whole(card)).toBeLessThanOrEqual(80 * 1024);
    expect((card.body as object[]).at(-1)).toEqual(block(t.platform.clipped, { isSubtle: true }));
    const long = renderCard(
      { kind: "card", title: "x", elements: [{ type: "quote", text: "😀".repeat(50_000) }] },
      t,
    );
    expect(JSON.stringify(long)).toContain(`😀 ${t.platform.clipped}`);
  });

  it("stays below 80 KB and schema 1.5 whatever it shows", () => {
    const words = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(2500, 100).map((n) => '*\\\n"\u0001'.repeat(n)),
    );
    const action = fc
      .record({ label: fc.string({ minLength: 1 }), search: words })
      .map(({ label, search }): Action => ({ label, command: "customerList", input: { search } }));
    const item = fc.oneof(fc.record({ text: words }), fc.record({ text: words, action }));
    const element: fc.Arbitrary<Element> = fc.oneof(
      fc.record({ type: fc.constant("text"), text: words, muted: fc.boolean() }),
      fc.record({ type: fc.constant("quote"), text: words }),
      fc.record({ type: fc.constant("facts"), facts: fc.array(fc.record({ label: words, value: words })) }),
      fc.record({ type: fc.constant("list"), items: fc.array(item) }),
      fc.record({
        type: fc.constant("link"),
        label: fc.string({ minLength: 1 }),
        url: fc.oneof(fc.webUrl(), words),
      }),
    );
    const card: fc.Arbitrary<Card> = fc.record({
      kind: fc.constant("card"),
      title: words,
      elements: fc.array(element, { maxLength: 60 }),
      actions: fc.array(action),
    });
    fc.assert(
      fc.property(card, (one) => {
        const rendered = renderCard(one, t);
        expect(cardProblems(rendered)).toEqual([]);
        expect(whole(rendered)).toBeLessThanOrEqual(80 * 1024);
      }),
      { numRuns: 50 },
    );
  });
});

describe("a form in Teams", () => {
  const fields: Field[] = [
    { type: "text", name: "name", label: "Name", hint: "Short", value: "a*b", maxLength: 100 },
    { type: "multiline", name: "words", label: "Words", error: "Please fill this in." },
    {
      type: "select",
      name: "kind",
      label: "Kind",
      options: [{ value: "need", label: "Need" }],
      value: "need",
    },
    {
      type: "multiselect",
      name: "themes",
      label: "Themes",
      optional: true,
      options: ["a", "b,c", "50%2C"].map((value) => ({ value, label: value })),
      value: ["a", "b,c"],
    },
    { type: "datetime", name: "sendAt", label: "When", optional: true, value: "2026-05-01T09:30" },
  ];
  const form: Form = {
    kind: "form",
    title: "New need",
    intro: "What did you hear?",
    error: "Nobody is on call",
    command: "needAdd",
    known: { customer: "Acme" },
    fields,
    submit: "Record",
  };

  it("asks with native inputs, and says below a field what is wrong with it", () => {
    const card = renderForm(form, t);
    const data = {
      command: "needAdd",
      known: { customer: "Acme" },
      form: true,
      types: { kind: "select", themes: "multiselect", sendAt: "datetime" },
    };
    const submit = { title: "Record", data, style: "positive" };
    const needed = { isRequired: true, errorMessage: t.field.missing };
    expect(cardProblems(card)).toEqual([]);
    expect(card.body).toEqual([
      block("New need", { weight: "bolder", size: "medium", style: "heading" }),
      block("What did you hear?"),
      block("⚠ Nobody is on call", { color: "attention", spacing: "small" }),
      { type: "Input.Text", id: "name", label: "Name", ...needed, maxLength: 100, value: "a*b" },
      block("Short", { isSubtle: true, spacing: "none" }),
      { type: "Input.Text", id: "words", label: "Words", ...needed, isMultiline: true },
      block("⚠ Please fill this in.", { color: "attention", spacing: "small" }),
      {
        ...{ type: "Input.ChoiceSet", id: "kind", label: "Kind", ...needed, style: "compact" },
        choices: [{ title: "Need", value: "need" }],
        value: "need",
      },
      {
        ...{ type: "Input.ChoiceSet", id: "themes", label: "Themes", style: "compact", isMultiSelect: true },
        choices: [
          { title: "a", value: "a" },
          { title: "b,c", value: "b%2Cc" },
          { title: "50%2C", value: "50%252C" },
        ],
        value: "a,b%2Cc",
      },
      { type: "Input.Date", id: "sendAt_date", label: "When", value: "2026-05-01" },
      { type: "Input.Time", id: "sendAt_time", label: "When: time", value: "09:30" },
    ]);
    expect(card.actions).toEqual([
      { type: "Action.Execute", verb: "submit", ...submit, fallback: { type: "Action.Submit", ...submit } },
    ]);
  });

  it("reads back what was filled in, in the shapes the command takes", () => {
    const data = (renderForm(form, t).actions as { data: object }[])[0]?.data;
    const filled = {
      name: "100%2C",
      words: "x",
      kind: "need",
      themes: "a,b%2Cc,50%252C",
      sendAt_date: "2026-05-02",
    };
    const expected = {
      customer: "Acme",
      name: "100%2C",
      words: "x",
      kind: "need",
      themes: ["a", "b,c", "50%2C"],
    };
    expect(readAction({ ...data, ...filled, sendAt_time: "08:15" })).toEqual({
      kind: "submit",
      command: "needAdd",
      input: { ...expected, sendAt: "2026-05-02T08:15" },
    });
    expect(readAction({ ...data, ...filled })).toMatchObject({ input: { sendAt: "2026-05-02" } });
    expect(readAction({ ...data, themes: "", sendAt_time: "08:15" })).toMatchObject({
      input: { themes: [], sendAt: "08:15" },
    });
  });

  it("takes any untrusted data for an unknown press or submit", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record({
            form: fc.constant(true),
            command: fc.anything(),
            known: fc.anything(),
            types: fc.anything(),
          }),
        ),
        (data) => {
          expect(typeof readAction(data).command).toBe("string");
        },
      ),
    );
  });

  it("stays below 80 KB with thousands of options, keeping what was chosen and typed", () => {
    const options = Array.from({ length: 5000 }, (_, index) => ({
      value: `v${index}`,
      label: `Customer ${index}`,
    }));
    const words = `"${"*".repeat(3998)}"`;
    const long: Field[] = [
      { type: "multiline", name: "words", label: "Words", value: words },
      { type: "select", name: "customer", label: "Customer", options, value: "v4999" },
    ];
    const card = renderForm({ ...form, fields: long }, t);
    expect(whole(card)).toBeLessThanOrEqual(80 * 1024);
    expect(JSON.stringify(card)).toContain(JSON.stringify(words));
    expect(JSON.stringify(card)).toContain('"v4999"');
  });
});

/** The bytes of a message with this card, in UTF-16. */
function whole(content: object): number {
  const attachments = [{ contentType: "application/vnd.microsoft.card.adaptive", content }];
  const activity = { type: "message", summary: "x".repeat(300), attachments };
  expect(activityProblems(activity)).toEqual([]);
  return JSON.stringify(activity).length * 2;
}
