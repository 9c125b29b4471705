import type { Locale } from "../customers/store.js";
import type { Instrument } from "../satisfaction/instruments.js";
import type { HeldFor } from "./held.js";

export type ResponseRow = {
  id: string;
  surveyId: string;
  waveId: string | null;
  survey: string;
  instrument: Instrument;
  score: number;
  comment: string | null;
  /** Null where the answer is anonymous or its person was erased. */
  customerId: string | null;
  customer: string | null;
  contact: string | null;
  mayContact: boolean;
  anonymous: boolean;
  heldFor: HeldFor | null;
  /** Who hears of a low score: the customer's owner, else whoever launched the survey. */
  ownerId: string | null;
};

export type ImportedResponse = {
  id: string;
  importKey: string;
  /** Given where the answer belongs to an invitation that was recorded after the fact. */
  invitationId?: string | undefined;
  waveId?: string | undefined;
  customerId: string;
  score: number;
  segment?: string | undefined;
  comment?: string | undefined;
  answeredAt: Date;
};

/** What a customer adds to their score in the second step; all of it may be left out. */
export type Addition = {
  comment: string | null;
  mayContact: boolean;
  mayQuote: boolean;
  trust: number | null;
  answers: Record<string, string>;
};

/** What answers ask of the database. */
export type ResponseStore = {
  response(id: string): Promise<ResponseRow | undefined>;
  responseByReceipt(receiptHash: Buffer): Promise<ResponseRow | undefined>;
  /** Records a score that was given in chat, as a link's page does. */
  recordInChat(answer: {
    invitationId: string;
    id: string;
    score: number;
    locale: Locale;
    now: Date;
    receiptHash: Buffer;
  }): Promise<Recorded>;
  /** Replaces the score of an answer younger than `since`, or of one that is held; returns what it replaced. */
  reviseScore(
    responseId: string,
    revision: { score: number; at: Date; since: Date; heldFor: HeldFor | null },
  ): Promise<{ score: number; heldFor: HeldFor | null; waveId: string | null } | undefined>;
  /** The answer to an invitation, as far as one is kept: an anonymous one leads back to none. */
  answerTo(invitationId: string): Promise<{ score: number } | undefined>;
  /** What goes with an answer. */
  addition(responseId: string): Promise<Addition | undefined>;
  /** Scores that were given for one answer since a moment, the present one not among them. */
  revisionsSince(responseId: string, since: Date): Promise<number[]>;
  /** Adds or replaces what goes with an answer younger than `since`; "same" where nothing would change. */
  addToResponse(
    responseId: string,
    addition: Addition,
    at: Date,
    since: Date,
  ): Promise<"added" | "replaced" | "same" | "too_late">;
  held(limit: number): Promise<{ responses: (ResponseRow & { answeredAt: Date })[]; total: number }>;
  release(responseId: string): Promise<"released" | "not_held">;
  /** Returns how many were new; the import key decides. */
  importResponses(
    surveyId: string,
    instrumentVersion: string,
    responses: ImportedResponse[],
  ): Promise<number>;
  /** Counts of each score in [from, to), whoever gave them; what is held does not count. */
  histogram(surveyId: string, from: Date, to: Date): Promise<{ score: number; count: number }[]>;
};

/** The outcome of posting a score: one statement looks the link up, checks it and records the answer. */
export type Recorded =
  | { outcome: "recorded"; organizationId: string; responseId: string }
  | {
      outcome: "recorded_before";
      organizationId: string;
      responseId: string;
      score: number;
      heldFor: HeldFor | null;
    }
  | { outcome: "recorded_anonymously" | "unknown" | "expired" | "closed" | "out_of_range" };
