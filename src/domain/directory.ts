import type { Locale, UploadPurpose } from "./customers/store.js";
import type { Platform } from "./members/store.js";
import type { OrganizationRow } from "./organizations/store.js";
import type { HeldFor } from "./surveys/held.js";
import type { ReceiptPage, SurveyPage } from "./surveys/pages.js";
import type { Recorded } from "./surveys/response-store.js";
import type { TaskName } from "./tasks.js";

export type PromisedTask = { id: string; name: TaskName; payload: unknown };

/** What a signed link to upload something is good for, and on whose behalf. */
export type UploadLink = {
  organizationId: string;
  memberId: string;
  purpose: UploadPurpose;
  /** The survey whose audience is uploaded. */
  surveyId: string | null;
};

/** What a link to unsubscribe leads to, and how the organization shows itself there. */
export type UnsubscribeLink = {
  organizationId: string;
  organization: { name: string; slug: string; color: string | null; hasLogo: boolean };
  locale: Locale;
  addressKey: Buffer;
  optedOut: boolean;
};

/** The few look-ups that cross organizations: what a token, a workspace or the clock leads to. */
export type Directory = {
  organizations(): Promise<{ id: string; name: string; isExample: boolean }[]>;
  organizationAt(platform: Platform, externalId: string): Promise<string | undefined>;
  /** Binds a workspace to an organization; another process's binding wins over ours. */
  bindWorkspace(platform: Platform, externalId: string, organizationId: string, id: string): Promise<string>;
  surveyPage(tokenHash: Buffer): Promise<SurveyPage | undefined>;
  /** What a receipt code leads to; nothing once the answer was erased. */
  receiptPage(receiptHash: Buffer): Promise<ReceiptPage | undefined>;
  /** Counts a page that was opened, apart from the invitation; `scan` where it looks like a machine's look. */
  countOpening(organizationId: string, invitationId: string, scan: boolean): Promise<void>;
  /** Notes that the page's hidden link was followed, which no person sees. */
  countTrap(tokenHash: Buffer, now: Date): Promise<void>;
  /** Notes that a person began to answer without finishing. */
  countStart(organizationId: string, invitationId: string, now: Date): Promise<void>;
  /** The hot path of the survey page, one statement; `id` is the answer's, and what its receipt code is made of. */
  recordAnswer(answer: {
    tokenHash: Buffer;
    id: string;
    score: number;
    locale: Locale;
    now: Date;
    heldFor: HeldFor | null;
    receiptHash: Buffer;
  }): Promise<Recorded>;
  uploadLink(tokenHash: Buffer, now: Date): Promise<UploadLink | "expired" | undefined>;
  /** The organization whose public pages these are. */
  publicOrganization(slug: string): Promise<OrganizationRow | undefined>;
  logo(slug: string): Promise<{ bytes: Buffer; type: string } | undefined>;
  /** Whose data a mailed link shows. */
  dataLink(
    tokenHash: Buffer,
    now: Date,
  ): Promise<{ organizationId: string; contactId: string } | "expired" | undefined>;
  /** The organization that a delivery belongs to: what a mail that comes in is about. */
  deliveryOf(deliveryId: string): Promise<string | undefined>;
  /** Whose objection a link to unsubscribe is about; it never expires. */
  unsubscribeLink(tokenHash: Buffer): Promise<UnsubscribeLink | undefined>;
  /** True for the first to bring this key; it is forgotten after its expiry. */
  firstSeen(key: string, expiresAt: Date): Promise<boolean>;
  /**
   * Takes the next turn of what may happen once every `intervalMs`, shared by all processes: how long to wait for it, in ms.
   * Undefined, and nothing taken, where that is longer than `maxWaitMs`; who never waits allows a burst by it.
   */
  reserve(key: string, intervalMs: number, now: Date, maxWaitMs: number): Promise<number | undefined>;
  dueDigests(now: Date): Promise<{ organizationId: string; scheduleId: string; dueAt: Date }[]>;
  /** The waves in which somebody is to be written to, or reminded. */
  dueWaves(now: Date): Promise<{ organizationId: string; waveId: string }[]>;
  /** Hands due tasks to `take` and marks them as handed over, in one transaction; returns how many. */
  relayTasks(limit: number, now: Date, take: (tasks: PromisedTask[]) => Promise<void>): Promise<number>;
  /** Tasks handed over long ago and not ended are handed over again. */
  resweepTasks(relayedBefore: Date): Promise<number>;
  endTask(taskId: string): Promise<void>;
  failTask(taskId: string, reason: string, now: Date): Promise<void>;
  forgetExpired(now: Date): Promise<void>;
  counts(): Promise<{ failedDeliveries: number; failedTasks: number; promisedTasks: number }>;
  ping(): Promise<void>;
};
