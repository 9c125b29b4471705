import type { Actor } from "../context.js";

export type AuditAction =
  | "organization.created"
  | "member.joined"
  | "member.role_changed"
  | "member.language_changed"
  | "team.set"
  | "customer.added"
  | "customer.changed"
  | "contact.added"
  | "need.recorded"
  | "announcement.answered"
  | "announcement.questioned"
  | "survey.created"
  | "survey.changed"
  | "survey.hastened"
  | "survey.paused"
  | "survey.resumed"
  | "survey.dealt"
  | "survey.list_uploaded"
  | "survey.launched"
  | "survey.closed"
  | "survey.imported"
  | "wave.opened"
  | "response.commented"
  | "response.revised"
  | "response.released"
  | "interaction.logged"
  | "contact.linked"
  | "digest.scheduled"
  | "digest.stopped"
  | "contact.unsubscribed"
  | "contact.resubscribed"
  | "contact.suppressed"
  | "contact.bounced"
  | "organization.changed"
  | "intake.received"
  | "intake.recorded"
  | "intake.closed"
  | "data.requested"
  | "data.expired"
  | "contact.erased"
  | "response.erased"
  | "delivery.retried";

/** What the audit asks of the database: rows can be added and never changed. */
export type AuditStore = {
  /** `before` and `after` hold no secrets, no e-mail addresses and no customer's words. */
  add(
    actor: Actor,
    action: AuditAction,
    subjectId?: string,
    change?: { before?: Record<string, unknown>; after?: Record<string, unknown>; at?: Date },
  ): Promise<void>;
};
