import { beforeEach, describe, expect, test, vi } from "vitest";
import { deliveryLedger } from "../../../src/db/ledger.js";
import { commands } from "../../../src/domain/commands.js";
import { linkContact } from "../../../src/domain/customers/link-contact.js";
import { sendDelivery } from "../../../src/domain/deliveries/deliver.js";
import type { Senders } from "../../../src/domain/deliveries/send.js";
import { addInChat } from "../../../src/domain/surveys/add-in-chat.js";
import { answerInChat } from "../../../src/domain/surveys/answer-in-chat.js";
import { readSurvey } from "../../../src/domain/surveys/answer-survey.js";
import { tokenFor } from "../../../src/domain/tokens.js";
import { secret } from "../../support/context.js";
import { testDatabase } from "../../support/database.js";
import { pulseCompany } from "../../support/pulse.js";

const { database } = await testDatabase();
const { prisma } = database;
const EMAIL = "p0@retail.example";
const post = vi.fn(async () => ({ ts: "1" }));
const senders = { browser: post, mail: vi.fn() } as unknown as Senders;
beforeEach(() => void post.mockClear());

/** A contact who is a guest in chat and has been asked there. */
async function guest(more: object = {}, change: object = {}) {
  const company = await pulseCompany(database);
  const { boss, as, member, draft, send, invitation, where, service } = company;
  const gina = as(await member("member", { name: "Gina Guest" }));
  await linkContact(boss, { email: EMAIL, member: "gina guest" });
  await draft("NPS", more, change);
  await send("NPS");
  const { id: invitationId } = await invitation("NPS", EMAIL);
  const delivery = () => prisma.delivery.findFirstOrThrow({ where: { ...where, message: "question" } });
  /** Sends the card as it is now; `again` where it stands there already. */
  const show = async (again = false) => {
    const { id, message, refs, transport } = await delivery();
    const started = { id, message, refs, transport, organizationId: where.organizationId };
    await sendDelivery(
      service,
      {
        ...started,
        message: "question",
        transport: "browser",
        recipient: { memberId: gina.actor.memberId },
        ...{ revision: 1, externalRef: again ? { ts: "1" } : null, unknownOutcomes: 0 },
      },
      senders,
    );
    return post.mock.calls.at(-1)?.at(0) as unknown as { message: { content: Record<string, unknown> } };
  };
  const responses = () => prisma.response.findMany({ where });
  const page = async () => {
    const { token } = tokenFor(secret, "answer", invitationId);
    return readSurvey(company.directory, token, company.clock.now);
  };
  return { ...company, gina, invitationId, delivery, show, responses, page };
}

test("a contact who is in chat is asked there and nobody else is", async () => {
  const { show, where, invitationId } = await guest();
  const { message } = await show();
  expect(message).toMatchObject({
    name: "question",
    content: { invitationId, instrument: "nps", subject: "us", answered: false, score: null, closed: false },
  });
  const deliveries = await prisma.delivery.groupBy({ by: ["message"], where, _count: true });
  expect(deliveries).toEqual(
    expect.arrayContaining([
      { message: "question", _count: 1 },
      { message: "invitation", _count: 2 },
    ]),
  );
});

test("a score given in chat is the answer to the invitation, and the card shows it", async () => {
  const { gina, invitationId, responses, show, delivery, page } = await guest();
  await show();
  const { revision } = await delivery();
  const { receipt } = await answerInChat(gina, { invitationId, score: 9 });
  expect(await responses()).toMatchObject([{ score: 9, invitationId, heldFor: null, locale: "en" }]);
  expect((await delivery()).revision).toBe(revision + 1);
  expect((await show(true)).message.content).toMatchObject({ answered: true, score: 9 });
  // The link, should it come by mail as well, leads to the same answer.
  expect(await page()).toMatchObject({ state: "answered", page: { answer: { score: 9 } } });
  expect(receipt).toMatch(/^(\w{4}-){3}\w{4}$/);
});

test("pressed again it is changed within a day, and not after", async () => {
  const { gina, invitationId, responses, clock, where } = await guest();
  const first = await answerInChat(gina, { invitationId, score: 9 });
  clock.move(60_000);
  const second = await answerInChat(gina, { invitationId, score: 3 });
  expect(second.receipt).toBe(first.receipt);
  await answerInChat(gina, { invitationId, score: 3 });
  expect(await responses()).toMatchObject([{ score: 3, heldFor: null }]);
  expect(await prisma.audit.count({ where: { ...where, action: "response.revised" } })).toBe(1);
  clock.move(25 * 3_600_000);
  await expect(answerInChat(gina, { invitationId, score: 10 })).rejects.toMatchObject({
    code: "response_final",
  });
  expect(await responses()).toMatchObject([{ score: 3 }]);
});

test("what was answered by the link is changed in chat, not answered twice", async () => {
  const { gina, invitationId, answer, responses, clock } = await guest();
  await answer(invitationId, 4);
  clock.move(60_000);
  await answerInChat(gina, { invitationId, score: 7 });
  expect(await responses()).toMatchObject([{ score: 7 }]);
});

test("two presses at the same moment are one answer", async () => {
  const { gina, invitationId, responses } = await guest();
  await Promise.allSettled([9, 9, 9].map((score) => answerInChat(gina, { invitationId, score })));
  expect(await responses()).toMatchObject([{ score: 9 }]);
});

describe("refused is", () => {
  test("a member who is not the one that was asked, an admin too", async () => {
    const { as, member, boss, invitationId, responses, invitation } = await guest();
    const admin = as(await member("admin"));
    for (const other of [admin, boss]) {
      await expect(answerInChat(other, { invitationId, score: 0 })).rejects.toMatchObject({
        code: "question_not_yours",
      });
    }
    // A contact who is nobody in chat is nobody's to answer for.
    const unlinked = await invitation("NPS", "p1@retail.example");
    await expect(answerInChat(boss, { invitationId: unlinked.id, score: 0 })).rejects.toMatchObject({
      code: "question_not_yours",
    });
    expect(await responses()).toEqual([]);
  });

  test("a score off the scale, an answer that is late, and one to a pulse that is closed", async () => {
    const { gina, invitationId, clock, where, responses } = await guest({ instrument: "csat" });
    const answer = (score: number) => answerInChat(gina, { invitationId, score });
    await expect(answer(9)).rejects.toMatchObject({ code: "score_out_of_range" });
    clock.move(15 * 86_400_000);
    await expect(answer(3)).rejects.toMatchObject({ code: "link_expired" });
    clock.move(-15 * 86_400_000);
    await prisma.survey.updateMany({ where, data: { status: "closed" } });
    await expect(answer(3)).rejects.toMatchObject({ code: "survey_closed" });
    expect(await responses()).toEqual([]);
  });
});

test("a question to somebody who has objected, or has answered by the link, does not go out", async () => {
  const { show, invitationId, answer } = await guest();
  await answer(invitationId, 9);
  await expect(show()).rejects.toMatchObject({ reason: "answered" });
});

test("the words go with the score, and a change of the score does not lose them", async () => {
  const question = { id: "q1", kind: "choice" as const, text: "Which?", options: ["one", "two"] };
  const { gina, invitationId, responses, owner, where, clock } = await guest(
    {},
    {
      trust: true,
      questions: [question],
    },
  );
  const { receipt, method } = await answerInChat(gina, { invitationId, score: 2 });
  expect(method).toMatchObject({ trust: true, questions: [question] });
  const said = { receipt, comment: "Too slow", mayContact: "yes", trust: "4", q1: "two" };
  await addInChat(gina, commands.answerComment.parse(said));
  expect(await responses()).toMatchObject([
    { comment: "Too slow", mayContact: true, mayQuote: false, trust: 4, answers: { q1: "two" } },
  ]);
  expect(await prisma.delivery.findMany({ where: { ...where, message: "lowScore" } })).toMatchObject([
    { memberId: owner.memberId },
  ]);
  clock.move(60_000);
  const { before } = await answerInChat(gina, { invitationId, score: 1 });
  expect(before).toMatchObject({ comment: "Too slow", mayContact: true, trust: 4, answers: { q1: "two" } });
  await expect(
    addInChat(gina, commands.answerComment.parse({ receipt: "0000-0000-0000-0000" })),
  ).rejects.toMatchObject({
    code: "link_unknown",
  });
});

test("an anonymous answer in chat leads back to nobody, cannot be changed and shows no score", async () => {
  const { gina, invitationId, responses, show, page, where } = await guest({ mode: "anonymous" });
  const { receipt } = await answerInChat(gina, { invitationId, score: 2 });
  const [answer] = await responses();
  expect(answer).toMatchObject({ anonymous: true, invitationId: null, customerId: null, score: 2 });
  expect(answer?.answeredAt.toISOString()).toMatch(/T00:00:00.000Z$/);
  await expect(answerInChat(gina, { invitationId, score: 9 })).rejects.toMatchObject({ code: "link_used" });
  expect((await show(true)).message.content).toMatchObject({ answered: true, score: null });
  expect((await page()).state).toBe("link_used");
  await addInChat(gina, commands.answerComment.parse({ receipt, comment: "Too slow", mayContact: "yes" }));
  expect(await responses()).toMatchObject([{ comment: "Too slow", mayContact: false }]);
  expect(await prisma.delivery.count({ where: { ...where, message: "lowScore" } })).toBe(0);
  const audit = await prisma.audit.findMany({ where });
  expect(
    JSON.stringify(audit.flatMap(({ id: _, ...row }) => (row.action.startsWith("response") ? [row] : []))),
  ).not.toContain(gina.actor.memberId);
});

test("the card goes out like an invitation, and is updated where it stands once it is answered", async () => {
  const { gina, invitationId, delivery, service, where, clock } = await guest();
  const { organizationId } = where;
  await prisma.invitation.updateMany({ where: { id: invitationId }, data: { sentAt: null } });
  const ledger = deliveryLedger(database.marks);
  const { id: deliveryId } = await delivery();
  const carry = async () => {
    const task = await prisma.outboxTask.findFirstOrThrow({
      where: { ...where, name: "deliver", payload: { path: ["deliveryId"], equals: deliveryId } },
    });
    const ref = { organizationId, deliveryId, taskId: task.id };
    const started = await ledger.start(ref, clock.now);
    if (!started) throw new Error("there is nothing to send");
    const externalRef = await sendDelivery(service, started, senders);
    await ledger.sent(ref, { revision: started.revision, externalRef }, clock.now);
    return started.externalRef;
  };
  expect(await carry()).toBeNull();
  const invitation = () => prisma.invitation.findUniqueOrThrow({ where: { id: invitationId } });
  expect((await invitation()).sentAt).toEqual(clock.now);
  await answerInChat(gina, { invitationId, score: 8 });
  expect(await carry()).toEqual({ ts: "1" });
  expect(post.mock.calls.map((call) => (call as unknown[])[0])).toMatchObject([
    { message: { content: { answered: false } }, externalRef: null, to: { direct: true } },
    { message: { content: { answered: true, score: 8 } }, externalRef: { ts: "1" } },
  ]);
  expect(await invitation()).toMatchObject({ withdrawnAt: null, bouncedAt: null });
});
