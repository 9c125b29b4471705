import { expect, test } from "vitest";
import { closeSurvey } from "../../../src/domain/surveys/close-survey.js";
import { surveyReport } from "../../../src/domain/surveys/survey-report.js";
import { catalogue } from "../../../src/i18n/catalogue.js";
import { surveyReportCard } from "../../../src/views/survey-report.js";
import { testDatabase } from "../../support/database.js";
import { pulseCompany } from "../../support/pulse.js";
import { buttonsOf, expectWhole, linesOf } from "../../views/reading.js";

const { database } = await testDatabase();
const { prisma } = database;
const DAY = 86_400_000;
const en = catalogue("en");

/** A wave to 12 of Retail, 6 of Industry and 2 of Public, with one customer elsewhere who is not asked. */
async function wave(more: object = {}) {
  const company = await pulseCompany(database, { Retail: 12, Industry: 6, Public: 2, Other: 1 });
  const { draft, send, invitation, answer, organizationId } = company;
  await prisma.customer.updateMany({
    where: { organizationId, segment: "Other" },
    data: { pausedAt: company.clock.now },
  });
  await draft("NPS", more);
  await send("NPS");
  const of = (segment: string, n: number) => invitation("NPS", `p${n}@${segment}.example`);
  const scores = async (segment: string, given: number[], options = {}) => {
    for (const [n, score] of given.entries()) await answer((await of(segment, n)).id, score, options);
  };
  return { ...company, of, scores };
}

test("the report counts what became of a wave, mail by mail", async () => {
  const { boss, of, scores, answer, directory, organizationId, clock, where } = await wave();
  await scores("retail", [10, 9, 9, 8, 3]);
  await scores("industry", [7], { locale: "es" });
  const [ada] = await prisma.response.findMany({ where, orderBy: { score: "asc" } });
  await prisma.response.update({ where: { id: ada!.id }, data: { comment: "Too slow" } });
  await answer((await of("retail", 5)).id, 0, { heldFor: "too_fast" });
  const bounced = await of("retail", 6);
  await prisma.invitation.update({ where: { id: bounced.id }, data: { bouncedAt: clock.now } });
  const [looked, scanned, begun] = [await of("retail", 7), await of("retail", 8), await of("retail", 9)];
  await directory.countOpening(organizationId, looked.id, false);
  await directory.countOpening(organizationId, scanned.id, true);
  await directory.countOpening(organizationId, begun.id, false);
  await directory.countStart(organizationId, begun.id, clock.now);
  const withdrawn = await of("industry", 5);
  await prisma.invitation.update({
    where: { id: withdrawn.id },
    data: { sentAt: null, withdrawnAt: clock.now },
  });

  const report = await surveyReport(boss, { name: "nps" });
  expect(report.counts).toMatchObject({
    ...{ invited: 20, sent: 19, bounced: 1, withdrawn: 1, waiting: 0, failed: 0 },
    ...{ opened: 8, scanned: 1, started: 7, answered: 6, held: 1, commented: 1, expired: 0 },
  });
  // 6 of 18, Wilson.
  expect(report.response).toMatchObject({ part: 6, of: 18 });
  expect(report.response?.share).toBeCloseTo(1 / 3, 4);
  expect(report.response?.low).toBeCloseTo(0.1628, 3);
  expect(report.response?.high).toBeCloseTo(0.5625, 3);
  expect(report.completion).toMatchObject({ part: 6, of: 7 });
  expect(report.figures).toMatchObject({ gate: "few", n: 6 });
  expect(report.skips).toEqual([{ reason: "account_paused", count: 1 }]);
  expect(report.locales).toEqual([
    { locale: "en", count: 5 },
    { locale: "es", count: 1 },
  ]);
  expect(report.isFinal).toBe(false);

  const lines = linesOf(surveyReportCard(report, en));
  expect(lines).toEqual(
    expect.arrayContaining([
      "NPS: report",
      "6 of 18 answered so far (33%, 16% … 56%).",
      "Sent: 19",
      "Delivered: 18",
      "Came back: 1",
      "Opened by mail scanners only: 1",
      "Held back: 1",
      "Of those who began: 6 of 7 finished (86%)",
      "Silent: nobody of Public has answered. What you read here does not speak for them.",
      "Nobody of Other was asked.",
      expect.stringMatching(/^Retail: 12 contacts, 12 asked, 5 answered \(45%\) · NPS 40/),
      "Industry: 6 contacts, 5 asked, 1 answered (20%)",
      "English: 5",
      "Spanish: 1",
      "1: their customer is paused",
    ]),
  );
  // What is said first is what there is to know.
  expect(lines[1]).toMatch(/^6 of 18/);
});

test("once everybody's time is over the rate is final", async () => {
  const { boss, scores, clock } = await wave();
  await scores("retail", [10, 9, 9, 8, 3]);
  clock.move(15 * DAY);
  const report = await surveyReport(boss, { name: "NPS", wave: 1 });
  expect(report.isFinal).toBe(true);
  const [title, verdict] = linesOf(surveyReportCard(report, en));
  expect([title, verdict]).toEqual(["NPS: report on wave 1", "5 of 20 answered (25%, 11% … 47%)."]);
});

test("a pulse that has asked nobody says so, and an unknown wave is not found", async () => {
  const { boss, draft } = await pulseCompany(database);
  await draft("Draft");
  const report = await surveyReport(boss, { name: "Draft" });
  const card = surveyReportCard(report, en);
  expectWhole(card);
  expect(linesOf(card)).toContain("Nobody has been asked yet.");
  await expect(surveyReport(boss, { name: "Draft", wave: 2 })).rejects.toMatchObject({
    code: "wave_not_found",
    params: { name: "Draft", number: "2" },
  });
});

test("an anonymous pulse tells no score while it runs, and no small segment ever", async () => {
  const { boss, scores } = await wave({ mode: "anonymous" });
  await scores("retail", [10, 9, 9, 8, 3, 10, 9]);
  await scores("industry", [1, 2]);
  const running = await surveyReport(boss, { name: "NPS" });
  expect(running).toMatchObject({ withheld: "running", figures: { gate: "hidden", n: 9 } });
  expect(running.segments.map(({ answered }) => answered)).toEqual([null, null, null, null]);
  expect(linesOf(surveyReportCard(running, en))).toContain(en.report.running);
  await closeSurvey(boss, { name: "NPS" });
  const closed = await surveyReport(boss, { name: "NPS" });
  expect(closed).toMatchObject({ withheld: null, figures: { gate: "few", n: 9 } });
  // Industry is too small, and alone it could be told from the total.
  expect(closed.segments.map(({ segment, answered }) => [segment, answered])).toEqual([
    ["Retail", null],
    ["Industry", null],
    ["Public", 0],
    ["Other", 0],
  ]);
  const card = surveyReportCard(closed, en);
  expectWhole(card);
  expect(linesOf(card)).toContain("Industry: 6 contacts, 6 asked, too few to tell");
});

test("the report of a pulse in the other language is whole, with buttons that do something", async () => {
  const { boss, scores } = await wave();
  await scores("retail", [10, 9, 9, 8, 3]);
  const card = surveyReportCard(await surveyReport(boss, { name: "NPS" }), catalogue("es"));
  expectWhole(card);
  expect(linesOf(card)).toContain("Hasta ahora han contestado 5 de 20 (25\u00a0%; 11\u00a0% … 47\u00a0%).");
  expect(buttonsOf(card).map(({ command }) => command)).toEqual(["pulseMethod"]);
});

test("only a manager sees a report", async () => {
  const { as, owner, draft } = await pulseCompany(database);
  await draft("NPS");
  await expect(surveyReport(as(owner), { name: "NPS" })).rejects.toMatchObject({ code: "not_allowed" });
});
