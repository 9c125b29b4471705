import { randomBytes } from "node:crypto";
import type { Json } from "../loopback.js";
import { elementsOf } from "./blocks.js";

/** A Slack workspace that installed the app; its bot token opens the Web API. */
export type Workspace = { team: string; name: string; token: string; botUser: string; botId: string };
export type SlackUser = {
  id: string;
  team: string;
  name: string;
  email: string;
  locale: string;
  tz: string;
  is_admin: boolean;
};
export type SlackChannel = {
  id: string;
  team: string;
  name: string;
  archived: boolean;
  member: boolean;
  user?: string;
};
export type SlackMessage = {
  channel: string;
  team: string;
  ts: string;
  text: string;
  blocks: Json[];
  updates: number;
  threadTs?: string;
};
/** What only one person saw: postEphemeral, a response_url, or the body of the app's own acknowledgement. */
export type SlackEphemeral = {
  channel: string;
  team: string;
  user: string;
  text: string;
  blocks: Json[];
  via: "postEphemeral" | "response_url" | "ack";
  responseType: "ephemeral" | "in_channel";
  replaceOriginal: boolean;
  deleteOriginal: boolean;
};
export type SlackView = {
  id: string;
  team: string;
  user: string;
  hash: string;
  type: string;
  callbackId: string;
  privateMetadata: string;
  title: string;
  blocks: Json[];
  /** The view as the app gave it, block and action ids filled in. */
  content: Json;
  open: boolean;
  updates: number;
  errors: Record<string, string>;
};
export type SlackCall = { method: string; args: Json; team: string; at: number; answer: Json | undefined };
type Trigger = { user: string; team: string; issuedAt: number; used: boolean };
type ResponseUrl = {
  user: string;
  team: string;
  channel: string;
  issuedAt: number;
  uses: number;
  ts?: string;
};

/** All that the fake Slack remembers. */
export type SlackState = {
  workspaces: Map<string, Workspace>;
  users: Map<string, SlackUser>;
  channels: Map<string, SlackChannel>;
  messages: SlackMessage[];
  ephemerals: SlackEphemeral[];
  views: SlackView[];
  calls: SlackCall[];
  violations: string[];
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
};

/** An empty Slack. */
export function createState(): SlackState {
  return {
    workspaces: new Map(),
    users: new Map(),
    channels: new Map(),
    messages: [],
    ephemerals: [],
    views: [],
    calls: [],
    violations: [],
    triggers: new Map(),
    responseUrls: new Map(),
  };
}

let counter = 0;

/** A new id in Slack's shape: a letter and upper-case characters. */
export function slackId(letter: string): string {
  counter += 1;
  return `${letter}0${counter.toString(36).toUpperCase().padStart(4, "0")}${randomBytes(2).toString("hex").toUpperCase()}`;
}

/** A message timestamp, unique within the process. */
export function slackTs(): string {
  counter += 1;
  return `${Math.floor(Date.now() / 1000)}.${String(counter).padStart(6, "0")}`;
}

/** Blocks as Slack stores them: a copy in which every missing block_id and action_id is filled in. */
export function storedBlocks(blocks: Json[]): Json[] {
  const copy = structuredClone(blocks);
  for (const block of copy) {
    block.block_id ??= randomBytes(3).toString("base64url");
    for (const element of elementsOf(block)) element.action_id ??= randomBytes(3).toString("base64url");
  }
  return copy;
}

/** A fresh trigger id for something `user` just did. */
export function issueTrigger(state: SlackState, user: string, team: string): string {
  const id = `${Date.now()}.${slackId("X")}.${randomBytes(16).toString("hex")}`;
  state.triggers.set(id, { user, team, issuedAt: Date.now(), used: false });
  return id;
}
