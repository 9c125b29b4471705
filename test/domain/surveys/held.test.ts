import { expect, test } from "vitest";
import { heldResponses } from "../../../src/domain/surveys/held-responses.js";
import { releaseResponse } from "../../../src/domain/surveys/release-response.js";
import { catalogue } from "../../../src/i18n/catalogue.js";
import { heldCard } from "../../../src/views/held.js";
import { testDatabase } from "../../support/database.js";
import { pulseCompany } from "../../support/pulse.js";
import { buttonsOf, expectWhole, linesOf } from "../../views/reading.js";

const { database } = await testDatabase();
const { prisma } = database;
const en = catalogue("en");

async function heldAnswer(mode: "confidential" | "anonymous" = "confidential") {
  const company = await pulseCompany(database);
  await company.draft("NPS", { mode });
  await company.send("NPS");
  const asked = await company.invitation("NPS", "p0@retail.example");
  const { id } = await company.answer(asked.id, 2, { heldFor: "too_fast" });
  await prisma.response.update({ where: { id }, data: { comment: "Too slow" } });
  return { ...company, id };
}

test("a held answer is listed with score, customer, why and when, and can be released in one click", async () => {
  const { boss, id } = await heldAnswer();
  const card = heldCard(await heldResponses(boss, 20), "Europe/Madrid", en);
  expectWhole(card);
  expect(linesOf(card)).toEqual(
    expect.arrayContaining([
      "1 answer is held back",
      expect.stringMatching(
        /^Retail 0, Person 0: 2 \(NPS\); sent faster than a person reads; Mon, Mar 2, 2026, 10:00/,
      ),
    ]),
  );
  expect(buttonsOf(card)).toMatchObject([{ command: "responseRelease", input: { responseId: id } }]);
  expect(linesOf(heldCard({ responses: [], total: 0 }, "UTC", en))).toContain("No answer is held back.");
});

test("an anonymous held answer is listed without its score", async () => {
  const { boss } = await heldAnswer("anonymous");
  const lines = linesOf(heldCard(await heldResponses(boss, 20), "Europe/Madrid", en));
  expect(lines).toContain("An anonymous answer (NPS); sent faster than a person reads; Mar 2, 2026");
});

test("a released answer counts, its owner hears of a low score, and it is released once", async () => {
  const { boss, owner, id, where } = await heldAnswer();
  const counts = async () => (await boss.store.surveys.counts((await survey()).id, boss.now())).answered;
  const survey = () => prisma.survey.findFirstOrThrow({ where });
  expect(await counts()).toBe(0);
  await releaseResponse(boss, { responseId: id });
  expect(await counts()).toBe(1);
  const told = await prisma.delivery.findMany({ where: { ...where, message: "lowScore" } });
  expect(told).toMatchObject([{ memberId: owner.memberId, subjectId: id }]);
  const audit = await prisma.audit.findMany({ where: { ...where, action: "response.released" } });
  expect(audit).toMatchObject([{ subjectId: id, before: { heldFor: "too_fast" } }]);
  await expect(releaseResponse(boss, { responseId: id })).rejects.toMatchObject({
    code: "response_not_held",
  });
});

test("the customer's owner may release, another member may not", async () => {
  const { as, owner, member, id } = await heldAnswer();
  const stranger = as(await member("member"));
  expect(await heldResponses(stranger, 20)).toEqual({ responses: [], total: 0 });
  expect(await heldResponses(as(owner), 20)).toMatchObject({ responses: [{ id }], total: 1 });
  await expect(releaseResponse(stranger, { responseId: id })).rejects.toMatchObject({ code: "not_allowed" });
  await expect(releaseResponse(as(owner), { responseId: id })).resolves.toBeDefined();
});
