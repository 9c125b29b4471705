import { describe, expect, it } from "vitest";
import { addBusinessDays, countryCode, isBusinessDay } from "../../../src/domain/surveys/business-days.js";

describe("business days", () => {
  it.each<[string, string | undefined, boolean, string]>([
    ["2026-01-06", "ES", false, "Epiphany"],
    ["2026-10-12", "ES", false, "Hispanic day"],
    ["2027-01-06", "ES", false, "Epiphany"],
    ["2027-10-12", "España", false, "Hispanic day"],
    ["2026-01-06", "GB", true, "a plain Tuesday in Britain"],
    ["2026-10-13", "ES", true, "a plain Tuesday"],
    ["2026-11-01", "ES", false, "a Sunday, and a holiday"],
    ["2026-11-26", "US", false, "Thanksgiving"],
    ["2026-07-03", "US", false, "Independence Day, kept on the Friday before"],
    ["2026-09-18", "CL", false, "national day"],
    ["2026-04-03", "AU", false, "Good Friday"],
    ["2026-04-25", undefined, false, "a Saturday"],
    ["2026-12-25", undefined, true, "a Friday, of no country"],
    ["2026-12-25", "Atlantis", true, "a Friday, of an unknown country"],
    ["2026-12-25", "XX", true, "a Friday, of an unknown code"],
    ["2026-05-28", "TR", false, "the second day of a holiday of several"],
    ["2026-05-31", "TR", false, "a Sunday"],
    ["2026-06-01", "TR", true, "the day after the holiday of several"],
  ])("%s in %s: %s, %s", (date, country, expected) => {
    expect(isBusinessDay(date, country)).toBe(expected);
  });

  it.each([
    ["es", "ES"],
    [" ES ", "ES"],
    ["Spain", "ES"],
    ["España", "ES"],
    ["espana", "ES"],
    ["Mexico", "MX"],
    ["México", "MX"],
    ["Germany", "DE"],
    ["Alemania", "DE"],
    ["United Kingdom", "GB"],
    ["UK", "GB"],
    ["Reino Unido", "GB"],
    ["Estados Unidos", "US"],
    ["Atlantis", undefined],
    ["", undefined],
    [null, undefined],
  ])("“%s” is the country %s", (name, code) => expect(countryCode(name)).toBe(code));

  it("are counted over weekends and holidays", () => {
    expect(addBusinessDays("2026-10-08", 1, "ES")).toBe("2026-10-09");
    expect(addBusinessDays("2026-10-08", 2, "ES")).toBe("2026-10-13");
    expect(addBusinessDays("2026-10-08", 2)).toBe("2026-10-12");
    expect(addBusinessDays("2026-10-10", 1)).toBe("2026-10-12");
    expect(addBusinessDays("2026-12-30", 3, "Spain")).toBe("2027-01-05");
    expect(addBusinessDays("2026-10-10", 0)).toBe("2026-10-10");
  });

  it("refuse what is no date or no number of days", () => {
    expect(() => isBusinessDay("2026-02-30")).toThrow("2026-02-30 is no date");
    expect(() => isBusinessDay("soon")).toThrow(RangeError);
    expect(() => addBusinessDays("2026-10-10", -1)).toThrow(RangeError);
    expect(() => addBusinessDays("2026-10-10", 1.5)).toThrow(RangeError);
  });
});
