import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { slackSender } from "../../../src/bots/slack/send.js";
import {
  OutcomeUnknown,
  RateLimited,
  Refused,
  TransportDown,
} from "../../../src/domain/deliveries/outcomes.js";
import type { CardMessage, Destination, SendCard } from "../../../src/domain/deliveries/send.js";
import { type FakeSlack, startFakeSlack } from "../../support/fake-slack.js";

let slack: FakeSlack;
let send: SendCard;
beforeAll(async () => {
  slack = await startFakeSlack({ rateLimit: { perSecond: 1000, burst: 1000 } });
  slack.addUser({ id: "U1", name: "Ana" });
  slack.addChannel("C1", "support");
  slack.addChannel("C2", "old", { archived: true });
  send = slackSender({ token: slack.workspace.token, apiUrl: slack.slackApiUrl });
});
afterAll(() => slack.stop());
beforeEach(() => slack.reset());

const message: CardMessage = {
  name: "questionAsked",
  content: {
    number: 12,
    summary: "<!channel> SSO & *SCIM*",
    team: "Platform",
    askedBy: "Ana",
    text: "By when?",
  },
};
const to = (externalId: string, direct = false): Destination => ({
  organizationId: "o",
  workspaceId: slack.workspace.team,
  externalId,
  direct,
  address: null,
  id: "c",
});
const delivery = (more: Partial<Parameters<SendCard>[0]> = {}) =>
  ({ deliveryId: "d", message, to: to("C1"), locale: "en", externalRef: null, ...more }) as const;

describe("sending a card to Slack", () => {
  it("posts it to the channel and says what Slack calls it", async () => {
    const ref = await send(delivery());
    const posted = slack.lastMessage("C1");
    expect(ref).toEqual({ channel: "C1", ts: posted?.ts });
    expect(posted?.text).not.toContain("<!channel>");
    expect(slack.violations).toEqual([]);
  });

  it("posts it to a person in their language", async () => {
    await send(delivery({ to: to("U1", true), locale: "en" }));
    await send(delivery({ to: to("U1", true), locale: "es" }));
    const [english, spanish] = slack.messages.map(({ text }) => text);
    expect(slack.lastMessage("U1")).toBeDefined();
    expect(english).not.toBe(spanish);
  });

  it("changes the message that stands there already", async () => {
    const externalRef = await send(delivery());
    const again = await send(delivery({ externalRef }));
    expect(again).toEqual(externalRef);
    expect(slack.messages.map(({ updates }) => updates)).toEqual([1]);
  });

  it.each(["message_not_found", "cant_update_message"])(
    "posts it anew where it cannot be changed: %s",
    async (code) => {
      slack.failNext("chat.update", code);
      const ref = await send(delivery({ externalRef: { channel: "C1", ts: "1.1" } }));
      expect(ref).toEqual({ channel: "C1", ts: slack.lastMessage("C1")?.ts });
    },
  );

  it("tells what went wrong in the domain's words, and tries each call once", async () => {
    await expect(send(delivery({ to: to("C2") }))).rejects.toEqual(
      new Refused("channel_gone", "is_archived"),
    );
    slack.failNext("chat.postMessage", { status: 429, retryAfter: 4 });
    await expect(send(delivery())).rejects.toEqual(new RateLimited(4000));
    slack.failNext("chat.postMessage", { status: 503 });
    await expect(send(delivery())).rejects.toBeInstanceOf(TransportDown);
    slack.failNext("chat.postMessage", "drop_after");
    await expect(send(delivery())).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(slack.calls).toHaveLength(4);
    expect(slack.messages).toHaveLength(1);
  });

  it("tells a withdrawn access and an outage apart", async () => {
    const revoked = slackSender({ token: "xoxb-gone", apiUrl: slack.slackApiUrl });
    await expect(revoked(delivery())).rejects.toEqual(new Refused("access_revoked", "invalid_auth"));
    await slack.stop();
    // A connection that was kept open may be cut while the request is on its way: then the outcome is not known.
    await expect(send(delivery())).rejects.toThrow();
    await expect(send(delivery())).rejects.toBeInstanceOf(TransportDown);
    await slack.restart();
    await expect(send(delivery())).resolves.toBeDefined();
  });
});
