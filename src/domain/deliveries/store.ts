import type { MessageName, MessageRefs } from "../messages.js";
import type { FailureReason, WithdrawnReason } from "./outcomes.js";

export const transports = ["slack", "teams", "browser", "mail"] as const;
export type Transport = (typeof transports)[number];

export type Recipient =
  | { channelId: string }
  | { memberId: string }
  | { contactId: string }
  | { intakeId: string };

export type NewDelivery<N extends MessageName = MessageName> = {
  id: string;
  message: N;
  refs: MessageRefs<N>;
  /** What the message is about; when that changes, the message is updated where it stands. */
  subjectId?: string | undefined;
  transport: Transport;
  recipient: Recipient;
};

/** A delivery that has been taken up for sending. */
export type StartedDelivery = {
  id: string;
  organizationId: string;
  message: MessageName;
  refs: unknown;
  transport: Transport;
  recipient: Recipient;
  revision: number;
  /** What the platform called the message when it was first sent; an update goes there. */
  externalRef: unknown;
  /** How often it was sent without our learning whether it arrived. */
  unknownOutcomes: number;
};

export type FailedDelivery = {
  id: string;
  message: MessageName;
  transport: Transport;
  reason: FailureReason;
  failedAt: Date;
};

/** What deliveries ask of the database. */
export type DeliveryStore = {
  /** Adds the deliveries and their tasks. */
  add(deliveries: NewDelivery[]): Promise<void>;
  /** Everything told about a subject is to be shown anew; returns how many messages that touches. */
  refresh(subjectId: string): Promise<number>;
  failed(limit: number): Promise<{ deliveries: FailedDelivery[]; total: number }>;
  /** Sends failed ones again: one of them, or all; returns how many. */
  retry(deliveryId?: string): Promise<number>;
};

/** The look and the mark around each sending, coalesced into few statements; each row names its organization. */
export type DeliveryLedger = {
  /** Takes a delivery up for this task; undefined where there is nothing (more) to send. */
  start(
    ref: { organizationId: string; deliveryId: string; taskId: string },
    now: Date,
  ): Promise<StartedDelivery | undefined>;
  /**
   * It arrived: records it (of an invitation also that it is sent) and ends the task, in one statement;
   * true when a newer revision waits.
   */
  sent(
    ref: { organizationId: string; deliveryId: string; taskId: string },
    result: { revision: number; externalRef: unknown },
    now: Date,
  ): Promise<boolean>;
  /** It did not go out: it waits for its next attempt. `unknown` records that it may have arrived. */
  release(ref: { organizationId: string; deliveryId: string }, unknown: boolean): Promise<void>;
  /** It is given up; an invitation whose address was refused counts as sent and bounced. */
  fail(ref: { organizationId: string; deliveryId: string }, reason: FailureReason, now: Date): Promise<void>;
  /** It is not to be sent any more: an invitation is withdrawn and its wave counts why, and the task ends. */
  withdraw(
    ref: { organizationId: string; deliveryId: string; taskId: string },
    reason: WithdrawnReason,
    now: Date,
  ): Promise<void>;
};
