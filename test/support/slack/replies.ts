import { isObject, type Json, objects, text } from "../loopback.js";
import { blockProblems } from "./blocks.js";
import { type SlackState, slackTs, storedBlocks } from "./state.js";

/** Takes what the app posts to a response_url; gives the refusal, if any. */
export function receiveResponse(
  state: SlackState,
  id: string,
  body: string,
): { status: number; error: string; messages?: string[] } | undefined {
  const target = state.responseUrls.get(id);
  if (!target || Date.now() - target.issuedAt > 30 * 60_000) return { status: 404, error: "expired_url" };
  if (target.uses >= 5) return { status: 404, error: "used_url" };
  target.uses += 1;
  const payload: unknown = JSON.parse(body);
  if (!isObject(payload)) return { status: 400, error: "invalid_payload" };
  return recordReply(state, target, payload, "response_url");
}

/** Records a reply given by response_url or in an acknowledgement; checked by the same limits as a message. */
export function recordReply(
  state: SlackState,
  target: { user: string; team: string; channel: string; ts?: string },
  payload: Json,
  via: "response_url" | "ack",
): { status: number; error: string; messages?: string[] } | undefined {
  const deleteOriginal = payload.delete_original === true;
  const words = text(payload.text);
  if (!deleteOriginal && words.trim() === "") return { status: 400, error: "no_text" };
  const messages = blockProblems(payload.blocks ?? [], "message");
  if (messages.length > 0) return { status: 400, error: "invalid_blocks", messages };
  const blocks = storedBlocks(objects(payload.blocks));
  const { channel, team, user } = target;
  const replaceOriginal = payload.replace_original === true;
  const original = state.messages.find((message) => message.ts === target.ts);
  if (original && deleteOriginal) state.messages.splice(state.messages.indexOf(original), 1);
  else if (original && replaceOriginal)
    Object.assign(original, { text: words, blocks, updates: original.updates + 1 });
  else if (payload.response_type === "in_channel")
    state.messages.push({ channel, team, ts: slackTs(), text: words, blocks, updates: 0 });
  const responseType = payload.response_type === "in_channel" ? "in_channel" : "ephemeral";
  state.ephemerals.push({
    channel,
    team,
    user,
    text: words,
    blocks,
    via,
    responseType,
    replaceOriginal,
    deleteOriginal,
  });
  return undefined;
}
