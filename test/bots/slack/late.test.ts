import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { card, deferred, en, type SlackEdge, startSlackEdge } from "./harness.js";

let edge: SlackEdge;
beforeAll(async () => {
  edge = await startSlackEdge({ patienceMs: 1 });
});
afterAll(() => edge.close());
beforeEach(() => edge.slack.reset());
afterEach(() => expect(edge.slack.violations).toEqual([]));

describe("a modal whose answer is slower than Slack waits", () => {
  it("says that it is being worked on, then shows the answer", async () => {
    const view = await edge.openForm();
    const slow = deferred<void>();
    edge.answer = async () => {
      await slow.promise;
      return { reply: card("Done at last"), t: en };
    };
    await edge.slack.viewSubmit(view, { customer: "Acme" });
    expect(JSON.stringify(view.blocks)).toContain(en.platform.working);
    slow.resolve();
    await edge.settled();
    expect(JSON.stringify(view.blocks)).toContain("Done at last");
  });

  it("loses no words when the answer fails, and can be sent again", async () => {
    const view = await edge.openForm();
    const slow = deferred<never>();
    edge.answer = () => slow.promise;
    await edge.slack.viewSubmit(view, { customer: "Acme", words: "Faster exports" });
    slow.reject(new Error("database gone"));
    await edge.settled();
    expect(JSON.stringify(view.blocks)).toContain(en.unavailable);
    expect(JSON.stringify(view.blocks)).toContain("Faster exports");
    edge.answer = async () => ({ reply: card("Recorded"), t: en });
    await edge.slack.action({ view, action: en.platform.tryAgain, user: "U1" });
    await edge.settled();
    expect(edge.asked.at(-1)?.request).toEqual({
      kind: "press",
      command: "needAdd",
      input: { source: "call", customer: "Acme", words: "Faster exports" },
    });
    expect(JSON.stringify(view.blocks)).toContain("Recorded");
  });

  it("that was closed meanwhile is answered in the channel", async () => {
    const view = await edge.openForm();
    const slow = deferred<void>();
    edge.answer = async () => {
      await slow.promise;
      return { reply: card("Done at last"), t: en };
    };
    await edge.slack.viewSubmit(view, { customer: "Acme" });
    view.open = false;
    slow.resolve();
    await edge.settled();
    expect(edge.slack.ephemerals).toMatchObject([{ text: "Done at last", via: "postEphemeral" }]);
  });
});
