import type { Locale } from "../customers/store.js";

/** What somebody can tell on the public page. */
export const intakeKinds = ["feedback", "complaint", "praise", "need"] as const;
export type IntakeKind = (typeof intakeKinds)[number];

/** How far it has come: seen by nobody's deed yet, recorded, taken up by a team, or closed. */
export const intakeStates = ["received", "recorded", "in_progress", "closed"] as const;
export type IntakeState = (typeof intakeStates)[number];

export type NewIntake = {
  id: string;
  reference: string;
  referenceHash: Buffer;
  kind: IntakeKind;
  words: string;
  name: string | null;
  email: string | null;
  company: string | null;
  locale: Locale;
  customerId: string | null;
  contactId: string | null;
  createdAt: Date;
};

export type IntakeRow = Omit<NewIntake, "referenceHash"> & {
  /** The customer that is known, by the contact's address or since it was recorded. */
  customer: string | null;
  need: { id: string; number: number; willAct: boolean } | null;
  closedAt: Date | null;
};

/** What a card in chat shows of it; its words are empty once the person was erased. */
export type IntakeContent = Pick<
  IntakeRow,
  "reference" | "kind" | "words" | "name" | "email" | "company" | "customer" | "createdAt"
> & { intakeId: string; state: IntakeState; need: number | null };

/** What the public page asks of the database. */
export type IntakeStore = {
  /** "there" where it was recorded before. */
  add(intake: NewIntake): Promise<"added" | "there">;
  byId(id: string): Promise<IntakeRow | undefined>;
  byReference(referenceHash: Buffer): Promise<IntakeRow | undefined>;
  /** Those that wait for somebody, oldest first. */
  open(limit: number, offset: number): Promise<{ intakes: IntakeRow[]; total: number }>;
  /** Ties it to the need it has become; false where it has become one, or was closed, before. */
  becomes(id: string, need: { needId: string; customerId: string }): Promise<boolean>;
  /** False where it was closed before. */
  close(id: string, at: Date): Promise<boolean>;
};
