import { createHash } from "node:crypto";
import type { BlockAction, ButtonAction, SlashCommand, ViewSubmitAction } from "@slack/bolt";
import { z } from "zod";
import type { Caller, Request } from "../command.js";
import type { Metadata } from "./modal.js";
import { unescapeMarkup } from "./text.js";

type Place = Caller["place"];
type Asked<R = Request> = { caller: Caller; request: R };
type Submitted = { kind: "submit"; command: string; input: Record<string, unknown> };
/** A button's press; `click` is the same for the clicks of one double click. */
type Pressed = Asked & { click: string };

const buttonValue = z.strictObject({ command: z.string().max(60), input: z.record(z.string(), z.unknown()) });

/** What a slash command asks: `/need Acme: …` is `/enfoque need Acme: …`. */
export function readCommand(command: SlashCommand): Asked {
  const word = command.command.replace(/^\//, "");
  const rest = unescapeMarkup(command.text ?? "");
  const place = placeOf(command.channel_id, command.channel_name);
  return {
    caller: {
      platform: "slack",
      workspaceId: command.team_id,
      person: { externalId: command.user_id, name: command.user_name },
      ...(place ? { place } : {}),
      actKey: `slack:${command.trigger_id}`,
    },
    request: { kind: "text", text: word.toLowerCase() === "enfoque" ? rest : `${word} ${rest}`.trim() },
  };
}

/** What a button asks; undefined where its value is none of ours. `carried` is the channel a modal was asked for in. */
export function readPress(body: BlockAction, action: ButtonAction, carried: Place): Pressed | undefined {
  const value = buttonValue.safeParse(parsed(action.value));
  if (!value.success) return undefined;
  const workspaceId = workspaceOf(body);
  const place = body.channel ? placeOf(body.channel.id, body.channel.name) : carried;
  const where = String(body.container?.message_ts ?? body.view?.id);
  const button = [workspaceId, where, action.action_id];
  return {
    caller: {
      platform: "slack",
      workspaceId,
      person: personOf(body.user),
      ...(place ? { place } : {}),
      actKey: `slack:${[...button, action.action_ts].join(":")}`,
    },
    request: { kind: "press", ...value.data },
    click: `slack-click:${[...button, body.user.id, digest(action.value)].join(":")}`,
  };
}

/**
 * What a filled-in modal asks. Its act is named by what was entered: sent again unchanged it is the same act,
 * corrected it is another.
 */
export function readSubmission(
  body: ViewSubmitAction,
  carried: Metadata & { command: string },
  values: Record<string, unknown>,
): Asked<Submitted> {
  const { command, known, place } = carried;
  const input = { ...known, ...values };
  return {
    caller: {
      platform: "slack",
      workspaceId: workspaceOf(body),
      person: personOf(body.user),
      ...(place ? { place } : {}),
      actKey: `slack:${body.view.id}:${digest([command, input])}`,
    },
    request: { kind: "submit", command, input },
  };
}

/** A channel; undefined for a conversation between one person and the bot. */
function placeOf(externalId: string, name: string): Place {
  if (!externalId || externalId.startsWith("D") || name === "directmessage") return undefined;
  return { externalId, name };
}

/** The person's own workspace: in a channel shared between companies it need not be the one the app is in. */
function workspaceOf(body: { team: { id: string } | null; user: { team_id?: string } }): string {
  return body.user.team_id ?? body.team?.id ?? "";
}

function personOf({
  id,
  name,
  username,
}: {
  id: string;
  name?: string;
  username?: string;
}): Caller["person"] {
  return { externalId: id, name: name || username || id };
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 32);
}
