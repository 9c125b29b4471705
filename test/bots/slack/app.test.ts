import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Action } from "../../../src/views/card.js";
import { card, en, es, needForm, type SlackEdge, startSlackEdge } from "./harness.js";

let edge: SlackEdge;
beforeAll(async () => {
  edge = await startSlackEdge();
});
afterAll(() => edge.close());
beforeEach(() => {
  edge.slack.reset();
  edge.asked.length = 0;
  edge.logged.length = 0;
  edge.clock.now = new Date();
  edge.answer = async () => ({ reply: card("Done"), t: en });
});
afterEach(async () => {
  await edge.settled();
  expect(edge.slack.violations).toEqual([]);
});

const inChannel = { user: "U1", channel: "C1" };
const command = async (text: string, more = {}) => {
  const answer = await edge.slack.command({ ...inChannel, text, ...more });
  await edge.settled();
  return answer;
};
const texts = (blocks: unknown) => JSON.stringify(blocks);

describe("a slash command", () => {
  it("is a text for the service, in a channel, and its answer is for the person alone", async () => {
    const answer = await command("/enfoque need Acme: faster exports");
    expect(answer).toMatchObject({ status: 200, body: "" });
    expect(edge.asked).toEqual([
      {
        caller: {
          platform: "slack",
          workspaceId: edge.slack.workspace.team,
          person: { externalId: "U1", name: "ana" },
          place: { externalId: "C1", name: "support" },
          actKey: expect.stringMatching(/^slack:.+/),
        },
        request: { kind: "text", text: "need Acme: faster exports" },
      },
    ]);
    expect(edge.slack.ephemerals).toMatchObject([
      { user: "U1", channel: "C1", text: "Done", via: "response_url", responseType: "ephemeral" },
    ]);
    expect(edge.slack.messages).toEqual([]);
  });

  it.each([
    ["/need Acme: R&amp;D wants &lt;b&gt;", "need Acme: R&D wants <b>"],
    ["/need", "need"],
    ["/enfoque", ""],
    ["/Enfoque help", "help"],
    ["/pulse new Q3", "pulse new Q3"],
  ])("%s means “%s”", async (typed, text) => {
    await command(typed);
    expect(edge.asked[0]?.request).toEqual({ kind: "text", text });
  });

  it("in a conversation with the bot has no place", async () => {
    await command("/need list", { channel: "D123" });
    expect(edge.asked[0]?.caller).not.toHaveProperty("place");
  });

  it("is answered another way where Slack's reply address fails", async () => {
    edge.slack.failNext("response_url", { status: 500 });
    await command("/need list");
    edge.slack.failNext("response_url", "drop");
    edge.slack.failNext("chat.postEphemeral", "not_in_channel");
    await command("/need list");
    expect(edge.slack.ephemerals).toMatchObject([{ via: "postEphemeral", user: "U1" }]);
    expect(edge.slack.lastMessage("U1")?.text).toBe("Done");
  });

  it("is never answered at an address that is not Slack's", async () => {
    const fields = {
      command: "/need",
      text: "list",
      team_id: edge.slack.workspace.team,
      user_id: "U1",
      user_name: "ana",
      channel_id: "C1",
      channel_name: "support",
      trigger_id: "1.2",
      response_url: `http://localhost:${new URL(edge.slack.url).port}/response/R1`,
    };
    await command("/need", { rawBody: new URLSearchParams(fields).toString() });
    expect(edge.slack.ephemerals).toMatchObject([{ via: "postEphemeral" }]);
  });

  it("opens the form that it is answered with", async () => {
    const view = await edge.openForm();
    expect(view).toMatchObject({ title: "Record a need", user: "U1", open: true });
    expect(edge.slack.ephemerals).toEqual([]);
  });

  it("answered with a form too late for Slack offers a button that opens it", async () => {
    edge.answer = async () => ({
      reply: needForm({ fields: [{ type: "text", name: "words", label: "Words", value: "SSO" }] }),
      t: en,
    });
    await command("/need", { triggerId: "expired" });
    expect(edge.slack.views).toEqual([]);
    const [late] = edge.slack.ephemerals;
    await edge.slack.action({ message: late!, action: en.platform.openForm, user: "U1" });
    await edge.settled();
    expect(edge.asked[1]?.request).toEqual({
      kind: "press",
      command: "needAdd",
      input: { source: "call", words: "SSO" },
    });
    expect(edge.slack.views).toHaveLength(1);
  });
});

describe("a button", () => {
  const action: Action = { label: "Show", command: "needShow", input: { number: 12 } };
  const shown = async (reply = card("Needs", { actions: [action] })) => {
    edge.answer = async () => ({ reply, t: en });
    await command("/need list");
    edge.answer = async () => ({ reply: card("N-12"), t: en });
    return edge.slack.ephemerals[0]!;
  };
  const press = async (message: Awaited<ReturnType<typeof shown>>) => {
    const answer = await edge.slack.action({ message, action: "Show", user: "U1" });
    await edge.settled();
    return answer;
  };

  it("gives its command, and the answer is for the person who pressed it", async () => {
    expect((await press(await shown())).status).toBe(200);
    expect(edge.asked[1]).toMatchObject({
      caller: { person: { externalId: "U1", name: "ana" }, place: { externalId: "C1", name: "support" } },
      request: { kind: "press", command: "needShow", input: { number: 12 } },
    });
    expect(edge.slack.ephemerals[1]).toMatchObject({ text: "N-12", user: "U1", replaceOriginal: false });
  });

  it("pressed twice at once acts once; pressed again later it acts again", async () => {
    const message = { ...(await shown()), ts: "1700000000.000100", updates: 0 };
    edge.slack.messages.push(message);
    const both = { message, action: "Show", user: "U1" };
    await Promise.all([edge.slack.action(both), edge.slack.action(both)]);
    await edge.settled();
    expect(edge.asked).toHaveLength(2);
    edge.clock.now = new Date(edge.clock.now.getTime() + 5_000);
    await edge.slack.action(both);
    await edge.settled();
    const [, first, later] = edge.asked.map(({ caller }) => caller.actKey);
    expect(edge.asked).toHaveLength(3);
    expect(first).not.toBe(later);
  });

  it("whose value is not ours gives no command", async () => {
    const message = await shown();
    for (const value of [
      "",
      "not json",
      "[]",
      '{"command":"help"}',
      '{"command":"help","input":{},"role":"admin"}',
    ]) {
      const blocks = [{ type: "actions", elements: [{ type: "button", action_id: "do:1", value }] }];
      await edge.slack.action({ message: { ...message, blocks }, action: "do:1", user: "U1" });
    }
    await edge.settled();
    expect(edge.asked).toHaveLength(1);
  });

  it("in a modal changes the modal, and knows the channel it was opened in", async () => {
    const view = await edge.openForm();
    edge.answer = async () => ({ reply: card("Recorded", { actions: [action] }), t: en });
    await edge.slack.viewSubmit(view, { customer: "Acme" });
    edge.answer = async () => ({ reply: card("N-12"), t: en });
    await edge.slack.action({ view, action: "Show", user: "U1" });
    await edge.settled();
    expect(edge.asked.at(-1)?.caller.place).toEqual({ externalId: "C1", name: "support" });
    expect(texts(view.blocks)).toContain("N-12");
    expect(view.open).toBe(true);
  });
});

describe("a modal that was filled in", () => {
  it("gives its command what was entered and what was known, and shows the answer", async () => {
    const view = await edge.openForm();
    const answer = await edge.slack.viewSubmit(view, { customer: "Acme", words: "<SSO> & more" });
    expect(answer.body).toMatchObject({ response_action: "update" });
    expect(edge.asked.at(-1)).toMatchObject({
      caller: { place: { externalId: "C1", name: "support" }, person: { externalId: "U1" } },
      request: {
        kind: "submit",
        command: "needAdd",
        input: { source: "call", customer: "Acme", words: "<SSO> & more" },
      },
    });
    expect(texts(view.blocks)).toContain("Done");
  });

  it("shows errors beside their fields and keeps what was entered; corrected it is another act", async () => {
    const view = await edge.openForm();
    const wrong = needForm({
      fields: [{ type: "text", name: "customer", label: "Customer", error: en.field.invalid }],
    });
    edge.answer = async () => ({ reply: wrong, t: en });
    await edge.slack.viewSubmit(view, { customer: "?" });
    expect(view.errors).toEqual({ customer: en.field.invalid });
    expect(view.updates).toBe(0);
    edge.answer = async () => ({ reply: card("Done"), t: en });
    await edge.slack.viewSubmit(view, { customer: "Acme" });
    const [first, corrected] = edge.asked.slice(-2).map(({ caller }) => caller.actKey);
    expect(first).not.toBe(corrected);
    expect(texts(view.blocks)).toContain("Done");
  });

  it("sent twice is one act", async () => {
    const view = await edge.openForm();
    await Promise.all([
      edge.slack.viewSubmit(view, { customer: "Acme" }),
      edge.slack.viewSubmit(view, { customer: "Acme" }),
    ]);
    const [first, second] = edge.asked.slice(-2).map(({ caller }) => caller.actKey);
    expect(first).toBe(second);
  });

  it("shows an error of the whole, or of a field that is not on the screen, on top", async () => {
    for (const form of [
      needForm({ error: "Nothing was recorded." }),
      needForm({ fields: [{ type: "text", name: "other", label: "Other", error: "Nothing was recorded." }] }),
    ]) {
      const view = await edge.openForm();
      edge.answer = async () => ({ reply: form, t: en });
      await edge.slack.viewSubmit(view, { customer: "Acme" });
      expect(texts(view.blocks[0])).toContain("Nothing was recorded.");
      expect(view.updates).toBe(1);
    }
  });

  it("keeps what was entered while the service cannot do its work", async () => {
    const view = await edge.openForm();
    edge.answer = async () => {
      throw new Error("connect ECONNREFUSED");
    };
    await edge.slack.viewSubmit(view, { customer: "Acme" });
    expect(view.errors).toEqual({ customer: en.unavailable });
    expect(view.updates).toBe(0);
  });
});

describe("when the service cannot do its work", () => {
  const fail = async () => {
    throw Object.assign(new Error("insert into need values ('Acme wants SSO')"), { code: "P1001" });
  };

  it("says so in words, in the person's language where it is known", async () => {
    edge.answer = fail;
    await command("/need list", { user: "U1" });
    edge.answer = async () => ({ reply: card("Hecho"), t: es });
    await command("/need list");
    edge.answer = fail;
    await command("/need list");
    const said = edge.slack.ephemerals.map(({ text }) => text);
    expect(said[0]).toContain(en.unavailable);
    expect(said[2]).toContain(es.unavailable);
  });

  it("logs where it failed, and nothing that a person wrote", async () => {
    edge.answer = fail;
    edge.slack.failNext("response_url", "drop");
    await command("/need Acme: wants SSO");
    const log = edge.logged.join("");
    expect(log).toContain("P1001");
    for (const secret of ["Acme", "SSO", "ana", "U1", edge.slack.workspace.token, edge.slack.signingSecret]) {
      expect(log).not.toContain(secret);
    }
  });
});
