import { type Catalogue, catalogue } from "../../i18n/catalogue.js";
import type { Card } from "../../views/card.js";
import type { Form } from "../../views/form.js";
import { noteCard } from "../../views/note.js";
import type { Dispatch, Request } from "../command.js";
import { actKeyOf, callerOf, type Incoming, localeOf, typedText } from "./activity.js";
import { withoutThread } from "./address.js";
import { readAction } from "./form.js";
import { limits } from "./limits.js";
import { cardAnswer, textAnswer } from "./message.js";
import { plainText } from "./render.js";
import { clip } from "./text.js";

/** What handling an activity takes of the conversation it stands in. */
export type Conversation = {
  /** Says something where the activity stands: in its thread, or in the 1:1 conversation. */
  post(reply: Card | Form, t: Catalogue): Promise<void>;
  /** Puts something in the place of a message of ours; false where that is not possible. */
  replace(activityId: string, reply: Card | Form, t: Catalogue): Promise<boolean>;
};
export type Handling = {
  dispatch: Dispatch;
  /** True the first time a key is seen until it expires; shared by all processes. */
  firstSeen(key: string, expiresAt: Date): Promise<boolean>;
  now(): Date;
};
/** The HTTP answer to an activity. */
export type Answer = { status: number; body?: unknown };

/** A token lives an hour, and Teams itself repeats within seconds. */
const rememberMs = 24 * 60 * 60_000;
/** An installation is told in two ways at about the same time. */
const greetedMs = 10 * 60_000;
const ok: Answer = { status: 200 };

/** Does what an activity asks, once; throws when the database cannot be reached. */
export async function handle(
  activity: Incoming,
  tenantId: string,
  conversation: Conversation,
  { dispatch, firstSeen, now }: Handling,
): Promise<Answer> {
  const isNew = (key: string, ms: number) => firstSeen(key, new Date(now().getTime() + ms));
  const ask = (request: Request) => dispatch(callerOf(activity, tenantId), request);
  const t = catalogue(localeOf(activity) ?? "en");

  if (isAdded(activity)) {
    const key = `teams-greeted:${withoutThread(activity.conversation.id)}`;
    if (await isNew(key, greetedMs))
      await conversation.post(noteCard(t.platform.welcome, t.platform.welcomeHow), t);
    return ok;
  }
  if (activity.type === "message") {
    if (!(await isNew(actKeyOf(activity), rememberMs))) return ok;
    await onMessage(activity, conversation, ask);
    return ok;
  }
  if (activity.type !== "invoke") return ok;
  if (activity.name !== "adaptiveCard/action") return { status: 501 };
  if (!(await isNew(actKeyOf(activity), rememberMs))) {
    return { status: 200, body: textAnswer(t.error.already_done()) };
  }
  return { status: 200, body: await onButton(activity, conversation, ask) };
}

type Ask = (request: Request) => ReturnType<Dispatch>;

/** Typed text, or the fallback of a button in a client that knows no Action.Execute. */
async function onMessage(activity: Incoming, conversation: Conversation, ask: Ask): Promise<void> {
  const { value, replyToId } = activity;
  const isButton = typeof value === "object" && value !== null;
  const request: Request = isButton ? readAction(value) : { kind: "text", text: typedText(activity) };
  const { reply, t } = await ask(request);
  const form = request.kind === "submit" ? replyToId : undefined;
  if (form && (await conversation.replace(form, reply, t))) return;
  await conversation.post(reply, t);
}

/**
 * A form gives way to the reply. Any other card stays, since it may be an announcement that all see: the person who
 * pressed is told in words, and what words cannot show is posted below.
 */
async function onButton(activity: Incoming, conversation: Conversation, ask: Ask): Promise<unknown> {
  const { action } = (activity.value ?? {}) as { action?: { data?: unknown } | null };
  const request = readAction(action?.data);
  const { reply, t } = await ask(request);
  if (request.kind === "submit") {
    // The answer changes the card for this person, the update for everybody and for good.
    if (activity.replyToId) await conversation.replace(activity.replyToId, reply, t);
    return cardAnswer(reply, t);
  }
  if (reply.kind === "card" && isWords(reply)) {
    return textAnswer(clip(plainText(reply), limits.text, t.platform.clipped));
  }
  await conversation.post(reply, t);
  return textAnswer(reply.title);
}

function isWords({ elements, actions = [] }: Card): boolean {
  return actions.length === 0 && elements.every(({ type }) => type === "text");
}

/** Whether the bot itself was just added to a team, a group chat or by a person. */
function isAdded({ type, action, membersAdded, recipient }: Incoming): boolean {
  if (type === "installationUpdate") return action === "add";
  return type === "conversationUpdate" && (membersAdded ?? []).some(({ id }) => id === recipient.id);
}
