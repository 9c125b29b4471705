import { createHash } from "node:crypto";
import type { Request, Response } from "express";
import type { Member, Store } from "../../domain/context.js";
import { actorOf } from "../../domain/members/enter.js";
import type { ChannelRow, MemberRow } from "../../domain/members/store.js";
import { type Catalogue, catalogue } from "../../i18n/catalogue.js";
import { cookie } from "./cookies.js";
import type { BrowserOptions, ShownOrganization } from "./options.js";
import { base, isId } from "./paths.js";
import { tokenOf } from "./safety.js";

/** What a page knows: the organization, and who the visitor is being in it. */
export type Visit = {
  organization: ShownOrganization;
  store: Store;
  people: MemberRow[];
  actor: Member;
  channels: ChannelRow[];
  t: Catalogue;
  token: string;
  newId(): string;
};

/** Where a visitor talks: a channel, or (without one) directly with the bot. */
export type Place = { path: string; channel?: ChannelRow };

/** Who visits; "nobody" where the organization has no people yet, undefined where there is no organization. */
export async function openVisit(
  { organization, storeOf, newId }: BrowserOptions,
  req: Request,
  res: Response,
): Promise<Visit | "nobody" | undefined> {
  const shown = await organization();
  if (!shown) return undefined;
  const store = storeOf(shown.id);
  const [people, channels] = await Promise.all([store.members.list(), store.members.channels("browser")]);
  const chosen = cookie(req, "enfoque_person");
  const me =
    people.find(({ id }) => id === chosen) ?? people.find(({ role }) => role === "admin") ?? people[0];
  if (!me) return "nobody";
  const actor = await actorOf({ store }, me);
  const t = catalogue(actor.locale);
  return { organization: shown, store, people, actor, channels, t, token: tokenOf(res), newId };
}

export const directPath = `${base}/direct`;

export function channelPath(id: string): string {
  return `${base}/channels/${id}`;
}

/** The place that an address names; undefined where there is none. */
export function placeOf(visit: Visit, channelId: string | undefined): Place | undefined {
  if (channelId === undefined) return { path: directPath };
  const channel = visit.channels.find(({ id }) => id === channelId);
  return channel && { path: channelPath(channel.id), channel };
}

/** The id that an act's answer is posted under, so that a repeated act has one answer. */
export function answerId(act: string): string {
  if (!isId(act)) throw new TypeError("an act is named by a UUID");
  const hex = createHash("sha256").update(`answer\0${act.toLowerCase()}`).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
