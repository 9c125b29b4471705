import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asTyped, clip } from "../../../src/bots/teams/text.js";

/** What a markdown renderer makes of an escaped text: the escapes go, nothing else has a meaning. */
const shown = (markdown: string) =>
  markdown
    .split("\n\n")
    .map((line) => line.replace(/\\([\\`*_{}[\]~|<&#>+\-=:.)])/g, "$1"))
    .join("\n");
const indented = (line: string) => line.replace(/^\s+/, (indent) => "\u00a0".repeat(indent.length));
const typed = (text: string) =>
  text
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    .map((line) => (line.trim() === "" && text !== "" ? "\u00a0" : indented(line)))
    .join("\n");
const nasty = fc.string({
  unit: fc.constantFrom(
    ..."*_[](){}#-+=1.)>\\`~|<!&;:$ab\n\r\t \u00a0é😀".split(""),
    "&lt;",
    "{{",
    "\u202e",
    "1. ",
  ),
  maxLength: 60,
});

describe("text in an Adaptive Card", () => {
  it.each([
    ["a * b *c* snake_case", "a \\* b \\*c\\* snake\\_case"],
    ["[click](https://evil.example)", "\\[click\\](https://evil.example)"],
    ["# not a title", "\\# not a title"],
    ["- not a list\n1. nor this", "\\- not a list\n\n1\\. nor this"],
    ["> not a quote", "\\> not a quote"],
    ["C:\\temp `x` ~~y~~", "C:\\\\temp \\`x\\` \\~\\~y\\~\\~"],
    ["<script>alert(1)</script>", "\\<script>alert(1)\\</script>"],
    ["<!channel> Müller & Co, 3 < 5", "\\<!channel> Müller & Co, 3 < 5"],
    ["&lt;b&gt; &#42;", "\\&lt;b\\&gt; \\&#42;"],
    [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a card template would fill in.
      "{{DATE(2026-05-01T00:00:00Z, SHORT)}} ${name}",
      "\\{\\{DATE(2026-05-01T00:00:00Z, SHORT)\\}\\} $\\{name\\}",
    ],
    ["one\ntwo\n\nthree", "one\n\ntwo\n\n\u00a0\n\nthree"],
    ["    not code", "\u00a0\u00a0\u00a0\u00a0not code"],
    ["\u202eabc\u202c 👩‍👩‍👧 ¿qué?", "\u202eabc\u202c 👩‍👩‍👧 ¿qué?"],
    ["", ""],
  ])("shows %j as typed", (text, markdown) => {
    expect(asTyped(text)).toBe(markdown);
  });

  it("shows any text as it was typed", () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: "binary" })), (text) => {
        expect(shown(asTyped(text))).toBe(typed(text));
      }),
    );
  });

  it("leaves no markdown, entity, tag or template alive in any text", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const bare = asTyped(text).replace(/\\[\\`*_{}[\]~|<&#>+\-=:.)]/g, "§");
        expect(bare).not.toMatch(/[\\`*_{}[\]~|]/);
        expect(bare).not.toMatch(/&#?\w{1,31};|<[a-z/!?]/i);
        for (const line of asTyped(text).split("\n\n"))
          expect(line).not.toMatch(/^\s*([#>+\-=:]|\d{1,9}[.)])|^( {4}|\t)|\n/);
      }),
    );
  });

  it("says what it cut off, and splits no character", () => {
    expect(clip("short", 10, "…")).toBe("short");
    expect(clip("a very long text", 10, "…")).toBe("a very l …");
    expect(clip("123456😀89abcdef", 9, "…")).toBe("123456 …");
  });
});
