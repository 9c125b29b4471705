import type { Locale } from "./customers/store.js";
import type { Platform } from "./members/store.js";
import type { Recorded, SurveyPage } from "./surveys/store.js";
import type { TaskName } from "./tasks.js";

export type PromisedTask = { id: string; name: TaskName; payload: unknown };

/** The few look-ups that cross organizations: what a token, a workspace or the clock leads to. */
export type Directory = {
  organizations(): Promise<{ id: string; name: string; isExample: boolean }[]>;
  organizationAt(platform: Platform, externalId: string): Promise<string | undefined>;
  /** Binds a workspace to an organization; another process's binding wins over ours. */
  bindWorkspace(platform: Platform, externalId: string, organizationId: string, id: string): Promise<string>;
  surveyPage(tokenHash: Buffer): Promise<SurveyPage | undefined>;
  /** Counts a page that was opened, apart from the invitation. */
  countOpening(organizationId: string, invitationId: string): Promise<void>;
  /** The hot path of the survey page, one statement. */
  recordAnswer(answer: {
    tokenHash: Buffer;
    id: string;
    score: number;
    locale: Locale;
    now: Date;
  }): Promise<Recorded>;
  uploadLink(
    tokenHash: Buffer,
    now: Date,
  ): Promise<{ organizationId: string; memberId: string } | "expired" | undefined>;
  /** True for the first to bring this key; it is forgotten after its expiry. */
  firstSeen(key: string, expiresAt: Date): Promise<boolean>;
  /**
   * Takes the next turn of what may happen once every `intervalMs`, shared by all processes: how long to wait for it, in ms.
   * Undefined, and nothing taken, where that is longer than `maxWaitMs`; who never waits allows a burst by it.
   */
  reserve(key: string, intervalMs: number, now: Date, maxWaitMs: number): Promise<number | undefined>;
  dueDigests(now: Date): Promise<{ organizationId: string; scheduleId: string; dueAt: Date }[]>;
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
