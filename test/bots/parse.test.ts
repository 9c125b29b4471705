import { describe, expect, test } from "vitest";
import type { Command } from "../../src/bots/command.js";
import { registry } from "../../src/bots/commands/registry.js";
import { nearest, plain } from "../../src/bots/commands/words.js";
import { parseText, rootWords } from "../../src/bots/parse.js";
import type { CommandName } from "../../src/domain/commands.js";

const typed = (Object.entries(registry) as unknown as [CommandName, Command<CommandName>][]).filter(
  ([, { word }]) => word,
);
const ways = typed.flatMap(([name, { word = [], subword = [""] }]) =>
  word.flatMap((first) => subword.map((second) => [`${first} ${second}`.trim(), name] as const)),
);

test("every command but those of buttons has an English and a Spanish word", () => {
  const untyped = Object.keys(registry).filter((name) => !typed.some(([one]) => one === name));
  expect(untyped).toEqual([
    ...["needFromResponse", "needFromReply", "needFromIntake", "needAnswer", "needAsk"],
    ...["responseRelease", "answerScore", "answerComment", "intakeShow", "intakeClose"],
  ]);
  for (const [name, { word, subword }] of typed) {
    expect(word?.length, name).toSatisfy((words: number) => words > 0 && words % 2 === 0);
    expect(subword?.length, name).toBeGreaterThan(0);
  }
});

test("no two commands are typed in the same way", () => {
  const texts = ways.map(([text]) => plain(text));
  expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
});

test.each(ways)("“%s” is understood as %s", (text, name) => {
  expect(parseText(text).name).toBe(name);
  for (const variant of [
    `/enfoque ${text}`,
    `/${text}`,
    `  ${text.toUpperCase()}  `,
    text.normalize("NFD"),
    plain(text),
  ]) {
    expect(parseText(variant).name, variant).toBe(name);
  }
});

test.each(["", "  ", "/enfoque", "/enfoque  ", "/ENFOQUE", "/", "help", "ayuda", "/ayuda"])(
  "“%s” asks for help",
  (text) => {
    expect(parseText(text)).toEqual({ name: "help", draft: {} });
  },
);

describe("what is typed after the words becomes the input", () => {
  test.each<[string, CommandName, object]>([
    ["need Acme: wants SSO: soon", "needAdd", { customer: "Acme", words: "wants SSO: soon" }],
    [
      "necesidad Acme S.A.:quiere SSO\ny pronto",
      "needAdd",
      { customer: "Acme S.A.", words: "quiere SSO\ny pronto" },
    ],
    ["need add Acme: wants SSO", "needAdd", { customer: "Acme", words: "wants SSO" }],
    ["need Lister & Sons: wants SSO", "needAdd", { customer: "Lister & Sons", words: "wants SSO" }],
    ["need Acme", "needAdd", { customer: "Acme", words: undefined }],
    ["need show N-12", "needShow", { number: "12" }],
    ["necesidad ver n12", "needShow", { number: "12" }],
    ["need list 2", "needList", { page: "2" }],
    ["customer Acme", "customerList", { search: "Acme" }],
    [
      "customer add Acme Foods, ann@acme.example",
      "customerAdd",
      { name: "Acme Foods", email: "ann@acme.example" },
    ],
    ["cliente añadir Acme ann@acme.example", "customerAdd", { name: "Acme", email: "ann@acme.example" }],
    ["customer show Acme Foods", "customerShow", { name: "Acme Foods" }],
    [
      "team set Product: access, speed; billing",
      "teamSet",
      { name: "Product", themes: ["access", "speed", "billing"] },
    ],
    ["equipo poner Producto", "teamSet", { name: "Producto" }],
    ["role Ann Lee manager", "role", { name: "Ann Lee", role: "manager" }],
    ["rol Ana RESPONSABLE", "role", { name: "Ana", role: "manager" }],
    ["role Ann king", "role", { name: "Ann", role: undefined }],
    ["idioma Español", "language", { locale: "es" }],
    ["language klingon", "language", { locale: undefined }],
    ["language es-MX", "language", { locale: "es-419" }],
    ["language Latin American Spanish", "language", { locale: "es-419" }],
    ["pulse launch Spring NPS", "pulseLaunch", { name: "Spring NPS" }],
    ["pulso enviar NPS de primavera", "pulseSendNow", { name: "NPS de primavera" }],
    ["pulse report NPS 2026", "pulseReport", { name: "NPS 2026" }],
    ["pulse report NPS 2026 wave 3", "pulseReport", { name: "NPS 2026", wave: "3" }],
    ["pulso informe NPS, oleada 12", "pulseReport", { name: "NPS", wave: "12" }],
    ["pulso método NPS", "pulseMethod", { name: "NPS" }],
    ["pulso publico NPS", "pulseAudience", { name: "NPS" }],
    ["customer tag Acme Foods: pilot, beta", "customerTag", { name: "Acme Foods", tags: "pilot, beta" }],
    ["customer tag Acme", "customerTag", { name: "Acme" }],
    ["cliente etiquetar Acme:", "customerTag", { name: "Acme", tags: "" }],
    [
      "customer chat ann@acme.example Ann Lee",
      "customerChat",
      { email: "ann@acme.example", member: "Ann Lee" },
    ],
    ["customer chat ann@acme.example -", "customerChat", { email: "ann@acme.example", member: "-" }],
    [
      "interaction Acme: call, renewal: next week",
      "interactionAdd",
      { customer: "Acme", kind: "call", note: "renewal: next week" },
    ],
    ["interacción Acme: Reunión", "interactionAdd", { customer: "Acme", kind: "meeting", note: "" }],
    [
      "interaction Acme: coffee, renewal",
      "interactionAdd",
      { customer: "Acme", kind: undefined, note: "coffee, renewal" },
    ],
    ["interaction Acme", "interactionAdd", { customer: "Acme", kind: undefined, note: "" }],
    [
      "digest on monday 9:00 Europe/Madrid",
      "digestOn",
      { weekday: "1", time: "9:00", zone: "Europe/Madrid" },
    ],
    ["resumen cada miércoles 09:00", "digestOn", { weekday: "3", time: "09:00", zone: undefined }],
    ["digest every someday", "digestOn", { weekday: undefined, time: undefined, zone: undefined }],
  ])("%s", (text, name, draft) => {
    expect(parseText(text)).toEqual({ name, draft });
  });
});

describe("a word that is not known", () => {
  test.each([
    ["nedd list", "need list"],
    ["necesidda lista", "necesidad lista"],
    ["custmer list", "customer list"],
    ["hlep", "help"],
    ["envios reenvair", "envios reenviar"],
    ["pulse lanch NPS", "pulse launch"],
    ["pulso lanzr NPS", "pulso lanzar"],
    ["digest nwo", "digest now"],
    ["team lsit", "team list"],
    ["need shwo 1", "need show"],
  ])("“%s” is answered with the nearest, “%s”", (text, near) => {
    expect(() => parseText(text)).toThrow(
      expect.objectContaining({ code: "unknown_command", params: expect.objectContaining({ near }) }),
    );
  });

  test.each(["xyzzy", "pulse xyzzy", "constructor", "__proto__", "toString", "?"])(
    "“%s” is near to nothing",
    (text) => {
      expect(() => parseText(text)).toThrow(
        expect.objectContaining({
          code: "unknown_command",
          params: expect.not.objectContaining({ near: expect.anything() }),
        }),
      );
    },
  );

  test("is clipped where it is repeated", () => {
    expect(() => parseText("x".repeat(5000))).toThrow(
      expect.objectContaining({ params: { word: "x".repeat(60) } }),
    );
    // Never in the middle of a character.
    expect(() => parseText(`${"x".repeat(59)}💥💥`)).toThrow(
      expect.objectContaining({ params: { word: "x".repeat(59) } }),
    );
  });
});

test("of several near words the nearest is named, and accents make no distance", () => {
  expect(nearest("envios", ["envíos", "equipo"])).toBe("envíos");
  expect(nearest("pulsa", ["pulse", "pulso"])).toMatch(/^puls[eo]$/);
  expect(nearest("zz", ["need"])).toBeUndefined();
  expect(rootWords).toContain("necesidad");
});
