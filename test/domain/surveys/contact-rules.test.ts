import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Account,
  applyContactRules,
  type Candidate,
  defaultRules,
  skipReasons,
  weeklyCap,
} from "../../../src/domain/surveys/contact-rules.js";

const DAY = 24 * 60 * 60 * 1000;
const at = new Date("2026-11-24T09:00:00Z");
const ago = (days: number, ms = 0) => new Date(at.getTime() - days * DAY + ms);
const ann: Candidate = {
  contactId: "ann",
  customerId: "acme",
  suppressed: null,
  accountPaused: false,
  lastAsked: null,
  lastAskedSame: null,
};
const acme = new Map([["acme", { contacts: 10, askedThisWeek: 0 }]]);
const outcome = (candidate: Partial<Candidate>, rules = defaultRules.nps, accounts = acme) =>
  applyContactRules([{ ...ann, ...candidate }], accounts, rules, at).skipped[0]?.reason ?? "invited";

describe("contact rules", () => {
  it("ask who was never asked", () => expect(outcome({})).toBe("invited"));

  it("ask again after exactly 30 days of 24 hours, and not a millisecond before", () => {
    expect(outcome({ lastAsked: ago(30) })).toBe("invited");
    expect(outcome({ lastAsked: ago(30, 1) })).toBe("asked_recently");
    expect(outcome({ lastAsked: ago(-2) })).toBe("asked_recently");
  });

  it("keep the same instrument apart by 90 days for NPS and 30 for the others", () => {
    const asked = { lastAsked: ago(60), lastAskedSame: ago(60) };
    expect(outcome(asked)).toBe("asked_same_recently");
    expect(outcome({ ...asked, lastAskedSame: ago(90) })).toBe("invited");
    for (const instrument of ["csat", "ces", "expectations"] as const) {
      expect(outcome(asked, defaultRules[instrument])).toBe("invited");
      expect(outcome({ lastAskedSame: ago(30, 1) }, defaultRules[instrument])).toBe("asked_same_recently");
    }
  });

  it("tell the first reason of several", () => {
    const full = new Map([["acme", { contacts: 4, askedThisWeek: 1 }]]);
    const all: Partial<Candidate> = {
      accountPaused: true,
      lastAsked: ago(1),
      lastAskedSame: ago(1),
    };
    const suppressions = ["opted_out", "bounced", "mail_paused"] as const;
    const told = [
      ...suppressions.map((suppressed) => outcome({ ...all, suppressed }, defaultRules.nps, full)),
      outcome(all, defaultRules.nps, full),
      outcome({ ...all, accountPaused: false }, defaultRules.nps, full),
      outcome({ lastAskedSame: ago(1) }, defaultRules.nps, full),
      outcome({}, defaultRules.nps, full),
    ];
    expect(told).toEqual(skipReasons.slice(0, 7));
  });

  it.each([
    [1, 0.2, 1],
    [9, 0.2, 1],
    [10, 0.2, 2],
    [14, 0.2, 2],
    [15, 0.2, 3],
    [100, 0.29, 29],
    [5, 0, 1],
    [7, 1, 7],
  ])("ask at most so many of %d contacts in a week, at a share of %d: %d", (contacts, share, cap) => {
    expect(weeklyCap(contacts, share)).toBe(cap);
  });

  it("refuse a candidate whose account is not given", () => {
    expect(() => outcome({ customerId: "other" })).toThrow(RangeError);
  });
});

const day = fc.option(fc.integer({ min: -5, max: 120 }), { nil: null });
const anyCandidates = fc
  .array(
    fc.record({
      customerId: fc.constantFrom("a", "b", "c"),
      suppressed: fc.option(fc.constantFrom("opted_out", "bounced", "mail_paused"), { nil: null, freq: 2 }),
      accountPaused: fc.nat(9).map((n) => n === 0),
      any: day,
      same: day,
    }),
    { maxLength: 60 },
  )
  .map((list) =>
    list.map(
      ({ any, same, ...rest }, i): Candidate => ({
        ...rest,
        contactId: `c${i}`,
        lastAsked: any === null ? null : ago(any),
        lastAskedSame: same === null ? null : ago(same),
      }),
    ),
  );
const account = fc.record({ contacts: fc.integer({ min: 1, max: 60 }), askedThisWeek: fc.nat(6) });
const anyAccounts = fc
  .record({ a: account, b: account, c: account })
  .map((accounts) => new Map<string, Account>(Object.entries(accounts)));
const anyRules = fc.record({
  anyDays: fc.nat(60),
  sameDays: fc.nat(100),
  weeklyShare: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe("contact rules, whoever the candidates", () => {
  it("put everybody once, in order, among the invited or the skipped", () => {
    fc.assert(
      fc.property(anyCandidates, anyAccounts, anyRules, (candidates, accounts, rules) => {
        const before = structuredClone(accounts);
        const { invited, skipped } = applyContactRules(candidates, accounts, rules, at);
        const told = new Set([...invited, ...skipped.map(({ contactId }) => contactId)]);
        expect(invited.length + skipped.length).toBe(candidates.length);
        expect(told.size).toBe(candidates.length);
        const order = candidates.map(({ contactId }) => contactId);
        expect(invited).toEqual(order.filter((id) => invited.includes(id)));
        expect(accounts).toEqual(before);
      }),
    );
  });

  it("ask nobody inside a gate and no more of an account than its part", () => {
    fc.assert(
      fc.property(anyCandidates, anyAccounts, anyRules, (candidates, accounts, rules) => {
        const sifted = applyContactRules(candidates, accounts, rules, at);
        const invited = candidates.filter(({ contactId }) => sifted.invited.includes(contactId));
        for (const { suppressed, accountPaused, lastAsked, lastAskedSame } of invited) {
          expect([suppressed, accountPaused]).toEqual([null, false]);
          const since = (asked: Date | null) => (asked ? at.getTime() - asked.getTime() : Infinity);
          expect(since(lastAsked)).toBeGreaterThanOrEqual(rules.anyDays * DAY);
          expect(since(lastAskedSame)).toBeGreaterThanOrEqual(rules.sameDays * DAY);
        }
        for (const [customerId, { contacts, askedThisWeek }] of accounts) {
          const added = invited.filter((candidate) => candidate.customerId === customerId).length;
          expect(sifted.accounts.get(customerId)).toEqual({ contacts, askedThisWeek: askedThisWeek + added });
          if (added > 0) {
            expect(askedThisWeek + added).toBeLessThanOrEqual(weeklyCap(contacts, rules.weeklyShare));
          }
        }
      }),
    );
  });

  it("come to the same in chunks of any size", () => {
    fc.assert(
      fc.property(
        anyCandidates,
        anyAccounts,
        anyRules,
        fc.integer({ min: 1, max: 20 }),
        (candidates, accounts, rules, size) => {
          const whole = applyContactRules(candidates, accounts, rules, at);
          let chained = { invited: [] as string[], skipped: [] as typeof whole.skipped, accounts };
          for (let start = 0; start < candidates.length; start += size) {
            const chunk = candidates.slice(start, start + size);
            const sifted = applyContactRules(chunk, chained.accounts, rules, at);
            chained = {
              invited: [...chained.invited, ...sifted.invited],
              skipped: [...chained.skipped, ...sifted.skipped],
              accounts: sifted.accounts,
            };
          }
          expect(chained).toEqual(whole);
        },
      ),
    );
  });
});
