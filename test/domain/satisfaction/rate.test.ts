import { describe, expect, it } from "vitest";
import { responseRate } from "../../../src/domain/satisfaction/rate.js";

describe("response rate", () => {
  it("leaves hard bounces out of those asked", () => {
    expect(responseRate({ sent: 110, hardBounced: 10, answered: 25 })).toEqual({
      rate: 0.25,
      answered: 25,
      asked: 100,
    });
  });

  it("is 0 where nobody answered, and undefined where nobody was asked", () => {
    expect(responseRate({ sent: 10, hardBounced: 0, answered: 0 })).toMatchObject({ rate: 0, asked: 10 });
    expect(responseRate({ sent: 0, hardBounced: 0, answered: 0 })).toBeUndefined();
    expect(responseRate({ sent: 3, hardBounced: 3, answered: 0 })).toBeUndefined();
  });

  it.each([
    { sent: -1, hardBounced: 0, answered: 0 },
    { sent: 10, hardBounced: -1, answered: 0 },
    { sent: 10, hardBounced: 0, answered: 1.5 },
    { sent: 10, hardBounced: 11, answered: 0 },
    { sent: 10, hardBounced: 2, answered: 9 },
  ])("refuses %o", (cohort) => expect(() => responseRate(cohort)).toThrow(RangeError));
});
