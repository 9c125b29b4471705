import type { IncomingMessage, ServerResponse } from "node:http";
import { type Buckets, type Faults, playFault } from "../faults.js";
import { isObject, type Json, json, text } from "../loopback.js";
import { directChannel, SlackRefusal } from "./content.js";
import { type MethodContext, methods } from "./methods.js";
import { receiveResponse } from "./replies.js";
import type { SlackState, Workspace } from "./state.js";

/** The HTTP face of the fake: `/api/<method>` and `/response/<id>`. */
export function createHandler(context: MethodContext, faults: Faults, buckets: Buckets) {
  return (request: IncomingMessage, body: string, response: ServerResponse): void => {
    const url = new URL(request.url ?? "/", "http://slack.invalid");
    const [, area, name = ""] = url.pathname.split("/");
    if (area === "api") callMethod(name);
    else if (area === "response") postBack(name);
    else json(response, 404, { ok: false, error: "not_found" });

    function callMethod(method: string) {
      const { state } = context;
      const args = { ...Object.fromEntries(url.searchParams), ...parseArgs(request, body) };
      const token = request.headers.authorization?.match(/^Bearer (.+)$/)?.[1] ?? text(args.token);
      const workspace = state.workspaces.get(token);
      const call: SlackState["calls"][number] = {
        method,
        args,
        team: workspace?.team ?? "",
        at: Date.now(),
        answer: undefined,
      };
      state.calls.push(call);
      const fault = faults.take(method);
      if (playFault(fault, request, response)) return;
      const seconds =
        method === "chat.postMessage" && workspace ? buckets.take(rateKey(args, workspace, state)) : 0;
      if (seconds > 0) {
        call.answer = { ok: false, error: "ratelimited" };
        return json(response, 429, call.answer, { "retry-after": String(seconds) });
      }
      const refusal = typeof fault === "string" && fault !== "drop_after" ? fault : undefined;
      call.answer = answer(method, args, token, workspace, context, refusal);
      if (fault === "drop_after") request.socket.destroy();
      else json(response, 200, call.answer, { "x-oauth-scopes": "commands,chat:write,im:write,users:read" });
    }

    function postBack(id: string): void {
      const fault = faults.take("response_url");
      if (playFault(fault, request, response)) return;
      const problem = receiveResponse(context.state, id, body);
      if (problem) json(response, problem.status, { ok: false, ...problem });
      else response.writeHead(200, { "content-type": "text/plain" }).end("ok");
    }
  };
}

function answer(
  method: string,
  args: Json,
  token: string,
  workspace: Workspace | undefined,
  context: MethodContext,
  refusal: string | undefined,
): Json {
  try {
    if (refusal) throw new SlackRefusal(refusal);
    if (!token) throw new SlackRefusal("not_authed");
    if (!workspace) throw new SlackRefusal("invalid_auth");
    const run = methods[method];
    if (!run) throw new SlackRefusal("unknown_method");
    return { ok: true, ...run(args, workspace, context) };
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    const { code, messages } = error;
    return { ok: false, error: code, ...(messages.length > 0 ? { response_metadata: { messages } } : {}) };
  }
}

/** Reads a call's arguments from a form or a JSON body; the structured ones come as JSON text in a form. */
function parseArgs(request: IncomingMessage, body: string): Json {
  if (request.headers["content-type"]?.startsWith("application/json")) {
    const parsed: unknown = JSON.parse(body || "{}");
    return isObject(parsed) ? parsed : {};
  }
  const args: Json = Object.fromEntries(new URLSearchParams(body));
  for (const name of ["blocks", "view", "attachments", "metadata"]) {
    if (typeof args[name] !== "string") continue;
    try {
      args[name] = JSON.parse(args[name]);
    } catch {
      // Left as text: the checks refuse it as Slack would.
    }
  }
  return args;
}

function rateKey(args: Json, workspace: Workspace, state: SlackState): string {
  const id = text(args.channel);
  return state.users.has(id) ? directChannel(id, workspace, state).id : id;
}
