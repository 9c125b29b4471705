import { isObject, type Json, text } from "../loopback.js";
import {
  baseActivity,
  botAccount,
  filled,
  type Settings,
  type TeamsActionOptions,
  type TeamsAnswer,
  type TeamsInvokeOptions,
  type TeamsMessageOptions,
  type TeamsSendOptions,
} from "./activity.js";
import { actionsOf, cardProblems, cardType } from "./cards.js";
import { activityId, conversationAt, personalConversation, type TeamsState } from "./state.js";
import { authorization } from "./tokens.js";

export type TeamsSender = ReturnType<typeof createSender>;
/** Teams' side of the wire: what people do, posted to the app as activities with a signed token. */
export function createSender(state: TeamsState, settings: Settings) {
  const bot = botAccount(settings);

  function place(from: string, conversation?: string) {
    const user = state.users.get(from);
    if (!user) throw new Error(`There is no user ${from}`);
    const where =
      conversation === undefined
        ? personalConversation(state, user.id, settings.tenantId)
        : conversationAt(state, conversation);
    if (!where) throw new Error(`There is no conversation ${conversation}`);
    return { user, where };
  }

  /** Posts any activity. */
  async function send(activity: Json, options: TeamsSendOptions = {}): Promise<TeamsAnswer> {
    const whole: Json = { ...activity, ...(options.id ? { id: options.id } : {}), ...options.activity };
    const claims = { issuer: settings.issuer, audience: settings.appId, serviceUrl: settings.serviceUrl() };
    const header = await authorization(claims, options.token);
    const headers: Record<string, string> = { "content-type": "application/json; charset=utf-8" };
    if (header !== undefined) headers.authorization = header;
    const start = performance.now();
    const body = options.rawBody ?? JSON.stringify(whole);
    const response = await fetch(settings.target(), { method: "POST", headers, body, redirect: "manual" });
    const raw = await response.text();
    const ms = performance.now() - start;
    const limit = /^(task|composeExtension)\//.test(text(whole.name)) ? 5000 : 15_000;
    if (ms > limit)
      state.violations.push(`the app took ${Math.round(ms)} ms to answer; Teams waits ${limit}`);
    const answer = {
      status: response.status,
      body: parsed(raw),
      headers: Object.fromEntries(response.headers),
      ms,
    };
    if (response.ok) checkCards(answer.body, text(whole.name) || text(whole.type));
    return answer;
  }

  /** Every adaptive card in an answer must be as good as one that is sent. */
  function checkCards(value: unknown, where: string): void {
    if (Array.isArray(value)) for (const one of value) checkCards(one, where);
    else if (isObject(value)) {
      const card =
        value.contentType === cardType ? value.content : value.type === cardType ? value.value : undefined;
      if (card !== undefined)
        state.violations.push(...cardProblems(card).map((problem) => `${where}: ${problem}`));
      else for (const one of Object.values(value)) checkCards(one, where);
    }
  }

  /** A person writes to the bot; in a channel the text begins with a mention of it. */
  function message(options: TeamsMessageOptions): Promise<TeamsAnswer> {
    const { user, where } = place(options.from, options.conversation);
    const inChannel = where.type === "channel";
    const id = options.id ?? activityId();
    const activity = baseActivity(settings, user, where, inChannel ? (options.thread ?? id) : undefined);
    const mention = `<at>${settings.botName}</at>`;
    const mentioned = inChannel && options.mention !== false;
    const entities = Array.isArray(activity.entities) ? activity.entities : [];
    return send(
      {
        ...activity,
        id,
        type: "message",
        textFormat: "plain",
        text: mentioned ? `${mention} ${options.text}` : options.text,
        entities: mentioned ? [{ type: "mention", mentioned: bot, text: mention }, ...entities] : entities,
        ...(options.thread ? { replyToId: options.thread } : {}),
        ...(options.value === undefined ? {} : { value: options.value }),
      },
      options,
    );
  }

  /** Teams asks the app for an answer: an Action.Execute, a dialog, a message extension. */
  function invoke(options: TeamsInvokeOptions): Promise<TeamsAnswer> {
    const { user, where } = place(options.from, options.conversation);
    const action = { type: "Action.Execute", verb: options.verb, data: options.data ?? {} };
    const value = options.verb === undefined ? options.value : { action, trigger: "manual" };
    const thread = where.type === "channel" ? options.replyToId : undefined;
    return send(
      {
        ...baseActivity(settings, user, where, thread),
        type: "invoke",
        name: options.name,
        value,
        ...(options.replyToId ? { replyToId: options.replyToId } : {}),
      },
      options,
    );
  }

  /** A person presses a button of a card that the app sent; the card in the app's answer takes its place. */
  async function action(options: TeamsActionOptions): Promise<TeamsAnswer> {
    const stored =
      typeof options.on === "string" ? state.activities.find((one) => one.id === options.on) : options.on;
    if (!stored?.card) throw new Error("There is no card to press a button of");
    const { card, id, conversation } = stored;
    const found = actionsOf(card).find((one) => [one.verb, one.id, one.title].includes(options.action));
    if (!found) {
      const known = actionsOf(card).map((one) => `${text(one.verb)} (${text(one.title)})`);
      throw new Error(`There is no "${options.action}" to press; there is ${known.join(", ") || "nothing"}`);
    }
    const data = { ...(isObject(found.data) ? found.data : {}), ...filled(card, options.inputs ?? {}) };
    const common = { ...options, conversation, replyToId: id };
    if (found.type === "Action.Submit") {
      return message({ ...common, text: "", value: data, mention: false, thread: stored.replyToId || id });
    }
    const answer = await invoke({ ...common, name: "adaptiveCard/action", verb: text(found.verb), data });
    const reply = isObject(answer.body) ? answer.body : {};
    if (answer.status === 200 && reply.type === cardType && isObject(reply.value)) stored.card = reply.value;
    return answer;
  }

  /** People or the bot join or leave a conversation. */
  function conversationUpdate(
    options: TeamsSendOptions & {
      from: string;
      conversation?: string;
      added?: string[];
      removed?: string[];
      eventType?: string;
    },
  ): Promise<TeamsAnswer> {
    const { user, where } = place(options.from, options.conversation);
    const activity = baseActivity(settings, user, where);
    const change = {
      ...(isObject(activity.channelData) ? activity.channelData : {}),
      eventType: options.eventType,
    };
    const accounts = (ids: string[]) => ids.map((id) => ({ id: id === "bot" ? bot.id : id }));
    return send(
      {
        ...activity,
        type: "conversationUpdate",
        channelData: change,
        ...(options.removed ? { membersRemoved: accounts(options.removed) } : {}),
        ...(options.removed && !options.added ? {} : { membersAdded: accounts(options.added ?? ["bot"]) }),
      },
      options,
    );
  }

  /** The app is installed or removed, in a team's channel or for a person. */
  function installationUpdate(
    options: TeamsSendOptions & { from: string; conversation?: string; action?: "add" | "remove" },
  ): Promise<TeamsAnswer> {
    const { user, where } = place(options.from, options.conversation);
    return send(
      { ...baseActivity(settings, user, where), type: "installationUpdate", action: options.action ?? "add" },
      options,
    );
  }

  return { send, message, invoke, action, conversationUpdate, installationUpdate };
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}
