import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Activity, CardFactory, CloudAdapter, MessageFactory, TeamsInfo, TurnContext } from "botbuilder";
import express from "express";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { botAuthentication } from "../../src/bots/teams/auth.js";
import { createTokenSource } from "../../src/bots/teams/credentials.js";
import { badTokens, type FakeTeams, startFakeTeams } from "./fake-teams.js";

let teams: FakeTeams;
let app: Server;
let adapter: CloudAdapter;
let received: Activity[] = [];
const refused: string[] = [];

beforeAll(async () => {
  // The SDK writes every refusal to the console.
  vi.spyOn(console, "error").mockImplementation(() => {});
  teams = await startFakeTeams();
  const { settings } = teams;
  adapter = new CloudAdapter(
    botAuthentication({ ...settings, timeoutMs: 400, onRefused: (reason) => refused.push(reason) }),
  );
  const site = express();
  site.post("/api/messages", express.json(), async (request, response) => {
    await adapter.process(request, response, async (context) => {
      received.push(context.activity);
      if (context.activity.type === "invoke") {
        const value = {
          statusCode: 200,
          type: "application/vnd.microsoft.card.adaptive",
          value: card("Done"),
        };
        await context.sendActivity({ type: "invokeResponse", value: { status: 200, body: value } });
      } else if (context.activity.text?.includes("hello")) await context.sendActivity("Welcome");
    });
  });
  await new Promise<void>((resolve) => {
    app = site.listen(0, "127.0.0.1", () => resolve());
  });
  teams.appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
});
afterAll(async () => {
  app.closeAllConnections();
  app.close();
  await teams.stop();
});
beforeEach(() => {
  received = [];
  refused.length = 0;
});
afterEach(() => teams.reset());

function card(title: string) {
  const execute = {
    type: "Action.Execute",
    title,
    verb: "take",
    data: { needId: "n1" },
    fallback: { type: "Action.Submit", title, data: { command: "take", needId: "n1" } },
  };
  return {
    type: "AdaptiveCard",
    version: "1.5",
    fallbackText: title,
    body: [{ type: "TextBlock", text: title }],
    actions: [execute],
  };
}

const someone = () => teams.addUser({ name: "Ana Ruiz", locale: "es-ES" });

async function reference() {
  await teams.message({ text: "hi", from: someone().id });
  return TurnContext.getConversationReference(received.at(-1) ?? {});
}

test("a well signed activity is accepted and answered through the Connector", async () => {
  const user = someone();
  const answer = await teams.message({ text: "hello", from: user.id });
  expect(answer.status).toBe(200);
  expect(received[0]?.conversation).toMatchObject({ conversationType: "personal" });
  expect(teams.lastActivity(teams.personal(user.id).id)).toMatchObject({ text: "Welcome", updates: 0 });
});

test("a channel message carries a mention, its team and its thread", async () => {
  const user = someone();
  const channel = teams.addChannel("Support");
  await teams.message({ text: "need faster exports", from: user.id, conversation: channel.id });
  expect(received[0]).toMatchObject({
    text: "<at>Enfoque</at> need faster exports",
    conversation: { conversationType: "channel", tenantId: teams.settings.tenantId },
    channelData: { team: { name: "Company" }, channel: { id: channel.id, name: "Support" } },
  });
  expect(received[0]?.conversation.id).toBe(`${channel.id};messageid=${received[0]?.id}`);
});

test.each(badTokens)("a token that is %s is refused", async (token) => {
  const answer = await teams.message({ text: "hello", from: someone().id, token });
  expect([answer.status, received.length]).toEqual([401, 0]);
  expect(refused).toHaveLength(1);
  expect(String(answer.body)).not.toMatch(/PUBLIC KEY/);
});

test.each([
  ["another channel", { channelId: "AseChannel" }],
  ["no channel", { channelId: "" }],
  ["an odd channel", { channelId: 7 }],
  ["no service address", { serviceUrl: "" }],
])("an activity with %s is refused although its token is right", async (_name, activity) => {
  const answer = await teams.message({ text: "hello", from: someone().id, activity });
  expect([answer.status, received.length]).toEqual([401, 0]);
});

test("the SDK accepts a published key without any endorsement", async () => {
  const answer = await teams.message({ text: "hello", from: someone().id, token: "unendorsed_key" });
  expect(answer.status).toBe(200);
});

test("installing and joining are told with the place they happen in", async () => {
  const from = someone().id;
  const { id } = teams.addChannel("Support");
  await teams.installationUpdate({ from, action: "remove" });
  await teams.conversationUpdate({ from, conversation: id, eventType: "teamMemberAdded" });
  await teams.conversationUpdate({ from, conversation: id, removed: ["bot"] });
  expect(received).toMatchObject([
    { type: "installationUpdate", action: "remove", conversation: { conversationType: "personal" } },
    { membersAdded: [{ id: `28:${teams.settings.appId}` }], conversation: { id } },
    { membersRemoved: [{ id: `28:${teams.settings.appId}` }] },
  ]);
});

test("a duplicate keeps its activity id", async () => {
  const from = someone().id;
  await teams.message({ text: "one", from, id: "1700" });
  await teams.message({ text: "one", from, id: "1700" });
  expect(received.map((one) => one.id)).toEqual(["1700", "1700"]);
});

test("a message sent later uses a token of the sign-in service, fetched once for many", async () => {
  const to = await reference();
  const send = async (text: string) => {
    await adapter.continueConversationAsync(teams.settings.appId, to, async (context) => {
      await context.sendActivity(text);
    });
  };
  await Promise.all(["one", "two", "three"].map(send));
  expect(teams.activities.map((one) => one.text).sort()).toEqual(["one", "three", "two"]);
  expect(teams.tokenRequests).toBe(1);
});

test("a one-to-one chat is opened for a person, the same one each time", async () => {
  const user = someone();
  const ids: string[] = [];
  const parameters = {
    isGroup: false,
    bot: { id: `28:${teams.settings.appId}`, name: "Enfoque" },
    members: [{ id: user.id, name: user.name }],
    tenantId: teams.settings.tenantId,
    activity: undefined as unknown as Activity,
    channelData: {},
  };
  for (const text of ["a", "b"]) {
    await adapter.createConversationAsync(
      teams.settings.appId,
      "msteams",
      teams.serviceUrl,
      "",
      parameters,
      async (context) => {
        ids.push(context.activity.conversation.id);
        await context.sendActivity(text);
      },
    );
  }
  expect(new Set(ids)).toEqual(new Set([teams.personal(user.id).id]));
  expect(teams.activities.map((one) => one.text)).toEqual(["a", "b"]);
});

test("a card is stored, pressed and updated", async () => {
  const to = await reference();
  const user = received[0]?.from.id ?? "";
  let id = "";
  await adapter.continueConversationAsync(teams.settings.appId, to, async (context) => {
    const sent = MessageFactory.attachment(CardFactory.adaptiveCard(card("Take it")), undefined, undefined);
    id = (await context.sendActivity({ ...sent, summary: "A need" }))?.id ?? "";
  });
  const answer = await teams.action({ on: id, action: "Take it", from: user });
  expect(answer).toMatchObject({ status: 200, body: { statusCode: 200 } });
  expect(received.at(-1)).toMatchObject({
    value: { action: { verb: "take", data: { needId: "n1" } } },
    replyToId: id,
  });
  expect(teams.violations).toEqual([]);
  await adapter.continueConversationAsync(teams.settings.appId, to, async (context) => {
    await context.updateActivity({
      id,
      type: "message",
      text: "Taken",
      conversation: to.conversation,
    } as Activity);
  });
  expect(teams.activities).toMatchObject([{ id, text: "Taken", updates: 1 }]);
});

test.each([
  ["a schema above 1.5", { ...card("x"), version: "1.6" }],
  [
    "an Action.Execute without verb",
    { ...card("x"), actions: [{ type: "Action.Execute", title: "x", data: {} }] },
  ],
  ["an element Teams does not know", { ...card("x"), body: [{ type: "Carousel3D" }] }],
])("%s is refused", async (_name, content) => {
  const to = await reference();
  const sending = adapter.continueConversationAsync(teams.settings.appId, to, async (context) => {
    await context.sendActivity({ attachments: [CardFactory.adaptiveCard(content)] });
  });
  await expect(sending).rejects.toMatchObject({ statusCode: 400, code: "BadArgument" });
});

/** Sends one text to a fresh conversation; gives the error and how many requests there were. */
async function trySending(text = "x") {
  const to = await reference();
  const before = teams.calls.length;
  const sending = adapter.continueConversationAsync(teams.settings.appId, to, async (context) => {
    await context.sendActivity(text);
  });
  const error = await sending.then(
    () => undefined,
    (reason: Error & { statusCode?: number; code?: string; response?: { headers: Headers } }) => reason,
  );
  return { error, requests: teams.calls.length - before };
}

test("the Connector's refusals reach the sender at the first try", async () => {
  teams.failNext("sendActivity", "MessageWritesBlocked");
  expect(await trySending()).toMatchObject({
    error: { statusCode: 403, code: "MessageWritesBlocked" },
    requests: 1,
  });
  teams.failNext("sendActivity", { status: 503 });
  expect(await trySending()).toMatchObject({ error: { statusCode: 503 }, requests: 1 });
  teams.failNext("sendActivity", { status: 429, retryAfter: 30 });
  const limited = await trySending();
  expect(limited).toMatchObject({ error: { statusCode: 429 }, requests: 1 });
  expect(limited.error?.response?.headers.get("retry-after")).toBe("30");
  expect(await trySending("x".repeat(41_000))).toMatchObject({ error: { statusCode: 413 } });
});

test("a cut or silent connection ends in an error within the time limit", async () => {
  teams.failNext("sendActivity", "drop");
  expect(await trySending()).toMatchObject({ error: { code: "ECONNRESET" }, requests: 1 });
  teams.failNext("sendActivity", "hang");
  expect(await trySending()).toMatchObject({ error: { name: "AbortError" }, requests: 1 });
  teams.failNext("sendActivity", "drop_after");
  expect(await trySending("twice?")).toMatchObject({ error: { code: "ECONNRESET" }, requests: 1 });
  expect(teams.lastActivity(received.at(-1)?.conversation.id ?? "")?.text).toBe("twice?");
  await teams.stop();
  expect(await trySending()).toMatchObject({ error: { code: "ECONNREFUSED" }, requests: 0 });
  await teams.restart();
  expect(await trySending()).toMatchObject({ error: undefined, requests: 1 });
});

test("people are looked up in a conversation", async () => {
  const to = await reference();
  const [user] = [...teams.users.values()].slice(-1);
  const found: unknown[] = [];
  await adapter.continueConversationAsync(teams.settings.appId, to, async (context) => {
    found.push(await TeamsInfo.getMember(context, user?.aadObjectId ?? ""));
    found.push((await TeamsInfo.getPagedMembers(context)).members);
    found.push(await TeamsInfo.getMember(context, "29:nobody").catch((error) => error));
  });
  const ana = { id: user?.id, email: "ana.ruiz@example.com", aadObjectId: user?.aadObjectId };
  expect(found).toMatchObject([ana, [ana], { statusCode: 404, code: "MemberNotFoundInConversation" }]);
});

test("more than 7 messages a second to one conversation are refused", async () => {
  const to = await reference();
  const sends = Array.from({ length: 9 }, async () => {
    await adapter.continueConversationAsync(teams.settings.appId, to, async (context) => {
      await context.sendActivity("x");
    });
  });
  const results = await Promise.allSettled(sends);
  const failed = results.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  expect(failed.length).toBeGreaterThanOrEqual(1);
  expect(failed[0]).toMatchObject({ statusCode: 429 });
});

test("a token is kept until 5 minutes before its end, and a running request is shared", async () => {
  const fake = await startFakeTeams({ tokenLifetimeSeconds: 3600 });
  let now = 0;
  const token = createTokenSource({ ...fake.settings, now: () => now });
  const [first, same] = await Promise.all([token(), token()]);
  expect([first === same, fake.tokenRequests]).toEqual([true, 1]);
  now = 3299_000;
  await token();
  expect(fake.tokenRequests).toBe(1);
  now = 3300_000;
  expect(await token()).not.toBe(first);
  await fake.stop();
});

test("why there is no token is said in words", async () => {
  const fake = await startFakeTeams();
  const source = (change: object = {}) => createTokenSource({ ...fake.settings, timeoutMs: 200, ...change });
  await expect(source({ appSecret: "old" })()).rejects.toMatchObject({
    kind: "refused",
    message: expect.stringMatching(
      /refused the Teams app id, secret or tenant: invalid_client: AADSTS7000215/,
    ),
  });
  fake.failNext("token", { status: 429, retryAfter: 17 });
  await expect(source()()).rejects.toMatchObject({ kind: "unavailable", retryAfter: 17 });
  fake.failNext("token", "hang");
  await expect(source()()).rejects.toThrow(/did not answer within 200 ms/);
  fake.failNext("token", "drop");
  const retried = source();
  await expect(retried()).rejects.toMatchObject({ kind: "unavailable" });
  await expect(retried()).resolves.toMatch(/^fake-connector-token/);
  await fake.stop();
  await expect(source()()).rejects.toThrow(/could not be reached/);
});
