import { expect, test } from "vitest";
import { type Actor, actorKey, type Context } from "../../../src/domain/context.js";
import type { Instrument } from "../../../src/domain/satisfaction/instruments.js";
import { commentResponse, lengthOf } from "../../../src/domain/surveys/comment-response.js";
import { commentStore, secret } from "../../web/site.js";

const now = new Date("2026-03-02T09:00:00Z");

function respondent(
  instrument: Instrument,
  score: number,
  actor: Actor = { kind: "respondent", invitationId: "i" },
) {
  const trace = { audited: [] as unknown[], told: [] as unknown[], down: false };
  const invitation = { instrument, answer: { score, answeredAt: now } };
  const store = commentStore(() => invitation as never, trace);
  const links = { survey: String, upload: String };
  const ctx: Context = {
    organizationId: "o",
    store,
    actor,
    now: () => now,
    newId: () => "id",
    secret,
    links,
  };
  return { ctx, trace };
}

test.each([
  ["nps", 6, 1],
  ["nps", 7, 0],
  ["csat", 2, 1],
  ["csat", 3, 0],
] as const)("words with %s %i are told to the owner: %i", async (instrument, score, told) => {
  const { ctx, trace } = respondent(instrument, score);
  await commentResponse(ctx, { text: "Late.", mayContact: false, mayQuote: false });
  expect(trace.told).toHaveLength(told);
});

test("the card names the answer, and can be shown anew when that changes", async () => {
  const { ctx, trace } = respondent("nps", 0);
  await commentResponse(ctx, { text: "Late.", mayContact: true, mayQuote: false });
  expect(trace.told).toEqual([
    expect.objectContaining({
      message: "lowScore",
      refs: { responseId: "response" },
      subjectId: "response",
      recipient: { memberId: "owner" },
    }),
  ]);
});

test("a low score without words is told to nobody", async () => {
  const { ctx, trace } = respondent("nps", 0);
  await commentResponse(ctx, { text: "", mayContact: true, mayQuote: false });
  expect(trace.told).toEqual([]);
});

test("the audit says that there was a comment and not what it said", async () => {
  const { ctx, trace } = respondent("nps", 9);
  await commentResponse(ctx, { text: "Secret words.", mayContact: true, mayQuote: false });
  const after = { commented: true, mayContact: true, mayQuote: false };
  expect(trace.audited).toEqual([[ctx.actor, "response.commented", "response", { after }]]);
  expect(actorKey(ctx.actor)).toBe("invitation:i");
  expect(JSON.stringify(trace.audited)).not.toContain("Secret");
});

test("too long a comment is refused with its length before anything is written", async () => {
  const { ctx, trace } = respondent("nps", 0);
  const text = "😀".repeat(20_001);
  await expect(commentResponse(ctx, { text, mayContact: false, mayQuote: false })).rejects.toMatchObject({
    code: "comment_too_long",
    params: { length: "20001", max: "20000" },
  });
  expect(trace.audited).toEqual([]);
});

test("only who holds the link may comment", async () => {
  const { ctx } = respondent("nps", 0, { kind: "operator" });
  const comment = { text: "Late.", mayContact: false, mayQuote: false };
  await expect(commentResponse(ctx, comment)).rejects.toMatchObject({ code: "not_allowed" });
});

test("a length is what a person counts", () => {
  expect(lengthOf("año\n😀")).toBe(5);
});
