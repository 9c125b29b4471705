import fc from "fast-check";
import { expect, test } from "vitest";
import { nameKey } from "../../../src/domain/customers/name-key.js";

test("spellings of one name share a key", () => {
  for (const name of ["Peña y Cía.", "PEÑA Y CÍA.", "  Pen\u0303a  y\u00a0Cía.\t", "Pe\u00adña y Cía.\u200b"])
    expect(nameKey(name)).toBe("pena y cia.");
  expect(nameKey("Ｎｉｐｐｏｎ")).toBe("nippon");
});

test("vowel signs of other scripts are no accents", () => {
  expect(nameKey("कि")).not.toBe(nameKey("का"));
});

test("the key of a key is the key", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => nameKey(nameKey(name)) === nameKey(name)),
    { numRuns: 2000 },
  );
});
