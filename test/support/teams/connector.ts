import type { IncomingMessage } from "node:http";
import { isObject, type Json, objects, text } from "../loopback.js";
import { activityProblems, cardType, isTooLarge } from "./cards.js";
import {
  activityId,
  conversationAt,
  personalConversation,
  type TeamsActivity,
  type TeamsCall,
  type TeamsConversation,
  type TeamsState,
  type TeamsUser,
} from "./state.js";

/** An error of the Bot Connector. */
export class ConnectorRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;
  constructor(status: number, code: string, message = code, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

type Settings = { appId: string; tenantId: string };
type Result = { status: number; body: unknown };
type Wait = (key: string) => number;

/** Answers one request of the Bot Connector's REST interface, or throws its refusal. */
export function connect(
  state: TeamsState,
  settings: Settings,
  wait: Wait,
  request: IncomingMessage,
  call: TeamsCall,
  raw: string,
): Result {
  const route = /^(?:\/teams)?\/v3\/conversations(?:\/([^/]+)(?:\/([^/]+)(?:\/([^/]+))?)?)?\/?$/.exec(
    call.path,
  );
  if (!route) throw new ConnectorRefusal(404, "ServiceError", `no route ${call.path}`);
  const token = request.headers.authorization?.match(/^Bearer (.+)$/)?.[1] ?? "";
  if ((state.tokens.get(token) ?? 0) < Date.now())
    throw new ConnectorRefusal(401, "AuthorizationFailed", "Authorization has been denied for this request.");
  if (isTooLarge(raw)) throw new ConnectorRefusal(413, "MessageSizeTooBig", "Message size too large.");
  const [id = "", area = "", inner = ""] = route.slice(1).map((part) => decodeURIComponent(part ?? ""));
  const body = isObject(call.body) ? call.body : {};
  if (!id && call.method === "POST") return createConversation(state, settings, body);

  const conversation = conversationAt(state, id);
  if (!conversation) throw new ConnectorRefusal(404, "ConversationNotFound", "Conversation not found.");
  if (area === "activities") return onActivity(state, wait, conversation, id, inner, call.method, body);
  if (area === "members" && call.method === "GET") {
    if (!inner)
      return { status: 200, body: membersOf(state, conversation).map((user) => account(user, settings)) };
    const user = membersOf(state, conversation).find((one) => one.id === inner || one.aadObjectId === inner);
    if (!user)
      throw new ConnectorRefusal(404, "MemberNotFoundInConversation", "Member not found in conversation.");
    return { status: 200, body: account(user, settings) };
  }
  if (area === "pagedmembers" && call.method === "GET") {
    return {
      status: 200,
      body: { members: membersOf(state, conversation).map((user) => account(user, settings)) },
    };
  }
  throw new ConnectorRefusal(405, "MethodNotAllowed");
}

function createConversation(state: TeamsState, { appId, tenantId }: Settings, body: Json): Result {
  const bad = (message: string) => new ConnectorRefusal(400, "BadSyntax", message);
  const channelData = isObject(body.channelData) ? body.channelData : {};
  const tenant = isObject(channelData.tenant) ? text(channelData.tenant.id) : "";
  const bot = isObject(body.bot) ? text(body.bot.id) : "";
  if (bot.replace(/^28:/, "") !== appId) throw bad("bot.id must be this bot");
  if ((text(body.tenantId) || tenant) !== tenantId) throw bad("tenantId must be the user's tenant");
  if (body.isGroup === true) return startThread(state, body, channelData);
  const members = objects(body.members);
  const wanted = text(members[0]?.id);
  if (members.length !== 1 || !wanted) throw bad("exactly one member is needed");
  const user = [...state.users.values()].find((one) => one.id === wanted || one.aadObjectId === wanted);
  if (!user)
    throw new ConnectorRefusal(403, "BotNotInConversationRoster", "The bot is not installed for this user.");
  return { status: 201, body: { id: personalConversation(state, user.id, tenantId).id } };
}

function startThread(state: TeamsState, body: Json, channelData: Json): Result {
  const channel = isObject(channelData.channel) ? text(channelData.channel.id) : "";
  const conversation = conversationAt(state, channel);
  if (!conversation) throw new ConnectorRefusal(404, "ConversationNotFound", "Conversation not found.");
  if (!isObject(body.activity)) throw new ConnectorRefusal(400, "BadSyntax", "activity is needed");
  const activity = store(state, conversation, body.activity, "");
  return {
    status: 201,
    body: { id: `${conversation.id};messageid=${activity.id}`, activityId: activity.id },
  };
}

function onActivity(
  state: TeamsState,
  wait: Wait,
  conversation: TeamsConversation,
  id: string,
  activity: string,
  method: string,
  body: Json,
): Result {
  if (method === "POST") {
    const seconds = wait(conversation.id);
    if (seconds > 0)
      throw new ConnectorRefusal(429, "TooManyRequests", "Too many requests.", {
        "retry-after": String(seconds),
      });
    const thread = activity || (id.split(";messageid=")[1] ?? "");
    return { status: 201, body: { id: store(state, conversation, body, thread).id } };
  }
  const known = state.activities.find((one) => one.id === activity && one.conversation === conversation.id);
  if (!known) throw new ConnectorRefusal(404, "ActivityNotFoundInConversation", "Activity not found.");
  if (method === "PUT") {
    check(body);
    Object.assign(known, fieldsOf(body), { updates: known.updates + 1 });
    return { status: 200, body: { id: known.id } };
  }
  if (method !== "DELETE") throw new ConnectorRefusal(405, "MethodNotAllowed");
  state.activities.splice(state.activities.indexOf(known), 1);
  return { status: 200, body: {} };
}

function store(
  state: TeamsState,
  conversation: TeamsConversation,
  body: Json,
  replyToId: string,
): TeamsActivity {
  check(body);
  const activity: TeamsActivity = {
    id: activityId(),
    conversation: conversation.id,
    replyToId,
    updates: 0,
    ...fieldsOf(body),
  };
  state.activities.push(activity);
  return activity;
}

function check(body: Json): void {
  if (!text(body.type)) throw new ConnectorRefusal(400, "BadSyntax", "Activity type is needed");
  const problems = activityProblems(body);
  if (problems.length > 0) throw new ConnectorRefusal(400, "BadArgument", problems.join("; "));
}

function fieldsOf(body: Json) {
  const attachments = objects(body.attachments);
  const card = attachments.find((one) => one.contentType === cardType)?.content;
  return {
    type: text(body.type),
    text: text(body.text),
    summary: text(body.summary),
    attachments,
    card: isObject(card) ? card : undefined,
    content: body,
  };
}

function membersOf(state: TeamsState, conversation: TeamsConversation): TeamsUser[] {
  return conversation.members.flatMap((id) => state.users.get(id) ?? []);
}

function account(user: TeamsUser, { tenantId }: Settings): Json {
  const [givenName = "", ...rest] = user.name.split(" ");
  return {
    id: user.id,
    name: user.name,
    aadObjectId: user.aadObjectId,
    objectId: user.aadObjectId,
    givenName,
    surname: rest.join(" "),
    email: user.email,
    userPrincipalName: user.email,
    tenantId,
    userRole: user.role,
  };
}
