import { expect, it } from "vitest";
import { gate } from "../../../src/domain/satisfaction/gate.js";

it.each([
  [0, "hidden"],
  [4, "hidden"],
  [5, "few"],
  [29, "few"],
  [30, "full"],
  [5000, "full"],
])("of %d answers the display is %s", (n, expected) => expect(gate(n)).toBe(expected));

it.each([-1, 4.5, Number.NaN])("refuses %d answers", (n) => expect(() => gate(n)).toThrow(RangeError));
