import type { Locale } from "../customers/store.js";

/** Everything that is kept about one person, as they are shown and given it. */
export type PersonData = {
  contact: {
    id: string;
    customer: string;
    name: string | null;
    email: string;
    locale: Locale | null;
    zone: string | null;
    createdAt: Date;
  };
  invitations: {
    survey: string;
    sentAt: Date | null;
    expiresAt: Date;
    reminders: number;
    bouncedAt: Date | null;
    /** How often the page was opened, by the person or by whatever reads their mail. */
    openings: number;
  }[];
  answers: {
    survey: string;
    instrument: string;
    score: number;
    trust: number | null;
    comment: string | null;
    answers: { question: string; answer: string }[];
    mayContact: boolean;
    mayQuote: boolean;
    locale: Locale | null;
    answeredAt: Date;
    editedAt: Date | null;
  }[];
  /** Their words where they were recorded as a need. */
  needs: { need: number; words: string; recordedAt: Date }[];
  replies: { kind: string; text: string | null; receivedAt: Date }[];
  /** What they told on the public page. */
  told: {
    reference: string;
    kind: string;
    words: string;
    name: string | null;
    email: string | null;
    company: string | null;
    createdAt: Date;
    closedAt: Date | null;
  }[];
  interactions: { kind: string; note: string | null; at: Date }[];
  notAsked: { survey: string; reason: string; at: Date }[];
  messages: { message: string; status: string; createdAt: Date; sentAt: Date | null }[];
  /** Surveys that will ask them again: those whose list or cycle they stand in. */
  planned: { survey: string; week: number | null }[];
};

/** How much of each kind was erased. */
export type ErasedCounts = Record<
  "responses" | "invitations" | "voices" | "replies" | "intakes" | "interactions" | "deliveries" | "mails",
  number
>;

/** What erasing has touched: voices whose words are gone, and what is shown in chat and must be shown anew. */
export type Erased = {
  counts: ErasedCounts;
  voices: { needId: string; words: string }[];
  subjects: string[];
};

/** What became too old to be kept, and how much of it there was. */
export type ExpiredKind = "tokens" | "deliveries" | "responses" | "intakes" | "replies";

/** What the rights of a person, and the limits of what is kept, ask of the database. */
export type PrivacyStore = {
  personData(contactId: string): Promise<PersonData | undefined>;
  addDataLink(link: { tokenHash: Buffer; contactId: string; expiresAt: Date }): Promise<void>;
  /** To whom a data link is to be mailed; undefined where they are gone. */
  dataLink(
    tokenHash: Buffer,
  ): Promise<{ contact: string | null; email: string; locale: Locale | null; expiresAt: Date } | undefined>;
  /** Takes the person out of everything and deletes them; undefined where there is no such contact. */
  eraseContact(contactId: string, now: Date): Promise<Erased | undefined>;
  /** Leaves of an answer its score, segment and day; undefined where it is gone or was erased before. */
  eraseResponse(responseId: string, now: Date): Promise<Erased | undefined>;
  /** Forgets up to `limit` of what is older than `before`; returns how many there were. */
  expire(kind: ExpiredKind, before: Date, now: Date, limit: number): Promise<number>;
};
