import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type SlackEdge, startSlackEdge } from "./harness.js";

let edge: SlackEdge;
beforeAll(async () => {
  edge = await startSlackEdge();
});
afterAll(() => edge.close());
beforeEach(() => {
  edge.asked.length = 0;
  edge.clock.now = new Date();
  edge.databaseIsGone = false;
});

const command = { command: "/need", text: "Acme: SSO", user: "U1", channel: "C1" };
const seconds = () => Math.floor(Date.now() / 1000);

describe("the guard in front of Bolt", () => {
  it("lets a signed request through and gives it to the service once", async () => {
    const answer = await edge.slack.command(command);
    await edge.settled();
    expect(answer.status).toBe(200);
    expect(edge.asked).toHaveLength(1);
  });

  const refused = {
    "no signature": { signature: null },
    "no timestamp": { timestamp: null },
    "another secret": { secret: "not the secret" },
    "a changed body": { tamperedBody: "command=%2Fneed&text=Other" },
    "a timestamp six minutes old": { signedAt: seconds() - 360 },
    "a timestamp six minutes ahead": { signedAt: seconds() + 360 },
    "an hour ahead, which Bolt alone would take": { signedAt: seconds() + 3600 },
    "junk after the signature": { signature: (good: string) => `${good}=junk` },
    "an upper-case signature": { signature: (good: string) => good.toUpperCase() },
    "a short signature": { signature: (good: string) => good.slice(0, -2) },
    "a timestamp with decimals": { timestamp: (good: string) => `${good}.0` },
    "a timestamp with a space": { timestamp: (good: string) => `${good}, ${good}` },
  };
  for (const [what, options] of Object.entries(refused)) {
    it(`refuses ${what}`, async () => {
      const answer = await edge.slack.command({ ...command, ...options });
      await edge.settled();
      expect(answer.status).toBe(401);
      expect(edge.asked).toHaveLength(0);
    });
  }

  it("refuses the same request when it is sent again, whatever is added to its headers", async () => {
    const first = await edge.slack.command(command);
    const again = await edge.slack.replay(first);
    const disguised = await edge.slack.replay({
      ...first,
      request: {
        ...first.request,
        headers: {
          ...first.request.headers,
          "x-slack-signature": `${first.request.headers["x-slack-signature"]}=x`,
        },
      },
    });
    await edge.settled();
    expect([first.status, again.status, disguised.status]).toEqual([200, 401, 401]);
    expect(edge.asked).toHaveLength(1);
  });

  it("refuses a replay for as long as its signature holds", async () => {
    const first = await edge.slack.command({ ...command, signedAt: seconds() + 290 });
    edge.clock.now = new Date(Date.now() + 580_000);
    const again = await edge.slack.replay(first);
    expect([first.status, again.status]).toEqual([200, 401]);
  });

  it("accepts nothing while the database cannot be reached, and takes the same request afterwards", async () => {
    edge.databaseIsGone = true;
    const refused = await edge.slack.command(command);
    expect(refused.status).toBe(503);
    expect(String(refused.body)).toContain("Nothing was recorded");
    expect(edge.asked).toHaveLength(0);
    edge.databaseIsGone = false;
    const again = await edge.slack.replay(refused);
    await edge.settled();
    expect(again.status).toBe(200);
    expect(edge.asked).toHaveLength(1);
  });

  it("refuses a body of more than a megabyte", async () => {
    const answer = await edge.slack.command({ ...command, rawBody: `text=${"a".repeat(1024 * 1024)}` });
    expect(answer.status).toBe(413);
  });

  it("refuses a signed body that is empty or no form, without falling over", async () => {
    const empty = await edge.slack.send("application/json", "", {});
    const broken = await edge.slack.send("application/x-www-form-urlencoded", "payload=%7Bnot", {});
    expect([empty.status, broken.status]).toEqual([400, 400]);
  });

  it("answers Slack's check of the address", async () => {
    const body = JSON.stringify({ type: "url_verification", challenge: "c0ffee" });
    const answer = await edge.slack.send("application/json", body, {});
    expect(answer.body).toEqual({ challenge: "c0ffee" });
  });
});
