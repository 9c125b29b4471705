import { type Json, text } from "../loopback.js";
import { inputsOf } from "./cards.js";
import { activityId, type TeamsActivity, type TeamsConversation, type TeamsUser } from "./state.js";
import type { BadToken } from "./tokens.js";

export type TeamsSendOptions = {
  /** What is wrong with the token; right when left out. */
  token?: BadToken | "unendorsed_key";
  /** The activity id, to send the same one twice. */
  id?: string;
  /** Fields put over the activity, `{ channelId: "AseChannel" }` for instance. */
  activity?: Json;
  /** The exact bytes to send instead. */
  rawBody?: string;
};
export type TeamsMessageOptions = TeamsSendOptions & {
  text: string;
  from: string;
  /** A known conversation; the person's one-to-one chat with the bot when left out. */
  conversation?: string;
  /** In a channel the bot is mentioned first; false leaves that out. */
  mention?: boolean;
  /** The message that started the thread, in a channel; a new thread when left out. */
  thread?: string;
  value?: unknown;
};
export type TeamsInvokeOptions = TeamsSendOptions & {
  /** "adaptiveCard/action", "task/fetch", "task/submit", "composeExtension/fetchTask" … */
  name: string;
  from: string;
  conversation?: string;
  /** Short for value = { action: { type: "Action.Execute", verb, data }, trigger: "manual" }. */
  verb?: string;
  data?: Json;
  value?: unknown;
  replyToId?: string;
};
export type TeamsActionOptions = TeamsSendOptions & {
  /** A stored activity with a card, or its id. */
  on: TeamsActivity | string;
  /** The action's verb, id or title. */
  action: string;
  from: string;
  /** What the person entered, by input id. */
  inputs?: Json;
};
export type TeamsAnswer = { status: number; body: unknown; headers: Record<string, string>; ms: number };

export type Settings = {
  appId: string;
  tenantId: string;
  issuer: string;
  botName: string;
  target(): string;
  serviceUrl(): string;
};

/** The bot as Teams names it. */
export function botAccount({ appId, botName }: Settings) {
  return { id: `28:${appId}`, name: botName };
}

/** The fields that every activity from Teams has. */
export function baseActivity(
  settings: Settings,
  from: TeamsUser,
  conversation: TeamsConversation,
  thread?: string,
): Json {
  const id = activityId();
  const inChannel = conversation.type === "channel";
  return {
    id,
    timestamp: new Date().toISOString(),
    localTimestamp: new Date().toISOString(),
    localTimezone: "Europe/Madrid",
    locale: from.locale,
    channelId: "msteams",
    serviceUrl: settings.serviceUrl(),
    from: { id: from.id, name: from.name, aadObjectId: from.aadObjectId },
    recipient: botAccount(settings),
    conversation: {
      id: thread ? `${conversation.id};messageid=${thread}` : conversation.id,
      conversationType: conversation.type,
      tenantId: conversation.tenantId,
      ...(inChannel ? { isGroup: true, name: conversation.name } : {}),
    },
    channelData: {
      tenant: { id: conversation.tenantId },
      ...(inChannel
        ? {
            team: conversation.team,
            teamsTeamId: conversation.team?.id,
            teamsChannelId: conversation.id,
            channel: { id: conversation.id, name: conversation.name },
          }
        : {}),
    },
    entities: [
      {
        type: "clientInfo",
        locale: from.locale,
        country: "ES",
        platform: "Web",
        timezone: "Europe/Madrid",
      },
    ],
  };
}

/** What the card sends for its inputs: what was entered, else what was there already. */
export function filled(card: Json, entered: Json): Json {
  const ids = inputsOf(card).map((input) => text(input.id));
  const stray = Object.keys(entered).filter((id) => !ids.includes(id));
  if (stray.length > 0)
    throw new Error(`The card has no input ${stray.join(", ")}; it has ${ids.join(", ")}`);
  const values = inputsOf(card).map(
    (input) => [text(input.id), entered[text(input.id)] ?? input.value] as const,
  );
  const empty = inputsOf(card).filter((input) => {
    const value = entered[text(input.id)] ?? input.value;
    return input.isRequired === true && (value === undefined || value === "");
  });
  if (empty.length > 0) throw new Error(`Teams asks for ${empty.map((input) => text(input.id)).join(", ")}`);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}
