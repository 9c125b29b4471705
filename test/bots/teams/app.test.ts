import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Caller, Reply, Request } from "../../../src/bots/command.js";
import { mountTeams } from "../../../src/bots/teams/app.js";
import { catalogue } from "../../../src/i18n/catalogue.js";
import { noteCard } from "../../../src/views/note.js";
import { badTokens, type FakeTeams, startFakeTeams } from "../../support/fake-teams.js";

const t = catalogue("en");
const note = noteCard("Done", "It was recorded.");
const form: Reply = {
  kind: "form",
  title: "Question",
  command: "needAsk",
  known: { announcementId: "a-1" },
  submit: "Send",
  fields: [{ type: "multiline", name: "text", label: "Your question" }],
};
const announcement: Reply = {
  kind: "card",
  title: "N-1",
  elements: [{ type: "list", items: [{ text: "Sales" }] }],
  actions: [
    { label: "Understood", command: "needAnswer", input: { announcementId: "a-1", answer: "understood" } },
    { label: "Ask", command: "needAsk", input: { announcementId: "a-1" } },
  ],
};

let teams: FakeTeams;
let server: Server;
let ana: ReturnType<FakeTeams["addUser"]>;
let channel: ReturnType<FakeTeams["addChannel"]>;
let asked: { caller: Caller; request: Request }[] = [];
let answer: () => Reply = () => note;
const seen = new Set<string>();
const firstSeen = vi.fn(async (key: string) => !seen.has(key) && seen.add(key) !== undefined);
const log = { warn: vi.fn(), error: vi.fn() };

// The SDK writes every refused token to the console.
vi.spyOn(console, "error").mockReturnValue(undefined);

beforeAll(async () => {
  teams = await startFakeTeams({ rateLimit: { perSecond: 100, burst: 100 } });
  ana = teams.addUser({ name: "Ana Ruiz", locale: "es-ES" });
  channel = teams.addChannel("Sales");
  const app = express();
  const router = express.Router();
  const keyless = express.Router();
  const options = {
    log,
    firstSeen,
    now: () => new Date("2026-05-01T09:00:00Z"),
    async dispatch(caller: Caller, request: Request) {
      asked.push({ caller, request });
      return { reply: answer(), t };
    },
  };
  await mountTeams({ router, auth: teams.settings, ...options });
  const openIdMetadataUrl = "http://127.0.0.1:1/nobody-listens-here";
  await mountTeams({ router: keyless, auth: { ...teams.settings, openIdMetadataUrl }, ...options });
  app.use("/keyless", keyless);
  app.use(router);
  server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  teams.appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  teams.reset();
  asked = [];
  answer = () => note;
  firstSeen.mockClear();
  log.warn.mockClear();
  log.error.mockClear();
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await teams.stop();
});

const titleOf = (card: unknown) => (card as { body: { text: string }[] } | undefined)?.body[0]?.text;
const last = (conversation: string) => titleOf(teams.lastActivity(conversation)?.card);
const requests = () => asked.map(({ request }) => request);

/** A card of ours that stands in the channel. */
async function posted(reply: Reply) {
  answer = () => reply;
  await teams.message({ text: "need show 1", from: ana.id, conversation: channel.id });
  answer = () => note;
  asked = [];
  const found = teams.lastActivity(channel.id);
  if (!found) throw new Error("no card was posted");
  return found;
}

describe("who may call", () => {
  it.each(badTokens)("answers 401 to a token that is %s, and does nothing", async (token) => {
    const { status } = await teams.message({ text: "help", from: ana.id, token });
    expect(status).toBe(401);
    expect(asked).toEqual([]);
    expect(teams.activities).toEqual([]);
  });

  it("answers 401 to other channels, 403 to other tenants, 400 and 413 to bodies it cannot read", async () => {
    const statuses: number[] = [];
    for (const more of [
      { activity: { channelId: "webchat" } },
      { activity: { channelData: { tenant: { id: "another" } } } },
      { activity: { conversation: { id: "a:1", tenantId: "another" }, channelData: {} } },
      { activity: { from: null } },
      { activity: { id: "" } },
      { rawBody: "{" },
      { rawBody: "[]" },
      { rawBody: JSON.stringify({ text: "x".repeat(1024 * 1024) }) },
    ]) {
      statuses.push((await teams.message({ text: "help", from: ana.id, ...more })).status);
    }
    expect(statuses).toEqual([401, 403, 403, 400, 400, 400, 401, 413]);
    expect(asked).toEqual([]);
  });
});

describe("a service that cannot read the keys of Teams", () => {
  it("lets nobody in and says that it is its own trouble", async () => {
    const { appUrl } = teams;
    teams.appUrl = `${appUrl}/keyless`;
    const { status } = await teams.message({ text: "help", from: ana.id });
    teams.appUrl = appUrl;
    expect(status).toBe(503);
    expect(asked).toEqual([]);
  });
});

describe("a message", () => {
  it("in a 1:1 conversation is a command, answered there with a card", async () => {
    const chat = teams.personal(ana.id);
    const { status } = await teams.message({
      text: "/need&nbsp;R&amp;D\u00a0&lt;b&gt;",
      from: ana.id,
      id: "m-1",
    });
    expect(status).toBe(200);
    const common = {
      channelId: "msteams",
      serviceUrl: teams.serviceUrl,
      tenantId: teams.settings.tenantId,
      bot: { id: `28:${teams.settings.appId}`, name: "Enfoque" },
    };
    const conversation = { id: chat.id, tenantId: teams.settings.tenantId, conversationType: "personal" };
    expect(asked).toEqual([
      {
        caller: {
          platform: "teams",
          workspaceId: teams.settings.tenantId,
          person: {
            externalId: ana.aadObjectId,
            name: "Ana Ruiz",
            address: { ...common, userId: ana.id, conversation },
            locale: "es",
            zone: "Europe/Madrid",
          },
          actKey: `teams:${chat.id}:m-1`,
        },
        request: { kind: "text", text: "/need R&D <b>" },
      },
    ]);
    expect(last(chat.id)).toBe("Done");
  });

  it("that mentions the bot in a channel is a command, answered in its thread", async () => {
    await teams.message({
      text: "need list <at>Luis</at>",
      from: ana.id,
      conversation: channel.id,
      id: "m-2",
    });
    expect(requests()).toEqual([{ kind: "text", text: "need list Luis" }]);
    expect(asked[0]?.caller.place).toMatchObject({
      externalId: channel.id,
      name: "Sales",
      address: { channelId: "msteams", serviceUrl: teams.serviceUrl, conversation: { id: channel.id } },
    });
    expect(asked[0]?.caller.person.address).not.toHaveProperty("conversation");
    expect(teams.lastActivity(channel.id)).toMatchObject({ replyToId: "m-2" });
  });

  it("that comes twice acts once; the same id in another conversation is another message", async () => {
    const twice = { text: "help", from: ana.id, id: "m-3" };
    const both = await Promise.all([teams.message(twice), teams.message(twice)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(asked).toHaveLength(1);
    await teams.message({ ...twice, conversation: channel.id });
    expect(asked).toHaveLength(2);
    expect(firstSeen).toHaveBeenLastCalledWith(`teams:${channel.id}:m-3`, new Date("2026-05-02T09:00:00Z"));
  });

  it("is answered with 503 and words when the database cannot be reached", async () => {
    firstSeen.mockRejectedValueOnce(new Error("connect ECONNREFUSED, typed: secret words"));
    const { status, body } = await teams.message({ text: "help", from: ana.id });
    expect(status).toBe(503);
    expect(body).toEqual({ error: catalogue("es").unavailable });
    expect(JSON.stringify(teams.lastActivity(teams.personal(ana.id).id)?.card)).toContain(
      catalogue("es").unavailable,
    );
    expect(JSON.stringify(log.error.mock.calls)).not.toContain("secret words");
  });

  it("counts as done although Teams does not take the answer", async () => {
    teams.failNext("sendActivity", "MessageWritesBlocked");
    expect((await teams.message({ text: "help", from: ana.id })).status).toBe(200);
    expect(asked).toHaveLength(1);
    expect(log.warn).toHaveBeenCalledOnce();
  });

  it("of another kind is left alone", async () => {
    expect(
      (await teams.message({ text: "x", from: ana.id, activity: { type: "messageReaction" } })).status,
    ).toBe(200);
    expect(asked).toEqual([]);
  });
});

describe("a button", () => {
  it("of an announcement tells the person in words and leaves the card as it stands", async () => {
    const on = await posted(announcement);
    const { status, body } = await teams.action({ on, action: "Understood", from: ana.id, id: "i-1" });
    expect(status).toBe(200);
    const value = "Done\nIt was recorded.";
    expect(body).toEqual({ statusCode: 200, type: "application/vnd.microsoft.activity.message", value });
    expect(asked).toMatchObject([
      {
        caller: { actKey: `teams:${channel.id}:i-1:${on.id}`, place: { externalId: channel.id } },
        request: {
          kind: "press",
          command: "needAnswer",
          input: { announcementId: "a-1", answer: "understood" },
        },
      },
    ]);
    expect(titleOf(on.card)).toBe("N-1");
    expect(teams.activities).toHaveLength(1);
  });

  it("pressed once acts once although it is sent twice", async () => {
    const on = await posted(announcement);
    await teams.action({ on, action: "Understood", from: ana.id, id: "i-2" });
    const { body } = await teams.action({ on, action: "Understood", from: ana.id, id: "i-2" });
    expect(asked).toHaveLength(1);
    expect(body).toMatchObject({ value: catalogue("es").error.already_done() });
  });

  it("whose reply is more than words has it posted below", async () => {
    const on = await posted(announcement);
    answer = () => announcement;
    const { body } = await teams.action({ on, action: "Understood", from: ana.id });
    expect(body).toMatchObject({ value: "N-1" });
    expect(teams.lastActivity(channel.id)).not.toBe(on);
    expect(teams.lastActivity(channel.id)?.replyToId).not.toBe("");
  });

  it("with untrusted data reaches dispatch as it is, and never fails", async () => {
    for (const value of [
      undefined,
      null,
      { action: null },
      { action: { data: [1] } },
      { action: { data: { command: 7 } } },
    ]) {
      const { status } = await teams.invoke({ name: "adaptiveCard/action", from: ana.id, value });
      expect(status).toBe(200);
    }
    expect(requests()).toEqual(Array(5).fill({ kind: "press", command: "", input: {} }));
    expect((await teams.invoke({ name: "task/fetch", from: ana.id })).status).toBe(501);
  });

  it("is told in words when the database cannot be reached", async () => {
    const on = await posted(announcement);
    answer = () => {
      throw new Error("the database is gone");
    };
    const { status, body } = await teams.action({ on, action: "Understood", from: ana.id });
    expect(status).toBe(200);
    expect(body).toMatchObject({ value: catalogue("es").unavailable });
  });

  it("of a client without Action.Execute comes as a message and does the same", async () => {
    const value = { command: "needAnswer", input: { announcementId: "a-1" } };
    await teams.message({ text: "", value, from: ana.id, conversation: channel.id, mention: false });
    expect(requests()).toEqual([{ kind: "press", command: "needAnswer", input: { announcementId: "a-1" } }]);
    expect(last(channel.id)).toBe("Done");
  });
});

describe("a form", () => {
  it("is posted, comes back with its error in place, and gives way to the reply", async () => {
    const on = await posted(announcement);
    answer = () => form;
    await teams.action({ on, action: "Ask", from: ana.id });
    const asking = teams.lastActivity(channel.id);
    expect(titleOf(asking?.card)).toBe("Question");

    answer = () => ({
      ...form,
      fields: [{ type: "text", name: "text", label: "Your question", value: "?", error: "Too short" }],
    });
    const wrong = await teams.action({
      on: asking?.id ?? "",
      action: "submit",
      from: ana.id,
      inputs: { text: "?" },
    });
    expect(wrong.body).toMatchObject({ statusCode: 200, type: "application/vnd.microsoft.card.adaptive" });
    expect(JSON.stringify(wrong.body)).toContain("⚠ Too short");

    answer = () => note;
    await teams.action({
      on: asking?.id ?? "",
      action: "submit",
      from: ana.id,
      inputs: { text: "How fast?" },
    });
    const input = { announcementId: "a-1", text: "How fast?" };
    expect(requests().at(-1)).toEqual({ kind: "submit", command: "needAsk", input });
    expect(titleOf(asking?.card)).toBe("Done");
    expect(asking?.updates).toBe(2);
    expect(teams.activities).toHaveLength(2);
  });

  it("sent by a client without Action.Execute gives way to the reply too", async () => {
    const asking = await posted(form);
    const value = {
      command: "needAsk",
      known: { announcementId: "a-1" },
      form: true,
      types: {},
      text: "How fast?",
    };
    await teams.message({
      ...{ text: "", value, from: ana.id, conversation: channel.id, mention: false },
      activity: { replyToId: asking.id },
    });
    expect(requests()).toEqual([
      { kind: "submit", command: "needAsk", input: { announcementId: "a-1", text: "How fast?" } },
    ]);
    expect(titleOf(asking.card)).toBe("Done");
  });
});

describe("an installation", () => {
  it("is greeted once, in the person's language", async () => {
    await teams.conversationUpdate({ from: ana.id });
    await teams.installationUpdate({ from: ana.id });
    expect(teams.activities.map(({ card }) => titleOf(card))).toEqual([catalogue("es").platform.welcome]);
    expect(asked).toEqual([]);
  });

  it("of others, and a removal, is not greeted", async () => {
    await teams.conversationUpdate({ from: ana.id, conversation: channel.id, added: [ana.id] });
    await teams.installationUpdate({ from: ana.id, conversation: channel.id, action: "remove" });
    expect(teams.activities).toEqual([]);
  });
});

it("breaks no rule of Teams", () => expect(teams.violations).toEqual([]));
