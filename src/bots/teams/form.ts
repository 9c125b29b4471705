import { z } from "zod";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Field, Form, Option } from "../../views/form.js";
import { limits, sizeOf } from "./limits.js";
import { type AdaptiveCard, adaptiveCard, execute, type Json, textBlock } from "./render.js";
import { clip } from "./text.js";

type Size = { options: number; label: number; value: number };

/** From whole to small: options and labels are shortened before what a person has typed. */
const sizes: Size[] = [
  { options: limits.options, label: limits.title, value: Number.POSITIVE_INFINITY },
  { options: 100, label: 100, value: Number.POSITIVE_INFINITY },
  { options: 20, label: 40, value: Number.POSITIVE_INFINITY },
  { options: 20, label: 40, value: 500 },
];
const smallest: Size = { options: 0, label: 20, value: 0 };

/** A form as an Adaptive Card with inputs; what is wrong stands below its field, in words. */
export function renderForm(form: Form, t: Catalogue): AdaptiveCard {
  for (const size of sizes) {
    const card = formCard(form, t, size);
    if (sizeOf(card) <= limits.card) return card;
  }
  return formCard(form, t, smallest);
}

function formCard(form: Form, t: Catalogue, size: Size): AdaptiveCard {
  const notice = t.platform.clipped;
  const title = { weight: "bolder", size: "medium", style: "heading" };
  const types = Object.fromEntries(form.fields.filter(isCoded).map(({ name, type }) => [name, type]));
  const data = { command: form.command, known: form.known, form: true, types };
  const body = [
    textBlock(clip(form.title, limits.title, notice), title),
    ...(form.intro ? [textBlock(clip(form.intro, 4 * size.label, notice))] : []),
    ...(form.error ? [problem(form.error)] : []),
    ...form.fields.flatMap((field) => fieldNodes(field, t, size)),
  ];
  const submit = execute(clip(form.submit, limits.button, notice), "submit", data, "positive");
  return { ...adaptiveCard(body), fallbackText: clip(form.title, limits.title, notice), actions: [submit] };
}

function fieldNodes(field: Field, t: Catalogue, size: Size): Json[] {
  const said = (text: string) => clip(text, size.label, t.platform.clipped);
  const hint = field.hint ? [textBlock(said(field.hint), { isSubtle: true, spacing: "none" })] : [];
  const error = field.error ? [problem(said(field.error))] : [];
  const input = {
    id: field.name,
    label: said(field.label),
    ...(field.optional ? {} : { isRequired: true, errorMessage: t.field.missing }),
  };
  return [...inputNodes(field, input, t, size), ...hint, ...error];
}

function inputNodes(field: Field, input: Json, t: Catalogue, size: Size): Json[] {
  switch (field.type) {
    case "text":
    case "multiline": {
      const multiline = field.type === "multiline" ? { isMultiline: true } : {};
      const max = field.maxLength === undefined ? {} : { maxLength: field.maxLength };
      const value = field.value && clip(field.value, size.value, t.platform.clipped);
      return [{ type: "Input.Text", ...input, ...multiline, ...max, ...(value ? { value } : {}) }];
    }
    case "select":
    case "multiselect": {
      const chosen = [field.value ?? []].flat();
      const value = chosen.length > 0 ? { value: chosen.map(encode).join(",") } : {};
      const many = field.type === "multiselect" ? { isMultiSelect: true } : {};
      const choices = choicesOf(field.options, chosen, t, size);
      return [{ type: "Input.ChoiceSet", ...input, style: "compact", ...many, choices, ...value }];
    }
    case "datetime": {
      const [, date, time] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?/.exec(field.value ?? "") ?? [];
      const clock = { id: `${field.name}_time`, label: t.platform.timeOf(String(input.label)) };
      return [
        { type: "Input.Date", ...input, id: `${field.name}_date`, ...(date ? { value: date } : {}) },
        { type: "Input.Time", ...clock, ...(time ? { value: time } : {}) },
      ];
    }
  }
}

/** The options that fit, those already chosen always among them. */
function choicesOf(options: Option[], chosen: string[], t: Catalogue, size: Size): Json[] {
  const shown = options.filter(({ value }, index) => index < size.options || chosen.includes(value));
  return shown.map(({ label, value }) => ({
    title: clip(label, size.label, t.platform.clipped),
    value: encode(value),
  }));
}

/** A problem in words and with a sign, so that it does not depend on colour. */
function problem(text: string): Json {
  return textBlock(`⚠ ${text}`, { color: "attention", spacing: "small" });
}

/** Teams joins what was chosen with commas, so a value may not contain one. */
function encode(value: string): string {
  return value.replace(/[%,]/g, encodeURIComponent);
}

function decode(value: string): string {
  return value.replace(/%2C|%25/g, decodeURIComponent);
}

/** Fields whose value comes back in another shape than the command takes. */
function isCoded({ type }: Field): boolean {
  return type === "select" || type === "multiselect" || type === "datetime";
}

const anything = z.record(z.string(), z.unknown()).catch({});
const submitted = z
  .looseObject({ command: z.string().catch(""), known: anything, types: anything })
  .transform(({ command, known, types, form: _, ...inputs }) => ({ command, known, types, inputs }));
const pressed = z.object({ command: z.string().catch(""), input: anything });

/** What came back from a button or a form of ours; untrusted, the command checks it. */
export function readAction(data: unknown): { kind: "press" | "submit"; command: string; input: Json } {
  const record = anything.parse(data);
  if (record.form !== true) return { kind: "press", ...pressed.parse(record) };
  const { command, known, types, inputs } = submitted.parse(record);
  const moments = Object.keys(types).filter((name) => types[name] === "datetime");
  const parts = moments.flatMap((name) => [`${name}_date`, `${name}_time`]);
  const plain = Object.entries(inputs).filter(([name]) => !parts.includes(name));
  const input = Object.fromEntries([
    ...Object.entries(known),
    ...plain.map(([name, value]) => [name, decoded(value, types[name])]),
    ...moments.map((name) => [name, joined(inputs[`${name}_date`], inputs[`${name}_time`])]),
  ]);
  return { kind: "submit", command, input };
}

function decoded(value: unknown, type: unknown): unknown {
  if (typeof value !== "string") return value;
  if (type === "multiselect") return value.split(",").filter(Boolean).map(decode);
  return type === "select" ? decode(value) : value;
}

/** A local date and time in ISO; a time without its date stays as it is, to be refused in words. */
function joined(date: unknown, time: unknown): string {
  return [date, time].filter((part) => typeof part === "string" && part !== "").join("T");
}
