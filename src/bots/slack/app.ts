import {
  App,
  type BlockAction,
  type ButtonAction,
  ExpressReceiver,
  type SlashCommand,
  type ViewResponseAction,
  type ViewSubmitAction,
} from "@slack/bolt";
import { type Application, type IRouter, Router } from "express";
import type { Logger } from "pino";
import { noteCard } from "../../views/note.js";
import type { Dispatch } from "../command.js";
import { createAnswerer } from "./answer.js";
import { clientOptions, faultOf, slackClient, slackLogger } from "./client.js";
import { readTexts, readValues } from "./fields.js";
import { type FirstSeen, slackGuard } from "./guard.js";
import { cardView, readMetadata } from "./modal.js";
import { readCommand, readPress, readSubmission } from "./payloads.js";
import { createReplier } from "./replies.js";
import { afterFault, afterSubmit, faultCard } from "./submit.js";

export type SlackOptions = {
  /** The application, or a router of it; no body parser may run before it. */
  router: IRouter;
  signingSecret: string;
  token: string;
  apiUrl?: string;
  dispatch: Dispatch;
  firstSeen: FirstSeen;
  now: () => Date;
  log: Logger;
  /** How long a sent modal waits for its answer; Slack itself waits three seconds. */
  patienceMs?: number;
};

type Ack<T> = (response?: T) => Promise<void>;

const path = "/slack/events";
const timeoutMs = 5_000;

/** Takes what Slack sends to /slack/events; `settled` waits for what was acknowledged and is still being done. */
export function mountSlack(options: SlackOptions): { settled(): Promise<void> } {
  const { router, signingSecret, token, apiUrl, firstSeen, now, log, patienceMs = 2_500 } = options;
  const client = slackClient({ token, apiUrl, timeoutMs, log });
  const { show } = createReplier(client, log, apiUrl);
  const { answer, answerClick, languageOf } = createAnswerer(options);
  const running = new Set<Promise<void>>();

  const guarded = Router();
  guarded.post(path, slackGuard({ signingSecret, firstSeen, now, log }));
  const logger = slackLogger(log);
  const app = new App({
    receiver: new ExpressReceiver({
      signingSecret,
      endpoints: path,
      app: router as Application,
      router: guarded,
      logger,
    }),
    // Not `token`: with it Bolt calls Slack when it is made.
    authorize: async () => ({ botToken: token }),
    clientOptions: clientOptions({ apiUrl, timeoutMs, log }),
    convoStore: false,
    logger,
  });

  app.command(/.*/, ({ command, ack }) => run(() => onCommand(command, ack)));
  app.action<BlockAction<ButtonAction>>({ type: "block_actions" }, ({ body, action, ack }) =>
    run(() => onPress(body, action, ack)),
  );
  app.view<ViewSubmitAction>({ type: "view_submission" }, ({ body, ack }) => run(() => onSubmit(body, ack)));
  app.error(async (error) => log.error({ platform: "slack", ...faultOf(error) }, "Bolt failed"));

  return {
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };

  /** Runs a handler to its end; its faults are logged, since Slack has its acknowledgement already. */
  function run(handle: () => Promise<void>): Promise<void> {
    const handled = handle()
      .catch((error: unknown) =>
        log.error({ platform: "slack", ...faultOf(error) }, "a Slack handler failed"),
      )
      .finally(() => running.delete(handled));
    running.add(handled);
    return handled;
  }

  async function onCommand(command: SlashCommand, ack: Ack<never>): Promise<void> {
    await ack();
    const { caller, request } = readCommand(command);
    const { reply, t } = await answer(caller, request);
    await show(reply, t, { caller, triggerId: command.trigger_id, responseUrl: command.response_url });
  }

  async function onPress(body: BlockAction, action: ButtonAction, ack: Ack<never>): Promise<void> {
    await ack();
    const pressed = readPress(body, action, readMetadata(body.view?.private_metadata ?? "")?.place);
    if (!pressed) return log.warn({ platform: "slack" }, "a button with a value that is not ours");
    const { caller, request, click } = pressed;
    const answered = await answerClick(caller, request, click);
    if (!answered) return;
    await show(answered.reply, answered.t, {
      caller,
      triggerId: body.trigger_id,
      ...(body.response_url ? { responseUrl: body.response_url } : {}),
      ...(body.view ? { viewId: body.view.id } : {}),
    });
  }

  async function onSubmit(body: ViewSubmitAction, ack: Ack<ViewResponseAction>): Promise<void> {
    const { view } = body;
    const { command, known, place } = readMetadata(view.private_metadata) ?? {};
    if (!command || !known) return ack();
    const { caller, request } = readSubmission(
      body,
      { command, known, place },
      readValues(view.state.values),
    );
    const shown = { command, place, fields: Object.keys(view.state.values) };
    const answering = answer(caller, request);
    const inTime = await within(answering, patienceMs);
    if (inTime) {
      const { reply, t, failed } = inTime;
      return ack((failed && afterFault(t, shown)) || afterSubmit(reply, t, shown));
    }
    const t = languageOf(caller);
    const working = noteCard("Enfoque", t.platform.working);
    await ack({ response_action: "update", view: cardView(working, t, place) });
    const late = await answering;
    const typed = readTexts(view.state.values);
    const reply = late.failed ? faultCard(command, request.input, typed, late.t) : late.reply;
    await show(reply, late.t, { caller, viewId: view.id });
  }
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
