import type { Audience, Locale } from "../customers/store.js";
import type { Instrument } from "../satisfaction/instruments.js";
import type { Cohort } from "../satisfaction/rate.js";

export type SurveyStatus = "draft" | "open" | "closed";

export type SurveyRow = {
  id: string;
  name: string;
  instrument: Instrument;
  instrumentVersion: string;
  subject: string;
  audience: Audience;
  status: SurveyStatus;
  sendAt: Date | null;
  createdById: string | null;
};

export type NewSurvey = Omit<SurveyRow, "status" | "createdById"> & {
  nameKey: string;
  createdById?: string | undefined;
};

export type WaveRow = {
  id: string;
  surveyId: string;
  number: number;
  status: "planned" | "open" | "sent";
  opensAt: Date;
};

export type WaveCounts = {
  invited: number;
  sent: number;
  failed: number;
  bounced: number;
  answered: number;
  commented: number;
  opensAt: Date | null;
};

export type NewInvitation = {
  id: string;
  contactId: string;
  customerId: string;
  tokenHash: Buffer;
  expiresAt: Date;
  /** Given where an invitation is recorded after the fact. */
  sentAt?: Date;
};

export type InvitationRow = {
  id: string;
  surveyId: string;
  instrument: Instrument;
  subject: string;
  organization: string;
  contact: string | null;
  email: string;
  locale: Locale;
  expiresAt: Date;
};

export type ResponseRow = {
  id: string;
  surveyId: string;
  survey: string;
  instrument: Instrument;
  score: number;
  comment: string | null;
  customerId: string;
  customer: string;
  contact: string | null;
  mayContact: boolean;
  /** Who hears of a low score: the customer's owner, else whoever launched the survey. */
  ownerId: string | null;
};

export type ImportedResponse = {
  id: string;
  importKey: string;
  /** Given where the answer belongs to an invitation that was recorded after the fact. */
  invitationId?: string | undefined;
  customerId: string;
  score: number;
  segment?: string | undefined;
  comment?: string | undefined;
  answeredAt: Date;
};

/** What surveys, waves, invitations and responses ask of the database. */
export type SurveyStore = {
  add(survey: NewSurvey): Promise<"added" | "name_taken">;
  byKey(nameKey: string): Promise<SurveyRow | undefined>;
  byId(id: string): Promise<SurveyRow | undefined>;
  list(): Promise<SurveyRow[]>;
  /** One UPDATE decides which of two launches was first. */
  open(id: string, at: Date): Promise<"opened" | "already_launched">;
  close(id: string, at: Date): Promise<"closed" | "not_open">;
  addWave(wave: { id: string; surveyId: string; number: number; opensAt: Date }): Promise<void>;
  wave(id: string): Promise<WaveRow | undefined>;
  setWaveStatus(id: string, status: "open" | "sent", at: Date): Promise<void>;
  lastInvitedContact(waveId: string): Promise<string | undefined>;
  /** Returns the ids of the invitations that were new: a contact is invited once per wave. */
  addInvitations(waveId: string, invitations: NewInvitation[]): Promise<string[]>;
  invitation(id: string): Promise<InvitationRow | undefined>;
  counts(surveyId: string): Promise<WaveCounts>;
  response(id: string): Promise<ResponseRow | undefined>;
  responseOfInvitation(invitationId: string): Promise<ResponseRow | undefined>;
  /** Adds the comment to an answer that has none yet and is younger than `since`. */
  addComment(
    invitationId: string,
    comment: { text: string | null; mayContact: boolean; mayQuote: boolean },
    since: Date,
  ): Promise<"added" | "recorded_already">;
  /** Returns how many were new; the import key decides. */
  importResponses(
    surveyId: string,
    instrumentVersion: string,
    responses: ImportedResponse[],
  ): Promise<number>;
  /** Counts of each score in [from, to), whoever gave them. */
  histogram(surveyId: string, from: Date, to: Date): Promise<{ score: number; count: number }[]>;
  /** What became of the invitations sent in [from, to). */
  cohort(surveyId: string, from: Date, to: Date): Promise<Cohort>;
};

/** A link's page as the reader sees it. */
export type SurveyPage = InvitationRow & {
  organizationId: string;
  tokenHash: Buffer;
  surveyStatus: SurveyStatus;
  answer: { score: number; commented: boolean; answeredAt: Date } | null;
};

/** The outcome of posting a score: one statement looks the link up, checks it and records the answer. */
export type Recorded =
  | { outcome: "recorded" | "recorded_before"; organizationId: string; score: number }
  | { outcome: "unknown" | "expired" | "closed" | "out_of_range" };
