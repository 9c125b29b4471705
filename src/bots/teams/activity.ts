import { z } from "zod";
import type { Locale } from "../../domain/customers/store.js";
import { knownLocale } from "../../i18n/catalogue.js";
import type { Caller } from "../command.js";
import { type PersonAddress, type PlaceAddress, withoutThread } from "./address.js";

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);
const named = z.object({ id: text, name: text }).nullish().catch(undefined);
const mention = z.object({
  type: z.literal("mention"),
  text: z.string(),
  mentioned: z.object({ id: z.string() }),
});
const clientInfo = z.object({ type: z.literal("clientInfo"), timezone: z.string() });

/** What we read of what Teams sends; everything else is left alone. */
export const incoming = z.object({
  type: z.string(),
  id: z.string().min(1),
  name: text,
  text,
  value: z.unknown().optional(),
  action: text,
  locale: text,
  localTimezone: text,
  serviceUrl: z.string(),
  replyToId: text,
  from: z.object({ id: z.string(), name: text, aadObjectId: text }),
  recipient: z.object({ id: z.string(), name: text }),
  conversation: z.object({ id: z.string(), name: text, conversationType: text, tenantId: text }),
  channelData: z.object({ tenant: named, channel: named, team: named }).partial().nullish().catch(undefined),
  membersAdded: z.array(z.object({ id: z.string() })).nullish(),
  entities: z.array(z.unknown()).nullish(),
});
export type Incoming = z.infer<typeof incoming>;

/** The tenant an activity comes from; undefined where it names none, or two. */
export function tenantOf({ channelData, conversation }: Incoming): string | undefined {
  const named = [channelData?.tenant?.id, conversation.tenantId].filter((id) => id !== undefined);
  const tenants = new Set(named.map((id) => id.toLowerCase()));
  const [tenant] = tenants;
  return tenants.size === 1 ? tenant : undefined;
}

/** The language of the person's Teams, if we speak it. */
export function localeOf({ locale }: Incoming): Locale | undefined {
  return knownLocale(locale);
}

/** One act: an activity's id is unique within its conversation alone. */
export function actKeyOf({ type, id, replyToId, conversation }: Incoming): string {
  const on = type === "invoke" && replyToId ? `:${replyToId}` : "";
  return `teams:${withoutThread(conversation.id)}:${id}${on}`;
}

/** Who did it, and where. */
export function callerOf(activity: Incoming, tenantId: string): Caller {
  const { from } = activity;
  const locale = localeOf(activity);
  const zone = zoneOf(activity);
  return {
    platform: "teams",
    workspaceId: tenantId,
    person: {
      externalId: from.aadObjectId ?? from.id,
      name: from.name ?? "",
      address: personAddressOf(activity, tenantId),
      ...(locale ? { locale } : {}),
      ...(zone ? { zone } : {}),
    },
    ...(isPersonal(activity) ? {} : { place: placeOf(activity, tenantId) }),
    actKey: actKeyOf(activity),
  };
}

function isPersonal({ conversation }: Incoming): boolean {
  return conversation.conversationType === "personal";
}

function placeOf(activity: Incoming, tenantId: string) {
  const { conversation, channelData } = activity;
  const name = channelData?.channel?.name ?? conversation.name ?? channelData?.team?.name ?? "…";
  return { externalId: withoutThread(conversation.id), name, address: placeAddressOf(activity, tenantId) };
}

function placeAddressOf(activity: Incoming, tenantId: string): PlaceAddress {
  const { id, conversationType } = activity.conversation;
  const conversation = { id: withoutThread(id), tenantId, ...(conversationType ? { conversationType } : {}) };
  return { ...common(activity, tenantId), conversation };
}

function personAddressOf(activity: Incoming, tenantId: string): PersonAddress {
  const chat = isPersonal(activity) ? { conversation: placeAddressOf(activity, tenantId).conversation } : {};
  return { ...common(activity, tenantId), userId: activity.from.id, ...chat };
}

function common({ serviceUrl, recipient }: Incoming, tenantId: string) {
  const bot = { id: recipient.id, ...(recipient.name ? { name: recipient.name } : {}) };
  return { channelId: "msteams" as const, serviceUrl, tenantId, bot };
}

function zoneOf({ localTimezone, entities }: Incoming): string | undefined {
  const known = (entities ?? []).map((entity) => clientInfo.safeParse(entity).data?.timezone);
  return [localTimezone, ...known].find((zone) => zone !== undefined && isZone(zone));
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** What a person typed, without the mention of the bot and the markup that Teams puts around names. */
export function typedText(activity: Incoming): string {
  const mentions = (activity.entities ?? []).map((entity) => mention.safeParse(entity).data);
  const ours = mentions.filter((one) => one?.mentioned.id === activity.recipient.id);
  let typed = activity.text ?? "";
  for (const one of ours) typed = typed.replace(one?.text ?? "", " ");
  return typed
    .replace(/<at\b[^>]*>(.*?)<\/at>/gs, "$1")
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi, decodeEntity)
    .replaceAll("\u00a0", " ")
    .trim();
}

function decodeEntity(whole: string, decimal?: string, hex?: string, name = ""): string {
  const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
  if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  return entities[name.toLowerCase()] ?? whole;
}
