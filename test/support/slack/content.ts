import { isObject, type Json, objects, text } from "../loopback.js";
import { blockProblems, viewProblems } from "./blocks.js";
import {
  type SlackChannel,
  type SlackState,
  type SlackView,
  slackId,
  storedBlocks,
  type Workspace,
} from "./state.js";

const maxText = 40_000;

/** An error code of the Web API, with the sentences Slack adds to it. */
export class SlackRefusal extends Error {
  readonly code: string;
  readonly messages: string[];
  constructor(code: string, messages: string[] = []) {
    super(code);
    this.code = code;
    this.messages = messages;
  }
}

/** The text and stored blocks of a message, or the refusal Slack would give. */
export function contentOf(args: Json): { words: string; blocks: Json[] } {
  const words = text(args.text);
  if (words.trim() === "") throw new SlackRefusal("no_text");
  if (words.length > maxText) throw new SlackRefusal("msg_too_long");
  if (args.blocks === undefined) return { words, blocks: [] };
  const problems = blockProblems(args.blocks, "message");
  if (problems.length > 0) throw new SlackRefusal("invalid_blocks", problems);
  return { words, blocks: storedBlocks(objects(args.blocks)) };
}

/** A view that Slack would accept, block ids filled in. */
export function checkedView(view: unknown): Json {
  const problems = viewProblems(view);
  if (problems.length > 0 || !isObject(view)) throw new SlackRefusal("invalid_arguments", problems);
  return { ...view, blocks: storedBlocks(objects(view.blocks)) };
}

/** Puts new content into an open view. */
export function replaceView(view: SlackView, content: Json): SlackView {
  return Object.assign(view, fieldsOf(content), { updates: view.updates + 1, errors: {} });
}

/** Opens a view on `user`'s screen. */
export function addView(state: SlackState, content: Json, workspace: Workspace, user: string): SlackView {
  const view: SlackView = {
    id: slackId("V"),
    team: workspace.team,
    user,
    open: true,
    updates: 0,
    errors: {},
    ...fieldsOf(content),
  };
  state.views.push(view);
  return view;
}

/** A view as Slack shows it to the app. */
export function viewObject(view: SlackView, workspace: Workspace, values: Json = {}): Json {
  return {
    id: view.id,
    team_id: view.team,
    app_id: "A0ENFOQUE",
    app_installed_team_id: view.team,
    bot_id: workspace.botId,
    close: null,
    submit: null,
    external_id: "",
    clear_on_close: false,
    notify_on_close: false,
    root_view_id: view.id,
    previous_view_id: null,
    callback_id: "",
    private_metadata: "",
    ...view.content,
    hash: view.hash,
    state: { values },
  };
}

/** A message as Slack shows it to the app. */
export function messageObject(
  message: { ts: string; text: string; blocks: Json[]; threadTs?: string },
  workspace: Workspace,
): Json {
  return {
    type: "message",
    user: workspace.botUser,
    bot_id: workspace.botId,
    app_id: "A0ENFOQUE",
    team: workspace.team,
    ts: message.ts,
    text: message.text,
    blocks: message.blocks,
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
  };
}

/** The one-to-one channel between the bot and a user, made at first use. */
export function directChannel(user: string, workspace: Workspace, state: SlackState): SlackChannel {
  for (const channel of state.channels.values()) if (channel.user === user) return channel;
  const made = {
    id: slackId("D"),
    team: workspace.team,
    name: "directmessage",
    archived: false,
    member: true,
    user,
  };
  state.channels.set(made.id, made);
  return made;
}

function fieldsOf(content: Json) {
  return {
    hash: `${Date.now()}.${slackId("h")}`,
    type: text(content.type),
    callbackId: text(content.callback_id),
    privateMetadata: text(content.private_metadata),
    title: isObject(content.title) ? text(content.title.text) : "",
    blocks: objects(content.blocks),
    content,
  };
}
