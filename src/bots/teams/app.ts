import type { Activity, TurnContext } from "botbuilder";
import express, { type ErrorRequestHandler, type Request, type Response, type Router } from "express";
import { catalogue } from "../../i18n/catalogue.js";
import { noteCard } from "../../views/note.js";
import { type Incoming, incoming, localeOf, tenantOf } from "./activity.js";
import type { BotAuthenticationOptions } from "./auth.js";
import { connectTeams } from "./connect.js";
import { TokenError } from "./credentials.js";
import { type Answer, type Conversation, type Handling, handle } from "./handle.js";
import { limits } from "./limits.js";
import { cardMessage, textAnswer } from "./message.js";

/** A log that takes fields and words; pino's is one. */
type Log = Record<"warn" | "error", (fields: object, words: string) => void>;

type TeamsOptions = Handling & { router: Router; auth: BotAuthenticationOptions; log: Log };

/** Takes what Teams sends at POST /api/messages; it parses its own bodies, so no parser may stand before it. */
export async function mountTeams({ router, auth: settings, log, ...handling }: TeamsOptions): Promise<void> {
  const onRefused = settings.onRefused ?? ((reason) => log.warn({ reason }, "Teams: a request was refused"));
  const { auth, adapter } = await connectTeams({ ...settings, onRefused });

  async function receive(request: Request, response: Response): Promise<void> {
    const body = (request.body ?? {}) as Activity;
    const header = request.headers.authorization ?? "";
    const caller = await auth.authenticateRequest(body, header).catch((error: unknown) => statusOf(error));
    if (typeof caller === "number") {
      if (caller !== 401)
        log.error({ status: caller }, "Teams: the keys that sign its requests cannot be read");
      return end(response, { status: caller });
    }
    const { data: activity, error } = incoming.safeParse(body);
    if (!activity) {
      log.warn(
        { fields: error.issues.map(({ path }) => path.join(".")) },
        "Teams: an activity is not understood",
      );
      return end(response, { status: 400 });
    }
    if (tenantOf(activity) !== settings.tenantId.toLowerCase()) return end(response, { status: 403 });
    let answer: Answer = { status: 500 };
    await adapter.processActivityDirect(caller, body, async (turn) => {
      answer = await respond(activity, turn);
    });
    end(response, answer);
  }

  async function respond(activity: Incoming, turn: TurnContext): Promise<Answer> {
    const conversation = conversationIn(turn, log);
    try {
      return await handle(activity, settings.tenantId, conversation, handling);
    } catch (error) {
      log.error(faultOf(error), "Teams: an activity could not be handled");
      const t = catalogue(localeOf(activity) ?? "en");
      // Only a body with status 200 is shown to the person who pressed a button.
      if (activity.type === "invoke") return { status: 200, body: textAnswer(t.unavailable) };
      if (activity.type === "message") await conversation.post(noteCard(t.chat.refused, t.unavailable), t);
      return { status: 503, body: { error: t.unavailable } };
    }
  }

  const json = express.json({ limit: limits.body });
  router.post("/api/messages", requireToken, json, receive, refuseBody(log));
}

/** Refuses a request without a token before its body is read. */
function requireToken(request: Request, response: Response, next: () => void): void {
  if (/^Bearer \S+$/i.test(request.headers.authorization ?? "")) next();
  else end(response, { status: 401 });
}

/** What failed before or around the handling: a body that is no JSON or too large, or a fault of ours. */
function refuseBody(log: Log): ErrorRequestHandler {
  return (error: { status?: number }, _request, response, _next) => {
    const status = error.status ?? 500;
    if (status >= 500) log.error(faultOf(error), "Teams: a request failed");
    end(response, { status });
  };
}

function end(response: Response, { status, body }: Answer): void {
  if (body === undefined) response.status(status).end();
  else response.status(status).json(body);
}

/** 401 for a token that is not right; 503 when that cannot be told, since the signing keys cannot be read. */
function statusOf(error: unknown): number {
  return (error as { statusCode?: number }).statusCode === 401 ? 401 : 503;
}

/** The conversation of a turn; what was done stays done where Teams does not take the answer, so that is only logged. */
function conversationIn(turn: TurnContext, log: Log): Conversation {
  const attempt = (words: string, work: () => Promise<unknown>) =>
    work().then(
      () => true,
      (error: unknown) => {
        log.warn(faultOf(error), words);
        return false;
      },
    );
  return {
    async post(reply, t) {
      await attempt("Teams: an answer was not taken", () => turn.sendActivity(cardMessage(reply, t)));
    },
    replace: (id, reply, t) =>
      attempt("Teams: a form was not replaced", () => turn.updateActivity({ ...cardMessage(reply, t), id })),
  };
}

/** What may be logged of an error: its message may quote what people typed. */
function faultOf(error: unknown): object {
  if (error instanceof TokenError) return { name: error.name, reason: error.message };
  const { name, code, statusCode, stack } = (error ?? {}) as Record<string, unknown>;
  const frames = String(stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line));
  return { name, code, status: statusCode, frames };
}
