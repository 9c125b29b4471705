import { randomBytes } from "node:crypto";
import type { Json } from "../loopback.js";

export type TeamsUser = {
  id: string;
  aadObjectId: string;
  name: string;
  email: string;
  locale: string;
  role: "user" | "owner" | "guest";
};
export type TeamsConversation = {
  id: string;
  type: "personal" | "channel";
  tenantId: string;
  name: string;
  /** User ids ("29:…"). */
  members: string[];
  team?: { id: string; name: string };
};
export type TeamsActivity = {
  id: string;
  conversation: string;
  /** The message it is a reply to, "" when it starts a thread. */
  replyToId: string;
  type: string;
  text: string;
  summary: string;
  attachments: Json[];
  /** The first adaptive card. */
  card: Json | undefined;
  updates: number;
  /** The activity as the app sent it last. */
  content: Json;
};
export type TeamsCall = { method: string; path: string; body: unknown; at: number; status: number };

/** All that the fake Teams remembers. */
export type TeamsState = {
  users: Map<string, TeamsUser>;
  conversations: Map<string, TeamsConversation>;
  activities: TeamsActivity[];
  calls: TeamsCall[];
  violations: string[];
  /** Issued bearer tokens and when they expire. */
  tokens: Map<string, number>;
  tokenRequests: number;
};

/** An empty Teams. */
export function createState(): TeamsState {
  return {
    users: new Map(),
    conversations: new Map(),
    activities: [],
    calls: [],
    violations: [],
    tokens: new Map(),
    tokenRequests: 0,
  };
}

let counter = 0;

/** An activity id in Teams' shape: milliseconds, unique within the process. */
export function activityId(): string {
  counter += 1;
  return String(Date.now() * 1000 + counter);
}

/** A random token for ids. */
export function randomId(bytes = 8): string {
  return randomBytes(bytes).toString("hex");
}

/** A conversation by its id, with or without the `;messageid=` of a thread. */
export function conversationAt(state: TeamsState, id: string): TeamsConversation | undefined {
  return state.conversations.get(id.split(";")[0] ?? id);
}

/** The one-to-one conversation with a user, made at first use. */
export function personalConversation(state: TeamsState, user: string, tenantId: string): TeamsConversation {
  for (const one of state.conversations.values())
    if (one.type === "personal" && one.members[0] === user) return one;
  const made: TeamsConversation = {
    id: `a:${randomId(16)}`,
    type: "personal",
    tenantId,
    name: "",
    members: [user],
  };
  state.conversations.set(made.id, made);
  return made;
}
