import type { Instrument } from "../satisfaction/instruments.js";

const DAY = 24 * 60 * 60 * 1000;
/** So that a share such as .29 of 100 contacts is 29 however it was rounded. */
const ROUNDING = 1e-9;

/** How often people may be asked: days since any survey, days since the same instrument, and the part of an account in a week. */
export type ContactRules = { anyDays: number; sameDays: number; weeklyShare: number };

/** The house's defaults (surveys.md), editable per survey. */
export const defaultRules: Record<Instrument, ContactRules> = {
  nps: { anyDays: 30, sameDays: 90, weeklyShare: 0.2 },
  csat: { anyDays: 30, sameDays: 30, weeklyShare: 0.2 },
  ces: { anyDays: 30, sameDays: 30, weeklyShare: 0.2 },
  expectations: { anyDays: 30, sameDays: 30, weeklyShare: 0.2 },
};

/** Why somebody was not asked; the last three come up after planning, when the time to send has come. */
export const skipReasons = [
  "opted_out",
  "bounced",
  "mail_paused",
  "account_paused",
  "asked_recently",
  "asked_same_recently",
  "account_full",
  "erased",
  "answered",
  "closed",
] as const;

export type SkipReason = (typeof skipReasons)[number];

/** Somebody whom a wave would ask; `lastAsked` is when any survey asked them last, `lastAskedSame` this instrument. */
export type Candidate = {
  contactId: string;
  customerId: string;
  suppressed: "opted_out" | "bounced" | "mail_paused" | null;
  accountPaused: boolean;
  lastAsked: Date | null;
  lastAskedSame: Date | null;
};

/** A customer's number of contacts, and how many of them have been asked this week already. */
export type Account = { contacts: number; askedThisWeek: number };

/** Who is asked and who is not, and why; every candidate is in one of the two, in the order given. */
export type Sifted = {
  invited: string[];
  skipped: { contactId: string; reason: SkipReason }[];
  accounts: Map<string, Account>;
};

/**
 * Who may be asked at a time; where an account is full, those given first are asked. A large wave may come in chunks:
 * the `accounts` returned, which count those invited, belong in the next call. The first reason in the order of
 * `skipReasons` is told; RangeError for a candidate whose account is not given.
 */
export function applyContactRules(
  candidates: Candidate[],
  accounts: ReadonlyMap<string, Account>,
  rules: ContactRules,
  at: Date,
): Sifted {
  const sifted: Sifted = { invited: [], skipped: [], accounts: new Map(accounts) };
  for (const candidate of candidates) {
    const { contactId, customerId } = candidate;
    const account = sifted.accounts.get(customerId);
    if (!account) throw new RangeError(`the account ${customerId} of contact ${contactId} is not given`);
    const reason = reasonToSkip(candidate, account, rules, at);
    if (reason) {
      sifted.skipped.push({ contactId, reason });
    } else {
      sifted.invited.push(contactId);
      sifted.accounts.set(customerId, { ...account, askedThisWeek: account.askedThisWeek + 1 });
    }
  }
  return sifted;
}

/** How many of an account's contacts may be asked in one week: max(1, ⌊share·n⌋) (surveys.md). */
export function weeklyCap(contacts: number, weeklyShare: number): number {
  return Math.max(1, Math.floor(weeklyShare * contacts + ROUNDING));
}

function reasonToSkip(
  candidate: Candidate,
  account: Account,
  { anyDays, sameDays, weeklyShare }: ContactRules,
  at: Date,
): SkipReason | undefined {
  if (candidate.suppressed) return candidate.suppressed;
  if (candidate.accountPaused) return "account_paused";
  if (askedWithin(candidate.lastAsked, anyDays, at)) return "asked_recently";
  if (askedWithin(candidate.lastAskedSame, sameDays, at)) return "asked_same_recently";
  if (account.askedThisWeek >= weeklyCap(account.contacts, weeklyShare)) return "account_full";
  return undefined;
}

/** Days of 24 hours; exactly so many ago is long enough, and what is planned for later counts as asked. */
function askedWithin(asked: Date | null, days: number, at: Date): boolean {
  return asked !== null && at.getTime() - asked.getTime() < days * DAY;
}
