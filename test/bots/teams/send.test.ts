import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { teamsSender } from "../../../src/bots/teams/send.js";
import { OutcomeUnknown, RateLimited, TransportDown } from "../../../src/domain/deliveries/outcomes.js";
import type { Destination, SendCard } from "../../../src/domain/deliveries/send.js";
import { type FakeTeams, startFakeTeams } from "../../support/fake-teams.js";

let teams: FakeTeams;
let ana: ReturnType<FakeTeams["addUser"]>;
let channel: ReturnType<FakeTeams["addChannel"]>;
let send: SendCard;

beforeAll(async () => {
  teams = await startFakeTeams({ rateLimit: { perSecond: 100, burst: 100 } });
  ana = teams.addUser({ name: "Ana Ruiz" });
  channel = teams.addChannel("Sales");
  send = teamsSender({ auth: { ...teams.settings, timeoutMs: 2_000 } });
});
beforeEach(() => teams.reset());
afterAll(() => teams.stop());

const content = { number: 7, summary: "Faster *quotes*", team: "Sales", askedBy: "Ana", text: "How <fast>?" };
const card = (more: Partial<Parameters<SendCard>[0]> = {}): Parameters<SendCard>[0] => ({
  deliveryId: "d-1",
  message: { name: "questionAsked", content },
  to: toChannel(),
  locale: "en",
  externalRef: null,
  ...more,
});
const common = () => ({
  channelId: "msteams",
  serviceUrl: teams.serviceUrl,
  tenantId: teams.settings.tenantId,
  bot: { id: `28:${teams.settings.appId}`, name: "Enfoque" },
});
function toChannel(id = `${channel.id};messageid=1`): Destination {
  const address = { ...common(), conversation: { id, conversationType: "channel" } };
  return destination({ externalId: channel.id, direct: false, address });
}
function toPerson(more: object = {}): Destination {
  return destination({
    externalId: ana.aadObjectId,
    direct: true,
    address: { ...common(), userId: ana.id, ...more },
  });
}
function destination(more: Pick<Destination, "externalId" | "direct" | "address">): Destination {
  return { organizationId: "o-1", workspaceId: teams.settings.tenantId, id: "c-1", ...more };
}
const calls = () => teams.calls.map(({ method, status }) => `${method} ${status}`);

describe("sending a card to Teams", () => {
  it("posts a new thread in a channel, with words for notifications", async () => {
    const ref = await send(card());
    const sent = teams.lastActivity(channel.id);
    expect(ref).toEqual({ conversationId: channel.id, activityId: sent?.id });
    expect(sent).toMatchObject({ replyToId: "", type: "message", text: "" });
    expect(sent?.summary).not.toBe("");
    expect(JSON.stringify(sent?.card)).toContain("How \\\\<fast>?");
    expect(calls()).toEqual(["POST 201"]);
  });

  it("changes a card where it stands", async () => {
    const externalRef = await send(card());
    expect(await send(card({ externalRef, locale: "es" }))).toEqual(externalRef);
    expect(teams.activities).toHaveLength(1);
    expect(teams.activities[0]?.updates).toBe(1);
  });

  it("posts anew where the card to change was deleted", async () => {
    const externalRef = { conversationId: channel.id, activityId: "404" };
    expect(await send(card({ externalRef }))).toEqual({
      conversationId: channel.id,
      activityId: teams.lastActivity(channel.id)?.id,
    });
    expect(calls()).toEqual(["PUT 404", "POST 201"]);
  });

  it("writes to a person in the conversation that is known", async () => {
    const { id } = teams.personal(ana.id);
    const ref = await send(card({ to: toPerson({ conversation: { id } }) }));
    expect(ref).toMatchObject({ conversationId: id });
    expect(calls()).toEqual(["POST 201"]);
  });

  it("opens the 1:1 conversation with a person where none is known", async () => {
    const ref = await send(card({ to: toPerson() }));
    expect(ref).toMatchObject({ conversationId: teams.personal(ana.id).id });
    expect(calls()).toEqual(["POST 201", "POST 201"]);
  });

  it("tries once and waits as long as Teams says", async () => {
    teams.failNext("sendActivity", { status: 429, retryAfter: 4 }, 3);
    const error = await send(card()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RateLimited);
    expect(error).toMatchObject({ retryAfterMs: 4000 });
    expect(calls()).toEqual(["POST 429"]);
  });

  it.each(["MessageWritesBlocked", "BotNotInConversationRoster"])(
    "gives up for a person on %s",
    async (code) => {
      teams.failNext("sendActivity", code, 2);
      const to = toPerson({ conversation: { id: teams.personal(ana.id).id } });
      await expect(send(card({ to }))).rejects.toMatchObject({ reason: "recipient_unreachable" });
      expect(calls()).toEqual(["POST 403"]);
    },
  );

  it("gives up on a channel that is gone", async () => {
    await expect(send(card({ to: toChannel("19:gone@thread.tacv2") }))).rejects.toMatchObject({
      reason: "channel_gone",
    });
  });

  it("gives up where no address was stored", async () => {
    await expect(send(card({ to: { ...toChannel(), address: null } }))).rejects.toMatchObject({
      reason: "channel_gone",
    });
    const to = { ...toPerson(), address: { userId: ana.id } };
    await expect(send(card({ to }))).rejects.toMatchObject({ reason: "recipient_unreachable" });
    expect(calls()).toEqual([]);
  });

  it("fetches a new token when the kept one is refused, and gives up when that one is refused too", async () => {
    await send(card());
    teams.revokeTokens();
    await send(card());
    expect(calls()).toEqual(["POST 201", "POST 401", "POST 201"]);
    teams.failNext("sendActivity", { status: 401 }, 2);
    await expect(send(card())).rejects.toMatchObject({ reason: "access_revoked" });
  });

  it.each(["hang", "drop_after"])(
    "does not know whether a post arrived after %j, and does not repeat it",
    async (fault) => {
      teams.failNext("sendActivity", fault);
      await expect(send(card())).rejects.toBeInstanceOf(OutcomeUnknown);
      expect(teams.calls).toHaveLength(1);
    },
  );

  it("takes an update without an answer for an outage, since repeating it does no harm", async () => {
    const externalRef = await send(card());
    teams.failNext("updateActivity", "drop_after");
    await expect(send(card({ externalRef }))).rejects.toBeInstanceOf(TransportDown);
  });

  it("gives up on a wrong app secret", async () => {
    const wrong = teamsSender({ auth: { ...teams.settings, appSecret: "wrong" } });
    await expect(wrong(card())).rejects.toMatchObject({ reason: "access_revoked" });
  });

  it("takes a refused connection and HTTP 500 for an outage", async () => {
    teams.failNext("sendActivity", { status: 500 });
    await expect(send(card())).rejects.toBeInstanceOf(TransportDown);
    await teams.stop();
    // The first may still go out on a connection that is just being closed.
    await send(card()).catch(() => undefined);
    await expect(send(card())).rejects.toBeInstanceOf(TransportDown);
    const fresh = teamsSender({ auth: teams.settings });
    await expect(fresh(card())).rejects.toBeInstanceOf(TransportDown);
    await teams.restart();
  });
});
