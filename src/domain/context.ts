import type { AnnouncementStore } from "./announcements/store.js";
import type { AuditStore } from "./audit/store.js";
import type { CustomerStore, Locale } from "./customers/store.js";
import type { DeliveryStore } from "./deliveries/store.js";
import type { DigestStore } from "./digests/store.js";
import { DomainError } from "./errors.js";
import type { InboundStore } from "./inbound/store.js";
import type { IntakeStore } from "./intake/store.js";
import type { InteractionStore } from "./interactions/store.js";
import type { MemberStore, Role } from "./members/store.js";
import type { NeedStore } from "./needs/store.js";
import type { OrganizationStore } from "./organizations/store.js";
import type { PrivacyStore } from "./privacy/store.js";
import type { SuppressionStore } from "./suppression/store.js";
import type { SurveyStore } from "./surveys/store.js";
import type { TaskInput, TaskName } from "./tasks.js";
import type { TeamStore } from "./teams/store.js";
import type { WorkspaceStore } from "./workspace/store.js";

/** Who does something: a member of the organization, a customer by link, whoever opens a public page, the operator, or the service itself. */
export type Actor =
  | { kind: "member"; memberId: string; name: string; role: Role; locale: Locale; zone: string }
  | { kind: "respondent"; key: string }
  | { kind: "visitor" }
  | { kind: "operator" }
  | { kind: "service" };

export type Member = Extract<Actor, { kind: "member" }>;

/** Promises of later work, written in the same transaction as what they follow from. */
export type OutboxStore = {
  add<N extends TaskName>(name: N, payload: TaskInput<N>, dueAt?: Date): Promise<void>;
};

/** Everything a use-case may ask of the database, bound to one organization. */
export type Store = {
  /**
   * Runs `work` in one transaction; where this act was done before, refuses with "already_done".
   * Inside, one question at a time: a transaction is one connection.
   */
  transaction<T>(work: (tx: Store) => Promise<T>): Promise<T>;
  organization: OrganizationStore;
  members: MemberStore;
  teams: TeamStore;
  customers: CustomerStore;
  needs: NeedStore;
  announcements: AnnouncementStore;
  surveys: SurveyStore;
  interactions: InteractionStore;
  digests: DigestStore;
  intake: IntakeStore;
  privacy: PrivacyStore;
  suppressions: SuppressionStore;
  inbound: InboundStore;
  deliveries: DeliveryStore;
  workspace: WorkspaceStore;
  outbox: OutboxStore;
  audit: AuditStore;
};

/** What every use-case is handed; `A` narrows who may call it. */
export type Context<A extends Actor = Actor> = {
  organizationId: string;
  store: Store;
  actor: A;
  /** The channel the command was given in; absent in a conversation between one person and the bot. */
  channelId?: string | undefined;
  now(): Date;
  newId(): string;
  /** The key that survey tokens are derived from. */
  secret: Buffer;
  links: Links;
};

/** Addresses that others can open. */
export type Links = {
  survey(token: string): string;
  upload(token: string): string;
  logo(token: string): string;
  /** The public page of an organization, where anybody can tell it something. */
  talk(slug: string): string;
  /** What became of what somebody told there. */
  talkStatus(slug: string, reference: string): string;
  privacy(slug: string): string;
  /** Where a person says that they do not want to be asked any more. */
  unsubscribe(token: string): string;
  /** A person's own data. */
  data(token: string): string;
};

const rank: Record<Role, number> = { member: 0, manager: 1, admin: 2 };

/** Refuses with "not_allowed" unless a member has at least this role; the operator may do everything. */
export function requireRole(actor: Actor, role: Role): void {
  if (actor.kind === "operator" || actor.kind === "service") return;
  if (actor.kind === "member" && isAtLeast(actor, role)) return;
  throw new DomainError("not_allowed", { role });
}

/** Whether a member has a role, or one above it. */
export function isAtLeast(member: Member, role: Role): boolean {
  return rank[member.role] >= rank[role];
}

/** The member behind a context; refuses with "not_allowed" where there is none. */
export function requireMember(actor: Actor): Member {
  if (actor.kind !== "member") throw new DomainError("not_allowed", { role: "member" });
  return actor;
}

/** How an actor is named in the audit; ids only. */
export function actorKey(actor: Actor): string {
  switch (actor.kind) {
    case "member":
      return `member:${actor.memberId}`;
    case "respondent":
      return actor.key;
    case "visitor":
    case "operator":
    case "service":
      return actor.kind;
  }
}
