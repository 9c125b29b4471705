import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { App, ExpressReceiver, LogLevel } from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import express from "express";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type FakeSlack, startFakeSlack } from "../fake-slack.js";

let slack: FakeSlack;
let app: Server;
let web: WebClient;
const closed: string[] = [];
const logLevel = LogLevel.ERROR;

const field = (id: string, element: object, optional = false) => ({
  type: "input" as const,
  block_id: id,
  optional,
  label: { type: "plain_text" as const, text: id },
  element: { action_id: "value", ...element },
});
const plain = (text: string) => ({ type: "plain_text" as const, text });
const option = (value: string) => ({ text: plain(value.toUpperCase()), value });
const modal = {
  type: "modal" as const,
  callback_id: "need.create",
  title: plain("New need"),
  submit: plain("Save"),
  blocks: [
    field("title", { type: "plain_text_input", max_length: 20 }),
    field("kind", { type: "static_select", options: [option("need"), option("praise")] }),
    field("due", { type: "datepicker" }, true),
  ],
};

beforeAll(async () => {
  // Refusals are what is tested here: the SDK need not print them.
  vi.spyOn(console, "error").mockImplementation(() => {});
  slack = await startFakeSlack({ rateLimit: { perSecond: 1000, burst: 1000 } });
  slack.addChannel("C1", "support");
  slack.addUser({ id: "U1", name: "Ana Ruiz", locale: "es-ES", email: "ana@example.com" });
  const options = { slackApiUrl: slack.slackApiUrl, retryConfig: { retries: 0 }, timeout: 500 };
  web = new WebClient(slack.workspace.token, {
    ...options,
    rejectRateLimitedCalls: true,
    logLevel,
  });
  const site = express();
  const router = express.Router();
  const receiver = new ExpressReceiver({
    signingSecret: slack.signingSecret,
    app: site,
    router,
    logLevel,
  });
  const { botId, botUser, token } = slack.workspace;
  const authorize = async () => ({ botToken: token, botId, botUserId: botUser });
  const bot = new App({ receiver, authorize, clientOptions: options, logLevel });
  bot.command("/need", async ({ ack, command, client, respond }) => {
    await ack(command.text === "quick" ? { text: "Quick answer" } : undefined);
    if (command.text === "form") await client.views.open({ trigger_id: command.trigger_id, view: modal });
    else if (command.text !== "quick") await respond({ text: `Heard: ${command.text}` });
  });
  bot.view("need.create", async ({ ack, view }) => {
    const title = view.state.values.title?.value?.value ?? "";
    if (title === "taken") await ack({ response_action: "errors", errors: { title: "Already there" } });
    else await ack();
    await web.chat.postMessage({
      channel: "C1",
      text: `${title}/${view.state.values.kind?.value?.selected_option?.value}`,
      unfurl_links: false,
      unfurl_media: false,
    });
  });
  bot.action("ack", async ({ ack, respond }) => {
    await ack();
    await respond({ text: "Acknowledged", replace_original: true });
  });
  bot.event("app_home_opened", async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: "home", blocks: [{ type: "divider" }] },
    });
  });
  bot.view({ callback_id: "need.create", type: "view_closed" }, async ({ ack, view }) => {
    await ack();
    closed.push(view.id);
  });
  bot.shortcut("capture", async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: modal });
  });
  await new Promise<void>((resolve) => {
    app = site.listen(0, "127.0.0.1", () => resolve());
  });
  slack.appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
});
afterAll(async () => {
  app.closeAllConnections();
  app.close();
  await slack.stop();
});
afterEach(() => slack.reset());

const quiet = { unfurl_links: false, unfurl_media: false } as const;
const post = (blocks: object[], text = "x") =>
  web.apiCall("chat.postMessage", { channel: "C1", text, blocks, ...quiet });
const button = (id: string, text = "Acknowledge") => ({
  type: "button",
  text: plain(text),
  action_id: id,
  value: "n1",
});
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => "accepted",
    (error: { data?: { error: string } }) => error.data?.error,
  );

test("a command is answered through its response address, or in the acknowledgement", async () => {
  expect((await slack.command({ text: "/need faster exports", user: "U1", channel: "C1" })).status).toBe(200);
  await slack.waitFor(() => slack.ephemerals.length === 1);
  await slack.command({ command: "/need", text: "quick", user: "U1", channel: "C1" });
  expect(slack.ephemerals).toMatchObject([
    { text: "Heard: faster exports", user: "U1", via: "response_url" },
    { text: "Quick answer", via: "ack" },
  ]);
});

test("a modal is opened, refused, filled in and closed", async () => {
  await slack.command({ command: "/need", text: "form", user: "U1", channel: "C1" });
  const view = await slack.waitFor(() => slack.views[0]);
  expect(view).toMatchObject({ title: "New need", callbackId: "need.create", open: true });
  await expect(slack.viewSubmit(view, { kind: "need" })).rejects.toThrow(/title: it is required/);
  await expect(slack.viewSubmit(view, { title: "x", kind: "wish" })).rejects.toThrow(/no option wish/);
  await slack.viewSubmit(view, { title: "taken", kind: "need" });
  expect([view.open, view.errors]).toEqual([true, { title: "Already there" }]);
  await slack.viewSubmit(view, { title: "Exports", kind: "PRAISE", due: "2026-10-01" });
  expect(view.open).toBe(false);
  await slack.waitFor(() => slack.lastMessage("C1")?.text === "Exports/praise");
});

test("a button in a message is pressed by its label and the message replaced", async () => {
  await post([{ type: "actions", elements: [button("ack")] }], "A need");
  const message = slack.lastMessage("C1");
  await slack.action({ message: message?.ts ?? "", action: "Acknowledge", user: "U1" });
  await slack.waitFor(() => message?.updates === 1);
  expect(message?.text).toBe("Acknowledged");
});

test("a message shortcut carries the message's text and a trigger", async () => {
  await slack.shortcut({ callbackId: "capture", user: "U1", channel: "C1", message: { text: "too slow" } });
  await slack.waitFor(() => slack.views.length === 1);
});

test("events reach the app, and a modal can be closed or grow to three", async () => {
  await slack.event({ type: "app_home_opened", user: "U1", tab: "home", channel: "D1" });
  await slack.waitFor(() => slack.views[0]?.type === "home");
  await slack.command({ command: "/need", text: "form", user: "U1", channel: "C1" });
  const view = await slack.waitFor(() => slack.views[1]);
  const trigger = async () => {
    const { request } = await slack.command({
      command: "/need",
      text: "",
      user: "U1",
      channel: "C1",
      secret: "no",
    });
    return new URLSearchParams(request.body).get("trigger_id") ?? "";
  };
  const push = async () => web.views.push({ trigger_id: await trigger(), view: modal });
  await push();
  await push();
  expect(await failure(push())).toBe("push_limit_reached");
  await web.views.update({ view_id: view.id, hash: view.hash, view: { ...modal, title: plain("Later") } });
  expect(view).toMatchObject({ title: "Later", updates: 1 });
  expect(await failure(web.views.update({ view_id: view.id, hash: "old", view: modal }))).toBe(
    "hash_conflict",
  );
  await slack.viewClose(view);
  expect(closed).toEqual([view.id]);
  expect(await failure(web.views.update({ view_id: view.id, view: modal }))).toBe("not_found");
});

test("requests that Slack would not send are told apart by their bytes", async () => {
  const command = { command: "/need", text: "x", user: "U1", channel: "C1" };
  const now = Math.floor(Date.now() / 1000);
  expect((await slack.command({ ...command, signature: null })).status).toBe(401);
  expect((await slack.command({ ...command, secret: "other" })).status).toBe(401);
  expect((await slack.command({ ...command, tamperedBody: "text=other" })).status).toBe(401);
  expect((await slack.command({ ...command, signedAt: now - 600 })).status).toBe(401);
  // The gaps of Bolt's own check, for which the product puts a guard in front.
  expect((await slack.command({ ...command, signedAt: now + 3600 })).status).toBe(200);
  expect((await slack.command({ ...command, signature: (good) => `${good}=junk` })).status).toBe(200);
  const first = await slack.command({ ...command, timestamp: (good) => `${good}.0` });
  expect((await slack.replay(first)).status).toBe(200);
  await slack.waitFor(() => slack.ephemerals.length === 4);
});

test.each([
  ["51 blocks", Array.from({ length: 51 }, () => ({ type: "divider" }))],
  ["a long section", [{ type: "section", text: plain("x".repeat(3001)) }]],
  ["an empty section", [{ type: "section", text: plain("") }]],
  ["a long header", [{ type: "header", text: plain("x".repeat(151)) }]],
  ["11 fields", [{ type: "section", fields: Array.from({ length: 11 }, () => plain("x")) }]],
  ["a long label", [{ type: "actions", elements: [button("a", "x".repeat(76))] }]],
  ["a long value", [{ type: "actions", elements: [{ ...button("a"), value: "x".repeat(2001) }] }]],
  ["26 buttons", [{ type: "actions", elements: Array.from({ length: 26 }, (_, n) => button(`a${n}`)) }]],
  ["the same action id twice", [{ type: "actions", elements: [button("a"), button("a")] }]],
  [
    "the same block id twice",
    [
      { type: "divider", block_id: "b" },
      { type: "divider", block_id: "b" },
    ],
  ],
  ["an image without alternative text", [{ type: "image", image_url: "https://x.example/y.png" }]],
  ["an unknown block", [{ type: "hologram" }]],
])("%s: invalid_blocks", async (_name, blocks) => {
  expect(await failure(post(blocks))).toBe("invalid_blocks");
});

test("other refusals have Slack's own codes", async () => {
  expect(await failure(web.apiCall("chat.postMessage", { channel: "C1", ...quiet }))).toBe("no_text");
  expect(await failure(web.chat.postMessage({ channel: "C9", text: "x", ...quiet }))).toBe(
    "channel_not_found",
  );
  expect(await failure(web.chat.update({ channel: "C1", ts: "1.2", text: "x" }))).toBe("message_not_found");
  expect(await failure(web.apiCall("chat.levitate"))).toBe("unknown_method");
  expect(await failure(new WebClient("xoxb-no", { slackApiUrl: slack.slackApiUrl }).auth.test())).toBe(
    "invalid_auth",
  );
  expect(await failure(web.views.open({ trigger_id: "old", view: modal }))).toBe("expired_trigger_id");
  const long = { ...modal, title: plain("x".repeat(25)) };
  expect(await failure(web.views.open({ trigger_id: "t", view: long }))).toBe("invalid_arguments");
  expect(slack.violations).toEqual([]);
  await web.chat.postMessage({ channel: "C1", text: "x" });
  expect(slack.violations).toHaveLength(2);
});

test("another workspace sees neither channels nor people", async () => {
  const other = slack.addWorkspace({ team: "T9", token: "xoxb-other" });
  const stranger = new WebClient(other.token, { slackApiUrl: slack.slackApiUrl });
  expect(await failure(stranger.chat.postMessage({ channel: "C1", text: "x" }))).toBe("channel_not_found");
  expect(await failure(stranger.users.info({ user: "U1" }))).toBe("user_not_found");
});

test("people and conversations can be looked up", async () => {
  const { user } = await web.users.info({ user: "U1", include_locale: true });
  expect(user).toMatchObject({ locale: "es-ES", profile: { email: "ana@example.com" } });
  const { channel } = await web.conversations.open({ users: "U1" });
  await web.chat.postMessage({ channel: channel?.id ?? "", text: "hello", ...quiet });
  expect(slack.lastMessage("U1")?.text).toBe("hello");
  expect((await web.conversations.info({ channel: "C1" })).channel).toMatchObject({ name: "support" });
  await web.chat.postEphemeral({ channel: "C1", user: "U1", text: "psst" });
  expect(slack.ephemerals[0]).toMatchObject({ text: "psst", via: "postEphemeral" });
});

test("faults come as asked for, and then no more", async () => {
  const send = () => web.chat.postMessage({ channel: "C1", text: "x", ...quiet });
  slack.failNext("chat.postMessage", "token_revoked");
  expect(await failure(send())).toBe("token_revoked");
  slack.failNext("chat.postMessage", { status: 429, retryAfter: 9 });
  await expect(send()).rejects.toMatchObject({ retryAfter: 9 });
  slack.failNext("chat.postMessage", { status: 503 });
  await expect(send()).rejects.toMatchObject({ statusCode: 503 });
  slack.failNext("chat.postMessage", "hang");
  await expect(send()).rejects.toMatchObject({ code: "slack_webapi_request_error" });
  expect(slack.messages).toHaveLength(0);
  slack.failNext("chat.postMessage", "drop_after");
  await expect(send()).rejects.toMatchObject({ code: "slack_webapi_request_error" });
  expect(slack.messages).toHaveLength(1);
  await send();
});

test("posting faster than the channel allows is refused with the time to wait", async () => {
  const strict = await startFakeSlack({ rateLimit: { perSecond: 1, burst: 1 } });
  strict.addChannel("C1", "support");
  const client = new WebClient(strict.workspace.token, {
    slackApiUrl: strict.slackApiUrl,
    rejectRateLimitedCalls: true,
  });
  await client.chat.postMessage({ channel: "C1", text: "x", ...quiet });
  await expect(client.chat.postMessage({ channel: "C1", text: "y", ...quiet })).rejects.toMatchObject({
    code: "slack_webapi_rate_limited_error",
    retryAfter: 1,
  });
  await strict.stop();
});

test("a trigger opens one modal, and only while it is fresh", async () => {
  const late = await startFakeSlack({ triggerLifetimeMs: -1, appUrl: slack.appUrl });
  late.addUser({ id: "U1" });
  const { request } = await late.command({ text: "/need later", user: "U1", channel: "C1", secret: "other" });
  const trigger = new URLSearchParams(request.body).get("trigger_id") ?? "";
  const tardy = new WebClient(late.workspace.token, { slackApiUrl: late.slackApiUrl, logLevel });
  expect(await failure(tardy.views.open({ trigger_id: trigger, view: modal }))).toBe("expired_trigger_id");
  await late.stop();
  await slack.command({ command: "/need", text: "form", user: "U1", channel: "C1" });
  const call = await slack.waitFor(() => slack.calls.find((one) => one.method === "views.open"));
  const again = web.views.open({ trigger_id: String(call.args.trigger_id), view: modal });
  expect(await failure(again)).toBe("exchanged_trigger_id");
});

test("a response address takes five answers", async () => {
  const { request } = await slack.command({ text: "/need once", user: "U1", channel: "C1" });
  const url = new URLSearchParams(request.body).get("response_url") ?? "";
  await slack.waitFor(() => slack.ephemerals.length === 1);
  const send = () => fetch(url, { method: "POST", body: JSON.stringify({ text: "more" }) });
  const statuses = [];
  for (let n = 0; n < 5; n += 1) statuses.push((await send()).status);
  expect(statuses).toEqual([200, 200, 200, 200, 404]);
});
