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
  | "survey.launched"
  | "survey.closed"
  | "survey.imported"
  | "wave.opened"
  | "response.commented"
  | "digest.scheduled"
  | "digest.stopped"
  | "delivery.retried";

/** What the audit asks of the database: rows can be added and never changed. */
export type AuditStore = {
  /** `before` and `after` hold no secrets, no e-mail addresses and no customer's words. */
  add(
    actor: Actor,
    action: AuditAction,
    subjectId?: string,
    change?: { before?: Record<string, unknown>; after?: Record<string, unknown> },
  ): Promise<void>;
};
