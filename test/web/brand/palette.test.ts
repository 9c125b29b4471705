import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brandOf, brandStylesheet } from "../../../src/web/brand/brand.js";
import { contrast, hexOf, type Rgb, rgbOf } from "../../../src/web/brand/contrast.js";
import { paletteOf, surfaces } from "../../../src/web/brand/palette.js";

const rgb = (hex: string): Rgb => rgbOf(hex)!;
const anyColor = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)).map(([r, g, b]) => hexOf([r, g, b]));

describe("the contrast of two colours", () => {
  test.each([
    ["#000000", "#ffffff", 21],
    ["#777777", "#ffffff", 4.48],
    ["#0a5a8c", "#ffffff", 7.38],
    ["#ff0000", "#ffffff", 4],
    ["#123456", "#123456", 1],
  ])("of %s and %s is %d", (a, b, ratio) => {
    expect(contrast(rgb(a), rgb(b))).toBeCloseTo(ratio, 1);
    expect(contrast(rgb(b), rgb(a))).toBe(contrast(rgb(a), rgb(b)));
  });
});

test.each(["light", "dark"] as const)("whatever the colour, everything can be read in %s", (mode) => {
  const { grounds, ink } = surfaces[mode];
  fc.assert(
    fc.property(anyColor, (color) => {
      const palette = paletteOf(color, mode)!;
      const [accent, strong, onAccent, tint] = [
        palette.accent,
        palette.strong,
        palette.onAccent,
        palette.tint,
      ].map(rgb) as [Rgb, Rgb, Rgb, Rgb];
      for (const ground of grounds) {
        expect(contrast(accent, rgb(ground))).toBeGreaterThanOrEqual(4.5);
        expect(contrast(strong, rgb(ground))).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(onAccent, accent)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(onAccent, strong)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(rgb(ink), tint)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(accent, tint)).toBeGreaterThanOrEqual(3);
    }),
    { numRuns: 2000 },
  );
});

test("a colour that can be read already stays as it is", () => {
  expect(paletteOf("#0a5a8c", "light")?.accent).toBe("#0a5a8c");
  expect(paletteOf("#7cc6f2", "dark")?.accent).toBe("#7cc6f2");
});

test("the surfaces are those of the stylesheet", () => {
  const css = readFileSync("assets/survey.css", "utf8");
  const [light = "", dark = ""] = css.split("@media (prefers-color-scheme: dark)");
  for (const [mode, part] of [
    ["light", light],
    ["dark", dark],
  ] as const) {
    const value = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(part)?.[1];
    expect([value("ground"), value("sheet")]).toEqual(surfaces[mode].grounds);
    expect(value("ink")).toBe(surfaces[mode].ink);
  }
});

test("without a colour, or with what is none, our own stays", () => {
  for (const color of [null, "", "red", "#12345", "#12345g", "#000000;}body{display:none"]) {
    expect(brandStylesheet(color)).toBe("");
    expect(brandOf({ name: "A", slug: "a", color, hasLogo: false })).toEqual({ name: "A" });
  }
});

test("a brand's stylesheet changes its address with the colour", () => {
  const brand = (color: string) => brandOf({ name: "A", slug: "a", color, hasLogo: true });
  expect(brand("#AA0000")).toEqual({ name: "A", stylesheet: "/brand/a.css?c=aa0000", logo: "/brand/a/logo" });
  expect(brandStylesheet("#aa0000")).toContain("prefers-color-scheme: dark");
});
