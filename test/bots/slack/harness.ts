import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import pino from "pino";
import type { Caller, Dispatch, Request } from "../../../src/bots/command.js";
import { mountSlack, type SlackOptions } from "../../../src/bots/slack/app.js";
import { catalogue } from "../../../src/i18n/catalogue.js";
import type { Card } from "../../../src/views/card.js";
import type { Form } from "../../../src/views/form.js";
import { type SlackView, startFakeSlack } from "../../support/fake-slack.js";

export const en = catalogue("en");
export const es = catalogue("es");

/** A card that says one thing. */
export function card(title: string, more: Partial<Card> = {}): Card {
  return { kind: "card", title, elements: [], ...more };
}

/** The form that records a need, as far as these tests need it. */
export function needForm(more: Partial<Form> = {}): Form {
  return {
    kind: "form",
    title: "Record a need",
    command: "needAdd",
    known: { source: "call" },
    submit: "Record",
    fields: [
      { type: "text", name: "customer", label: "Customer" },
      { type: "multiline", name: "words", label: "Their words", optional: true },
    ],
    ...more,
  };
}

/** The Slack edge on a real server, between a fake Slack and a `dispatch` that the test decides. */
export async function startSlackEdge(more: Partial<SlackOptions> = {}) {
  const slack = await startFakeSlack({ rateLimit: { perSecond: 1000, burst: 1000 } });
  slack.addUser({ id: "U1", name: "Ana" });
  slack.addChannel("C1", "support");
  const clock = { now: new Date() };
  const seen = new Map<string, Date>();
  const asked: { caller: Caller; request: Request }[] = [];
  const logged: string[] = [];
  const edge = {
    slack,
    clock,
    asked,
    logged,
    databaseIsGone: false,
    /** What the service answers. */
    answer: (async () => ({ reply: card("Done"), t: en })) as Dispatch,
    /** A command that is answered with a form; gives the modal that it opened. */
    openForm: (async () => {
      throw new Error("not started");
    }) as (form?: Form) => Promise<SlackView>,
    settled: async () => {},
    close: async () => {},
  };
  const app = express();
  const mounted = mountSlack({
    router: app,
    signingSecret: slack.signingSecret,
    token: slack.workspace.token,
    apiUrl: slack.slackApiUrl,
    now: () => clock.now,
    log: pino({ level: "trace" }, { write: (line: string) => void logged.push(line) }),
    async firstSeen(key, expiresAt) {
      if (edge.databaseIsGone) throw new Error("connect ECONNREFUSED");
      const before = seen.get(key);
      if (before && before > clock.now) return false;
      seen.set(key, expiresAt);
      return true;
    },
    async dispatch(caller, request) {
      asked.push({ caller, request });
      return edge.answer(caller, request);
    },
    ...more,
  });
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
  edge.openForm = async (form = needForm()) => {
    edge.answer = async () => ({ reply: form, t: en });
    await slack.command({ command: "/need", user: "U1", channel: "C1" });
    await mounted.settled();
    edge.answer = async () => ({ reply: card("Done"), t: en });
    const view = slack.views.at(-1);
    if (!view) throw new Error("no modal was opened");
    return view;
  };
  slack.appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  edge.settled = mounted.settled;
  edge.close = async () => {
    await mounted.settled();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await slack.stop();
  };
  return edge;
}

export type SlackEdge = Awaited<ReturnType<typeof startSlackEdge>>;

/** A promise that the test settles when it is time. */
export function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (reason: Error) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
