import type { Locale } from "../customers/store.js";

export const roles = ["member", "manager", "admin"] as const;
export type Role = (typeof roles)[number];
export type Platform = "slack" | "teams" | "browser";

export type MemberRow = {
  id: string;
  name: string;
  role: Role;
  locale: Locale | null;
  zone: string | null;
};

/** A person's self on a platform, and what that platform needs to reach them directly. */
export type Identity = {
  platform: Platform;
  workspaceId: string;
  externalId: string;
  address?: unknown;
};

/** A place on a platform where people talk, and what that platform needs to post there. */
export type Place = {
  platform: Platform;
  workspaceId: string;
  externalId: string;
  name: string;
  address?: unknown;
};

export type ChannelRow = {
  id: string;
  platform: Platform;
  workspaceId: string;
  externalId: string;
  name: string;
  address: unknown;
};

/** What members, their selves on the platforms and their channels ask of the database. */
export type MemberStore = {
  count(): Promise<number>;
  list(): Promise<MemberRow[]>;
  byId(id: string): Promise<MemberRow | undefined>;
  byName(name: string): Promise<MemberRow[]>;
  byIdentity(identity: Identity): Promise<MemberRow | undefined>;
  add(member: {
    id: string;
    name: string;
    role: Role;
    locale?: Locale | undefined;
    zone?: string | undefined;
  }): Promise<void>;
  addIdentity(memberId: string, identity: Identity, id: string): Promise<void>;
  /** Notes where the person was last seen, so that direct messages find them there. */
  seen(memberId: string, identity: Identity, at: Date): Promise<void>;
  /** The person's most recently used self, of one platform where it is named. */
  latestIdentity(memberId: string, platform?: string): Promise<Identity | undefined>;
  setRole(id: string, role: Role): Promise<void>;
  /** The ids of the admins; until the transaction ends nobody else joins or changes a role. */
  lockAdmins(): Promise<string[]>;
  setLocale(id: string, locale: Locale): Promise<void>;
  /** Finds or records a channel, keeping its latest name and address. */
  channelAt(place: Place, id: string): Promise<ChannelRow>;
  channel(id: string): Promise<ChannelRow | undefined>;
  channels(platform: Platform): Promise<ChannelRow[]>;
};
