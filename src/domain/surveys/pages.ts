import type { Locale } from "../customers/store.js";
import type { Instrument } from "../satisfaction/instruments.js";
import type { HeldFor } from "./held.js";
import type { Method } from "./method.js";
import type { SurveyStatus } from "./store.js";

/** What a page about one survey shows. */
export type Asked = {
  organizationId: string;
  organization: string;
  slug: string;
  color: string | null;
  hasLogo: boolean;
  instrument: Instrument;
  surveyId: string;
  surveyStatus: SurveyStatus;
  method: Method;
  locale: Locale;
};

/** A link's page as the reader sees it; `answer` is null also where an anonymous one was given. */
export type SurveyPage = Asked & {
  id: string;
  tokenHash: Buffer;
  expiresAt: Date;
  contact: string | null;
  /** True where an anonymous answer was given, of which nothing more is known. */
  answeredAnonymously: boolean;
  answer: { id: string; score: number; heldFor: HeldFor | null; answeredAt: Date } | null;
};

/** The page of one answer, as its receipt code leads to it. */
export type ReceiptPage = Asked & {
  response: {
    id: string;
    score: number;
    comment: string | null;
    mayContact: boolean;
    mayQuote: boolean;
    trust: number | null;
    answers: Record<string, string>;
    anonymous: boolean;
    heldFor: HeldFor | null;
    answeredAt: Date;
    /** The day, for an anonymous answer all that is kept. */
    commentedAt: Date | null;
  };
};
