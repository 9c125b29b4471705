import { expect, test } from "vitest";
import { answerAnnouncement } from "../../../src/domain/announcements/answer-announcement.js";
import { askQuestion } from "../../../src/domain/announcements/ask-question.js";
import { coverageOf } from "../../../src/domain/announcements/coverage.js";
import { commands } from "../../../src/domain/commands.js";
import { addCustomer } from "../../../src/domain/customers/add-customer.js";
import { compose } from "../../../src/domain/deliveries/compose.js";
import { captureNeed } from "../../../src/domain/needs/capture-need.js";
import { showNeed } from "../../../src/domain/needs/show-need.js";
import { testOrganization } from "../../support/context.js";
import { testDatabase } from "../../support/database.js";

const { database } = await testDatabase();
const { prisma } = database;

/** A need that was told to three teams, and one person of each. */
async function announced() {
  const organization = await testOrganization(database);
  for (const name of ["Billing", "Product", "Support"])
    await organization.channel(name.toLowerCase(), { team: name });
  const [ann, bob, eve] = [
    await organization.member("member", { name: "Ann" }),
    await organization.member("member", { name: "Bob" }),
    await organization.member("member", { name: "Eve" }),
  ];
  const author = organization.as(ann);
  await addCustomer(author, commands.customerAdd.parse({ name: "Acme" }));
  const need = await captureNeed(
    author,
    commands.needAdd.parse({ customer: "Acme", words: "wants a blue one" }),
  );
  const announcements = await organization.service.store.announcements.ofNeed(need.id);
  const of = (team: string) => announcements.find((one) => one.team === team)!.id;
  const shown = () => showNeed(author, need);
  return {
    ...organization,
    ann,
    author,
    bob: organization.as(bob),
    eve: organization.as(eve),
    need,
    of,
    shown,
  };
}

test("coverage counts the teams that acknowledged out of those concerned", async () => {
  const { bob, of, shown } = await announced();
  expect((await shown()).coverage).toEqual({ acknowledged: 0, asked: 3 });
  await answerAnnouncement(bob, { announcementId: of("Product"), answer: "understood" });
  await answerAnnouncement(bob, { announcementId: of("Support"), answer: "will_act" });
  expect((await shown()).coverage).toEqual({ acknowledged: 2, asked: 3 });
});

test("a team whom it does not concern counts neither above nor below the line", async () => {
  const { bob, of, shown } = await announced();
  await answerAnnouncement(bob, { announcementId: of("Product"), answer: "not_ours" });
  expect((await shown()).coverage).toEqual({ acknowledged: 0, asked: 2 });
  await answerAnnouncement(bob, { announcementId: of("Billing"), answer: "understood" });
  expect((await shown()).coverage).toEqual({ acknowledged: 1, asked: 2 });
});

test("the lists count coverage as the card does", async () => {
  const { author, bob, of, shown } = await announced();
  await answerAnnouncement(bob, { announcementId: of("Product"), answer: "not_ours" });
  await answerAnnouncement(bob, { announcementId: of("Billing"), answer: "understood" });
  const { coverage } = await shown();
  const [line] = (await author.store.needs.page(5, 0)).needs;
  const [top] = await author.store.needs.top(3);
  for (const row of [line, top])
    expect({ acknowledged: row?.acknowledged, asked: row?.asked }).toEqual(coverage);
  expect(coverageOf([])).toEqual({ acknowledged: 0, asked: 0 });
});

test("the first answer of a team stands; a later one is told who gave it", async () => {
  const { bob, eve, of, shown } = await announced();
  await answerAnnouncement(bob, { announcementId: of("Product"), answer: "will_act" });
  const second = await answerAnnouncement(eve, { announcementId: of("Product"), answer: "not_ours" });
  expect(second).toMatchObject({
    outcome: "settled_already",
    announcement: { answer: "will_act", answeredBy: "Bob" },
    number: 1,
  });
  expect((await shown()).teams).toContainEqual({
    team: "Product",
    answer: "will_act",
    by: "Bob",
    question: false,
  });
});

test("an answer brings every card of the need up to date", async () => {
  const { bob, of, organizationId, need } = await announced();
  const revisions = async () =>
    (await prisma.delivery.findMany({ where: { organizationId, subjectId: need.id } })).map(
      ({ revision }) => revision,
    );
  expect(await revisions()).toEqual([1, 1, 1, 1]);
  await answerAnnouncement(bob, { announcementId: of("Product"), answer: "understood" });
  expect(await revisions()).toEqual([2, 2, 2, 2]);
});

test("a team's card shows its own answer, and another team's card stays open", async () => {
  const { bob, of, service, need } = await announced();
  await answerAnnouncement(bob, { announcementId: of("Product"), answer: "understood" });
  const card = (team: string) =>
    compose(service, "needAnnounced", { needId: need.id, announcementId: of(team) });
  expect(await card("Product")).toMatchObject({
    content: { team: "Product", settled: { answer: "understood", by: "Bob" } },
  });
  expect(await card("Support")).toMatchObject({ content: { team: "Support", settled: null } });
});

test("a question reaches whoever recorded the need, and the answer stays owed", async () => {
  const { bob, ann, of, service, organizationId, shown } = await announced();
  expect(await askQuestion(bob, { announcementId: of("Product"), text: "Which blue?" })).toEqual({
    number: 1,
    author: "Ann",
  });
  const delivery = await prisma.delivery.findFirstOrThrow({
    where: { organizationId, message: "questionAsked" },
  });
  expect(delivery.memberId).toBe(ann.memberId);
  expect(await compose(service, "questionAsked", delivery.refs)).toMatchObject({
    content: { number: 1, team: "Product", askedBy: "Bob", text: "Which blue?" },
  });
  expect((await shown()).teams).toContainEqual({ team: "Product", answer: null, by: null, question: true });
  expect((await shown()).coverage).toEqual({ acknowledged: 0, asked: 3 });
  expect((await service.store.announcements.owing()).map(({ team }) => team)).toContain("Product");
});

test("a team that asked can still answer, and owes nothing then", async () => {
  const { bob, of, service } = await announced();
  await askQuestion(bob, { announcementId: of("Product"), text: "Which blue?" });
  await answerAnnouncement(bob, { announcementId: of("Product"), answer: "understood" });
  expect((await service.store.announcements.owing()).map(({ team, needs }) => [team, needs])).toEqual([
    ["Billing", [1]],
    ["Support", [1]],
  ]);
});

test("an announcement that does not exist is refused", async () => {
  const { bob } = await announced();
  const announcementId = crypto.randomUUID();
  await expect(answerAnnouncement(bob, { announcementId, answer: "understood" })).rejects.toMatchObject({
    code: "announcement_not_found",
  });
  await expect(askQuestion(bob, { announcementId, text: "?" })).rejects.toMatchObject({
    code: "announcement_not_found",
  });
});
