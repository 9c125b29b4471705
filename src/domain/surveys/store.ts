import type { Locale } from "../customers/store.js";
import type { Instrument } from "../satisfaction/instruments.js";
import type { Cohort } from "../satisfaction/rate.js";
import type { Audience, Method } from "./method.js";
import type { ReportStore } from "./report-store.js";
import type { ResponseStore } from "./response-store.js";

export type SurveyStatus = "draft" | "open" | "paused" | "closed";

export type SurveyRow = {
  id: string;
  name: string;
  instrument: Instrument;
  status: SurveyStatus;
  /** The number of the method record in force, and the record itself. */
  version: number;
  method: Method;
  createdById: string | null;
  launchedAt: Date | null;
};

export type NewSurvey = {
  id: string;
  name: string;
  nameKey: string;
  instrument: Instrument;
  method: Method;
  createdById?: string | undefined;
};

export type VersionRow = {
  number: number;
  method: Method;
  createdAt: Date;
  createdBy: string | null;
  approvedBy: string | null;
  approvedAt: Date | null;
};

export type WaveRow = {
  id: string;
  surveyId: string;
  number: number;
  version: number;
  status: "planned" | "open" | "sent";
  opensAt: Date;
  now: boolean;
  afterWaveId: string | null;
};

export type NewWave = Omit<WaveRow, "status" | "now" | "afterWaveId"> & {
  now?: boolean;
  afterWaveId?: string | undefined;
};

export type WaveCounts = {
  invited: number;
  sent: number;
  failed: number;
  bounced: number;
  answered: number;
  held: number;
  commented: number;
  skipped: number;
  opensAt: Date | null;
  nextDueAt: Date | null;
};

export type NewInvitation = {
  id: string;
  contactId: string;
  customerId: string;
  tokenHash: Buffer;
  dueAt: Date;
  expiresAt: Date;
  /** Given where an invitation is recorded after the fact. */
  sentAt?: Date;
};

export type InvitationRow = {
  id: string;
  waveId: string;
  surveyId: string;
  surveyStatus: SurveyStatus;
  instrument: Instrument;
  subject: string;
  mode: Method["mode"];
  organization: string;
  /** Undefined once the contact was erased. */
  contactId: string | undefined;
  contact: string | null;
  email: string;
  locale: Locale;
  expiresAt: Date;
  answered: boolean;
};

/** An invitation whose time has come, with what decides how it goes out. */
export type DueInvitation = {
  id: string;
  contactId: string;
  email: string;
  memberId: string | null;
  zone: string | null;
  country: string | null;
  dueAt: Date;
};

/** A contact of a wave's audience with all that decides whether and when they are asked. */
export type AudienceMember = {
  contactId: string;
  customerId: string;
  email: string;
  zone: string | null;
  country: string | null;
  segment: string | null;
  /** The contact's self in chat, where they are asked instead of by mail. */
  memberId: string | null;
  accountPaused: boolean;
  lastAsked: Date | null;
  lastAskedSame: Date | null;
  accountContacts: number;
  accountAskedThisWeek: number;
};

/** Of a survey's audience, those that one wave is about: a week's seats, or whoever was asked in another wave. */
export type WaveShare = { week?: number | undefined; afterWaveId?: string | undefined; contactId?: string };

/** What surveys, waves, invitations and responses ask of the database. */
export type SurveyStore = ReportStore &
  ResponseStore & {
    /** Adds the survey with the first version of its method. */
    add(survey: NewSurvey): Promise<"added" | "name_taken">;
    byKey(nameKey: string): Promise<SurveyRow | undefined>;
    byId(id: string): Promise<SurveyRow | undefined>;
    list(): Promise<SurveyRow[]>;
    /** Adds the next version; of two that change the same version, the first wins. */
    addVersion(
      id: string,
      from: number,
      method: Method,
      by: { createdById?: string | undefined; approvedById?: string | undefined; at: Date },
    ): Promise<"changed" | "changed_meanwhile">;
    approve(id: string, version: number, memberId: string | undefined, at: Date): Promise<void>;
    versions(id: string): Promise<VersionRow[]>;
    method(id: string, version: number): Promise<Method | undefined>;
    /** One UPDATE decides which of two launches was first. */
    open(id: string, at: Date): Promise<"opened" | "already_launched">;
    close(id: string, at: Date): Promise<"closed" | "not_open">;
    pause(id: string, at: Date): Promise<"paused" | "not_open">;
    resume(id: string): Promise<"resumed" | "not_paused">;
    pausedSince(from: Date, to: Date): Promise<string[]>;

    addWave(wave: NewWave): Promise<"added" | "exists">;
    wave(id: string): Promise<WaveRow | undefined>;
    waves(surveyId: string): Promise<WaveRow[]>;
    setWaveStatus(id: string, status: "open" | "sent", at: Date): Promise<void>;
    /** How many answers each of the latest sent waves brought, newest first. */
    latestWaves(
      surveyId: string,
      limit: number,
    ): Promise<{ number: number; sent: number; answered: number }[]>;
    /** Everything of a survey that waits for its time goes now; returns how many mails that were. */
    hasten(surveyId: string, now: Date): Promise<number>;

    /** Two plannings in one organization wait for each other, so that the contact rules see all that was planned. */
    lockPlanning(): Promise<void>;
    /** The last contact that a wave has invited or skipped. */
    lastPlannedContact(waveId: string): Promise<string | undefined>;
    /** Contacts of an audience after a given contact id, in the order of their ids; `at` is when they would be asked. */
    audiencePage(
      survey: { id: string; instrument: Instrument; audience: Audience },
      share: WaveShare,
      at: Date,
      page: { afterId: string | undefined; limit: number },
    ): Promise<AudienceMember[]>;
    audienceSize(
      survey: { id: string; audience: Audience },
      at: Date,
    ): Promise<{ contacts: number; customers: number }>;
    setListed(surveyId: string, contactIds: string[]): Promise<void>;
    /** Returns the ids of the invitations that were new: a contact is invited once per wave. */
    addInvitations(waveId: string, invitations: NewInvitation[]): Promise<string[]>;
    addSkips(
      waveId: string,
      skips: { contactId: string; reason: string; segment: string | null }[],
    ): Promise<void>;
    invitation(id: string): Promise<InvitationRow | undefined>;
    /** Takes up some invitations whose time has come, each once; those whose contact is gone are withdrawn. */
    takeDue(waveId: string, now: Date, limit: number): Promise<DueInvitation[]>;
    /** Takes up reminders that are due and returns whom to remind; those who answered meanwhile are left out. */
    takeReminders(waveId: string, now: Date): Promise<(DueInvitation & { reminders: number })[]>;
    /** When invitations that went out are to be followed by a reminder. */
    setNextAt(reminders: { id: string; at: Date }[]): Promise<void>;

    cycleFrame(surveyId: string): Promise<CycleFrame | undefined>;
    addCycleFrame(surveyId: string, frame: CycleFrame): Promise<void>;
    /** Contacts of the audience who have no seat in the cycle yet, with their stratum. */
    unseated(
      survey: { id: string; audience: Audience },
      at: Date,
      addedBefore: Date,
    ): Promise<{ contactId: string; stratum: string }[]>;
    addSeats(surveyId: string, seats: { contactId: string; week: number }[], at: Date): Promise<void>;
    seatsPerWeek(surveyId: string): Promise<Map<number, number>>;

    counts(surveyId: string, now: Date): Promise<WaveCounts>;
    /** What became of the invitations sent in [from, to). */
    cohort(surveyId: string, from: Date, to: Date): Promise<Cohort>;
  };

export type CycleFrame = {
  seed: string;
  strata: { stratum: string; contacts: number; weekly: number }[];
  weeks: number;
  /** The Monday of the first week, as an ISO date. */
  startsOn: string;
  dealtAt: Date;
};
