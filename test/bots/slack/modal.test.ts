import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTexts, readValues } from "../../../src/bots/slack/fields.js";
import { cardView, errorsInPlace, formView, readMetadata } from "../../../src/bots/slack/modal.js";
import type { Field, Form } from "../../../src/views/form.js";
import { viewProblems } from "../../support/fake-slack.js";
import { card, en, needForm } from "./harness.js";

const place = { externalId: "C1", name: "support" };
const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `Option ${index}` }));
const elements = (form: Form) =>
  formView(form, en).blocks.flatMap((block) =>
    block.type === "input" && "element" in block ? [block.element] : [],
  );

describe("a form as a Slack modal", () => {
  it("has a field for each, with what is known already", () => {
    const fields: Field[] = [
      {
        type: "text",
        name: "name",
        label: "Name",
        value: "Acme",
        maxLength: 100,
        hint: "As on the contract",
      },
      { type: "multiline", name: "words", label: "Words", optional: true, maxLength: 4000 },
      { type: "select", name: "kind", label: "Kind", options: options(2), value: "v1" },
      {
        type: "multiselect",
        name: "themes",
        label: "Themes",
        options: options(3),
        value: ["v0", "v2"],
        optional: true,
      },
      { type: "datetime", name: "sendAt", label: "When", value: "2026-03-01T09:00:00.000Z" },
    ];
    const view = formView(needForm({ fields }), en, place);
    expect(viewProblems(view)).toEqual([]);
    expect(view.title.text).toBe("Record a need");
    expect(view.submit?.text).toBe("Record");
    const literal = (text: string) => ({ type: "plain_text", text, emoji: false });
    const option = (index: number) => ({ text: literal(`Option ${index}`), value: `v${index}` });
    expect(view.blocks).toMatchObject([
      {
        type: "input",
        block_id: "name",
        label: literal("Name"),
        hint: literal("As on the contract"),
        optional: false,
        element: { type: "plain_text_input", multiline: false, max_length: 100, initial_value: "Acme" },
      },
      { block_id: "words", optional: true, element: { multiline: true, max_length: 3000 } },
      { block_id: "kind", element: { type: "static_select", initial_option: option(1) } },
      {
        block_id: "themes",
        element: { type: "multi_static_select", initial_options: [option(0), option(2)] },
      },
      { block_id: "sendAt", element: { type: "datetimepicker", initial_date_time: 1772355600 } },
    ]);
    expect(readMetadata(view.private_metadata ?? "")).toEqual({
      command: "needAdd",
      known: { source: "call" },
      place,
    });
  });

  it("shows what is wrong: with the whole on top, with a field before it", () => {
    const fields: Field[] = [
      { type: "text", name: "name", label: "Name" },
      { type: "text", name: "email", label: "E-mail", error: "This is not right yet." },
    ];
    const view = formView(needForm({ fields, error: "Nothing was recorded.", intro: "Please fill in." }), en);
    const texts = view.blocks.map((block) =>
      "text" in block ? (block.text as { text: string }).text : block.block_id,
    );
    expect(texts).toEqual([
      "⚠️ Nothing was recorded.",
      "Please fill in.",
      "name",
      "⚠️ This is not right yet.",
      "email",
    ]);
  });

  it("puts a long title above the fields, in full", () => {
    const title = "Record what a customer needs from us";
    const view = formView(needForm({ title }), en);
    expect(view.title.text).toBe("Record what a customer…");
    expect(view.blocks[0]).toMatchObject({ type: "header", text: { text: title } });
  });

  it("keeps the chosen option when there are more than Slack shows, and says that some are missing", () => {
    const field: Field = {
      type: "select",
      name: "kind",
      label: "Kind",
      options: options(150),
      value: "v149",
    };
    const [select] = elements(needForm({ fields: [field] }));
    expect(select).toMatchObject({ initial_option: { value: "v149" } });
    expect((select as { options: unknown[] }).options).toHaveLength(100);
    expect(JSON.stringify(formView(needForm({ fields: [field] }), en))).toContain(en.platform.clipped);
  });

  it("leaves out a choice of nothing, which Slack could not show", () => {
    const field: Field = {
      type: "multiselect",
      name: "themes",
      label: "Themes",
      options: [],
      optional: true,
    };
    expect(elements(needForm({ fields: [field] }))).toEqual([]);
  });

  it("takes no moment without an offset for one of this machine's zone", () => {
    const field: Field = { type: "datetime", name: "sendAt", label: "When", value: "2026-03-01T09:00" };
    expect(elements(needForm({ fields: [field] }))[0]).not.toHaveProperty("initial_date_time");
  });

  it("refuses to be made with more known input than can travel", () => {
    expect(() => formView(needForm({ known: { words: "x".repeat(3000) } }), en)).toThrow(RangeError);
  });

  it("any form stays within Slack's limits", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 100 }),
      fc.nat(5000).map((n) => "é".repeat(n)),
    );
    const option = fc.record({ value: fc.string({ maxLength: 200 }), label: text });
    const common = { label: text, hint: text, error: text, optional: fc.boolean() };
    const field = fc.oneof(
      fc.record({
        ...common,
        type: fc.constantFrom("text", "multiline"),
        value: text,
        maxLength: fc.integer({ min: 1, max: 9000 }),
      }),
      fc.record({
        ...common,
        type: fc.constant("select"),
        options: fc.array(option, { maxLength: 9 }),
        value: text,
      }),
      fc.record({
        ...common,
        type: fc.constant("multiselect"),
        options: fc.array(option, { maxLength: 9 }),
        value: fc.array(text, { maxLength: 3 }),
      }),
      fc.record({ ...common, type: fc.constant("datetime"), value: text }),
    );
    const form = fc
      .record({
        title: text,
        intro: text,
        error: text,
        submit: text,
        fields: fc.array(field, { maxLength: 6 }),
      })
      .map(({ fields, ...rest }) =>
        needForm({ ...rest, fields: fields.map((one, index) => ({ ...one, name: `f${index}` })) as Field[] }),
      );
    fc.assert(
      fc.property(form, (given) => {
        const view = formView(given, en, place);
        if (view.blocks.length > 0) expect(viewProblems(view)).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});

describe("what comes back from a modal", () => {
  const values = {
    name: { value: { type: "plain_text_input", value: "Acme" } },
    words: { value: { type: "plain_text_input", value: null } },
    kind: { value: { type: "static_select", selected_option: { value: "need" } } },
    none: { value: { type: "static_select", selected_option: null } },
    themes: { value: { type: "multi_static_select", selected_options: [] } },
    sendAt: { value: { type: "datetimepicker", selected_date_time: 1772355600 } },
    foreign: { other: { type: "plain_text_input", value: "not ours" } },
  };

  it("is the input by field, what was left empty left out", () => {
    expect(readValues(values)).toEqual({
      name: "Acme",
      kind: "need",
      themes: [],
      sendAt: "2026-03-01T09:00:00.000Z",
    });
    expect(readTexts(values)).toEqual(["Acme"]);
  });

  it("is refused where what travelled with it is not ours", () => {
    for (const text of ["", "null", "[]", "not json", '{"known":"x"}'])
      expect(readMetadata(text)).toBeUndefined();
  });

  it("shows errors in place only where every one belongs to a field on the screen", () => {
    const wrong = (name: string): Field => ({ type: "text", name, label: name, error: "wrong" });
    const form = needForm({ fields: [wrong("a"), { type: "text", name: "b", label: "b" }] });
    expect(errorsInPlace(form, ["a", "b"])).toEqual({ a: "wrong" });
    expect(errorsInPlace(form, ["b"])).toBeUndefined();
    expect(errorsInPlace({ ...form, error: "all wrong" }, ["a", "b"])).toBeUndefined();
    expect(errorsInPlace(needForm(), ["customer"])).toBeUndefined();
  });

  it("a card in a modal can only be closed, and its buttons know the channel", () => {
    const view = cardView(card("Recorded as N-12"), en, place);
    expect(viewProblems(view)).toEqual([]);
    expect(view.submit).toBeUndefined();
    expect(readMetadata(view.private_metadata ?? "")).toEqual({ known: {}, place });
  });
});
