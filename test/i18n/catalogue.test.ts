import { expect, test } from "vitest";
import { parseText } from "../../src/bots/parse.js";
import { commands } from "../../src/domain/commands.js";
import { catalogue, preferredLocale } from "../../src/i18n/catalogue.js";
import { en } from "../../src/i18n/en.js";
import { es } from "../../src/i18n/es.js";

type Leaf = { key: string; value: string | ((...args: never[]) => string) };

function leaves(tree: object, prefix = ""): Leaf[] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const key = prefix ? `${prefix}.${name}` : name;
    return typeof value === "object" ? leaves(value, key) : [{ key, value }];
  });
}

const english = leaves(en);
const spanish = leaves(es);
const inSpanish = new Map(spanish.map(({ key, value }) => [key, value]));
const both = [["en", english] as const, ["es", spanish] as const];

/** What a sentence can be given: every parameter is a string, a number or a date, or a bag of strings. */
const given: Record<string, unknown[]> = {
  "format.day": [new Date(0)],
  "format.moment": [new Date(0), "UTC"],
  "format.list": [["a", "b"]],
  "chat.lowScoreTitle": ["Acme", 3, "nps"],
};
const words = {
  name: "Acme",
  near: "Acme",
  word: "nedd",
  role: "manager",
  usage: "help",
  theme: "x",
  number: "3",
  max: "9",
  length: "10",
};
const imports = {
  found: "2",
  expected: "3",
  column: "name",
  value: "x",
  first: "4",
  min: "0",
  missing: "name",
  line: "7",
  instrument: "nps",
};

function render({ key, value }: Leaf, count = 2): string {
  if (typeof value === "string") return value;
  const bag = /^(error|upload\.(reasons|faults))\./.test(key);
  const args = bag
    ? [{ ...words, ...imports }]
    : (given[key] ?? Array.from({ length: value.length }, () => count));
  return (value as (...args: unknown[]) => string)(...args);
}

test("both languages say the same things, in the same order, with the same parameters", () => {
  const shape = (list: Leaf[]) => list.map(({ key, value }) => [key, typeof value]);
  expect(shape(spanish)).toEqual(shape(english));
  // A sentence that needs fewer parameters than its counterpart forgets to say something.
  const forgetful = english.filter(({ key, value }) => {
    const other = inSpanish.get(key);
    return typeof value === "function" && typeof other === "function" && other.length !== value.length;
  });
  expect(forgetful.map(({ key }) => key)).toEqual([]);
});

test.each(both)("every sentence in %s renders whole", (_locale, list) => {
  for (const leaf of list) {
    for (const count of [0, 1, 2, 1_234_567]) {
      const text = render(leaf, count);
      expect(text, leaf.key).toMatch(/\S/);
      expect(text, leaf.key).not.toMatch(/undefined|\[object|NaN|null/);
    }
  }
});

test.each(["en", "es"] as const)(
  "a refusal in %s is a sentence even where nothing more is known",
  (locale) => {
    for (const [code, say] of Object.entries(catalogue(locale).error)) {
      expect(say({}), code).not.toMatch(/undefined|null/);
    }
  },
);

// The same in both languages: names, and words that Spanish writes like English.
const sameInBoth = new Set([
  "chat.no",
  "transport.slack",
  "transport.teams",
  "workspace.message",
  "survey.errorTitle",
  "upload.columns.kind",
  "cli.checkDatabase",
  "cli.checkRedis",
  "cli.checkSlack",
  "cli.checkTeams",
]);

test("no sentence was left in English", () => {
  const left = english.filter((leaf) => {
    const other = inSpanish.get(leaf.key);
    const text = render(leaf);
    return other !== undefined && /[a-z]{2}/i.test(text) && render({ key: leaf.key, value: other }) === text;
  });
  const unexpected = left
    .map(({ key }) => key)
    .filter((key) => !sameInBoth.has(key) && !key.startsWith("format."));
  expect(unexpected).toEqual([]);
});

test.each(both)("what is one sentence in %s ends like one", (_locale, list) => {
  const sentences = list.filter(({ key }) => /^(error|failure)\.|^upload\.(reasons|faults)\./.test(key));
  const open = sentences.filter(
    (leaf) => !/[.?!»”]$/.test(render(leaf)) && leaf.key !== "error.invalid_input",
  );
  expect(open.map(({ key }) => key)).toEqual([]);
  const doubled = list.filter((leaf) => /\s{2,}| [.,;:!?](?!\S)|\.\.(?!\.)|^\s|\s$/.test(render(leaf)));
  expect(doubled.map(({ key }) => key)).toEqual([]);
});

test("each language uses its own quotation marks, and true minus and ellipsis", () => {
  const wrong = (list: Leaf[], foreign: RegExp) =>
    list.filter((leaf) => foreign.test(render(leaf))).map(({ key }) => key);
  expect(wrong(english, /["«»]|\.\.\.|``|''/)).toEqual([]);
  expect(wrong(spanish, /["“”]|\.\.\.|``|''/)).toEqual([]);
  for (const [, list] of both) {
    for (const leaf of list) {
      const text = render(leaf);
      expect([...text.matchAll(/[“«]/g)].length, leaf.key).toBe([...text.matchAll(/[”»]/g)].length);
    }
  }
});

test("a question or an exclamation in Spanish is opened too", () => {
  const unopened = spanish.filter((leaf) => {
    const text = render(leaf);
    return (
      [...text.matchAll(/\?/g)].length !== [...text.matchAll(/¿/g)].length ||
      [...text.matchAll(/!/g)].length !== [...text.matchAll(/¡/g)].length
    );
  });
  expect(unopened.map(({ key }) => key)).toEqual([]);
});

test("people are addressed as usted, never as tú", () => {
  const familiar =
    /\b(tú|tu|tus|ti|contigo|puedes|tienes|quieres|eres|haz|escribe|elige|pulsa|prueba con)\b/i;
  expect(
    spanish
      .filter((leaf) => !leaf.key.startsWith("cli.") && familiar.test(render(leaf)))
      .map(({ key }) => key),
  ).toEqual([]);
});

test.each(["en", "es"] as const)(
  "every command that a sentence in %s tells to type is understood",
  (locale) => {
    const t = catalogue(locale);
    for (const name of Object.keys(commands) as (keyof typeof commands)[]) {
      const [usage = ""] = t.usage[name].split(" · ");
      expect(() => parseText(usage), `usage.${name}`).not.toThrow();
    }
    const roots =
      locale === "en"
        ? /^(customer|need|team|pulse|digest|deliveries|help)\b/
        : /^(cliente|necesidad|equipo|pulso|resumen|envíos|ayuda)(\s|$)/;
    const quoted = leaves(t).flatMap((leaf) =>
      [...render(leaf).matchAll(/[“«](?:@Enfoque |\/)?([^”»]+)[”»]/g)].map(([, text = ""]) => ({
        key: leaf.key,
        text,
      })),
    );
    const typed = quoted.filter(({ text }) => roots.test(text));
    expect(typed.length).toBeGreaterThan(15);
    for (const { key, text } of typed) expect(() => parseText(text), `${key}: ${text}`).not.toThrow();
  },
);

test.each(["en", "es"] as const)("every example in the help in %s is understood", (locale) => {
  const { help } = catalogue(locale);
  for (const [line] of [...help.everybody, ...help.managers]) {
    const root = line.split(" ")[0] === "/enfoque" ? "" : line.split(" ")[0];
    for (const example of line.split(" · ")) {
      const text = example.startsWith("/") ? example : `${root} ${example}`;
      expect(() => parseText(text), text).not.toThrow();
    }
  }
});

test.each([
  ["es-ES,es;q=0.9,en;q=0.8", "es"],
  ["fr-FR, en-GB;q=0.8", "en"],
  ["de", undefined],
  [undefined, undefined],
] as const)("of the languages “%s” a reader is spoken to in %s", (header, expected) => {
  expect(preferredLocale(header)).toBe(expected);
});
