import fc from "fast-check";
import { expect, test } from "vitest";
import { suppressSmall } from "../../../src/domain/satisfaction/suppress-small.js";

const groups = (counts: Record<string, number>) =>
  Object.entries(counts).map(([key, count]) => ({ key, count }));

// statistics.md, section 6, vector 22.
test.each([
  [{ A: 12, B: 7, C: 3, D: 9 }, ["B", "C"]],
  [{ A: 12, B: 7, C: 3, D: 2 }, ["C", "D"]],
  [{ A: 8, B: 1 }, ["A", "B"]],
  [{ A: 30, B: 6 }, []],
])("of %j the groups %j are hidden", (counts, hidden) => {
  expect([...suppressSmall(groups(counts))].sort()).toEqual(hidden);
});

test("empty groups are neither small nor a hiding place", () => {
  expect([...suppressSmall(groups({ A: 12, B: 0 }))]).toEqual([]);
  expect([...suppressSmall(groups({ A: 12, B: 3, C: 0, D: 0 }))].sort()).toEqual(["A", "B"]);
  expect(suppressSmall([]).size).toBe(0);
});

test("what is hidden is never one group alone beside others, nor fewer than five answers where there are more", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 8 }), (counts) => {
      const all = counts.map((count, key) => ({ key, count }));
      const hidden = suppressSmall(all);
      const present = all.filter(({ count }) => count > 0);
      const sum = present.filter(({ key }) => hidden.has(key)).reduce((total, { count }) => total + count, 0);
      for (const { key, count } of present) if (count < 5) expect(hidden.has(key)).toBe(true);
      if (hidden.size === 0 || hidden.size === present.length) return;
      expect(hidden.size).toBeGreaterThanOrEqual(2);
      expect(sum).toBeGreaterThanOrEqual(5);
    }),
  );
});
