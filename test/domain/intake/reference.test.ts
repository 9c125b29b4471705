import fc from "fast-check";
import { expect, test } from "vitest";
import { readReference, referenceFor } from "../../../src/domain/intake/reference.js";

const secret = Buffer.alloc(32, 7);

test("a reference is twelve letters and digits that nobody takes for others, and is read back", () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      const { code, hash } = referenceFor(secret, id);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(readReference(code)).toEqual({ code, hash });
      expect(referenceFor(secret, id).code).toBe(code);
      expect(referenceFor(Buffer.alloc(32, 8), id).code).not.toBe(code);
    }),
  );
});

test("however it is typed, it is the same reference", () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.array(fc.constantFrom(" ", "-", "–", ".", "_", ""), { minLength: 12, maxLength: 12 }),
      fc.boolean(),
      (id, gaps, small) => {
        const { code } = referenceFor(secret, id);
        const letters = [...code.replaceAll("-", "")];
        const typed = letters
          .map((letter, at) => {
            const alike = letter === "0" ? "O" : letter === "1" ? (at % 2 ? "l" : "I") : letter;
            return `${small ? alike.toLowerCase() : alike}${gaps[at]}`;
          })
          .join("");
        expect(readReference(typed)?.code).toBe(code);
      },
    ),
  );
});

test("what is no reference is none, and never fails", () => {
  fc.assert(
    fc.property(fc.anything(), (typed) => {
      const read = readReference(typed);
      if (read) expect(read.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    }),
  );
  for (const typed of ["", "K7QF-3M9T-2XP", "K7QF-3M9T-2XPDD", "K7QF-3M9T-2XPU", "'; DROP", null, 12, []]) {
    expect(readReference(typed)).toBeUndefined();
  }
});

test("the letters are spread evenly", () => {
  const counts = new Map<string, number>();
  for (let id = 0; id < 4000; id += 1) {
    for (const letter of referenceFor(secret, String(id)).code.replaceAll("-", "")) {
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
  }
  expect(counts.size).toBe(32);
  for (const count of counts.values()) expect(Math.abs(count - 1500)).toBeLessThan(200);
});
