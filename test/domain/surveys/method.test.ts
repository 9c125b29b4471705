import { expect, test } from "vitest";
import { commands } from "../../../src/domain/commands.js";
import {
  changeAudience,
  changeQuestions,
  changeRules,
  changeTiming,
} from "../../../src/domain/surveys/change-method.js";
import { readQuestion, typedQuestion } from "../../../src/domain/surveys/question-text.js";
import { surveyMethod } from "../../../src/domain/surveys/survey-method.js";
import { catalogue } from "../../../src/i18n/catalogue.js";
import { surveyMethodCard } from "../../../src/views/survey-method.js";
import { testDatabase } from "../../support/database.js";
import { pulseCompany } from "../../support/pulse.js";
import { expectWhole, linesOf } from "../../views/reading.js";

const { database } = await testDatabase();
const [en, es] = [catalogue("en"), catalogue("es")];
const rules = {
  ...{ name: "NPS", purpose: "Next year's plan", anyDays: "45", sameDays: "120", weeklyPercent: "25" },
  ...{ reminders: "2", reminderDays: "4", expiryDays: "21" },
};

test("each change is a new version, which says by whom and what was changed", async () => {
  const { boss, owner, draft, send } = await pulseCompany(database);
  await draft("Other");
  await draft("NPS");
  const audience = { name: "NPS", kind: "direct", segment: "Retail", owner: owner.memberId, listed: "no" };
  await changeAudience(boss, commands.pulseAudience.parse(audience));
  const questions = { name: "NPS", trust: "yes", q1: "Why?", q2: "Which? | one | two", q3: "Easy? | 1-5" };
  await changeQuestions(boss, commands.pulseQuestions.parse(questions));
  await changeRules(boss, commands.pulseRules.parse(rules));
  await send("NPS");
  await changeTiming(
    boss,
    commands.pulseTiming.parse({ name: "NPS", cadence: "once", sendAt: "2026-04-01T11:30" }),
  );

  const record = await surveyMethod(boss, { name: "nps" });
  expect(record.survey.version).toBe(6);
  const card = surveyMethodCard(record, "Europe/Madrid", en);
  expectWhole(card);
  const lines = linesOf(card);
  expect(lines).toEqual(
    expect.arrayContaining([
      "NPS: method",
      "Version 6 is in force.",
      "English: How likely is it that you would recommend us to a friend or colleague?",
      "Spanish: ¿Qué probabilidad hay de que recomiende us a un amigo o compañero?",
      "Latin American Spanish: ¿Qué tan probable es que recomiende us a un amigo o colega?",
      "Scale: 0 (Not at all likely) to 10 (Extremely likely)",
      "Wording: nps-1",
      "Purpose: Next year's plan",
      "Mode: Confidential: the organization sees who answered what",
      "Population: Direct customer · Retail · looked after by Olga Owner",
      "Its present size: 3 contacts of 3 customers",
      expect.stringMatching(/^Cadence: once, on Wed, Apr 1, 2026, 11:30.AM where each recipient is$/),
      "Sending window: Tuesday, Wednesday, and Thursday, 10:00 ± 45 minutes where each recipient is; never before 09:00 or after 17:00, nor on public holidays",
      "Contact rules: at least 45 days since any pulse and 120 since the same kind of question; in a week at most 25% of a customer's contacts",
      "Reminders: 2, 4 business days apart, only to those who have not answered",
      "Time to answer: 21 days",
      "Further questions: the reason for the score · I trust us to do what it promises. (1 to 5) · Why? · Which? (one / two) · Easy? (1 to 5)",
      "Languages: English, Spanish, and Latin American Spanish",
      expect.stringMatching(/^Approved: by Max Manager, Mon, Mar 2, 2026/),
      "Version 5: wave 1",
    ]),
  );
  const versions = lines.filter((line) => /^Version \d, /.test(line));
  expect(versions).toHaveLength(6);
  expect(versions[0]).toMatch(
    /^Version 6, .*, by Max Manager · Cadence: once, after its launch → once, on Wed/,
  );
  expect(versions[2]).toContain(
    "Further questions: the reason for the score → the reason for the score · I trust",
  );
  expect(versions[5]).toMatch(/first$/);
  expectWhole(surveyMethodCard(record, "Europe/Madrid", es));
});

test("a change that changes nothing makes no version", async () => {
  const { boss, draft } = await pulseCompany(database);
  const { version } = await draft("NPS");
  await changeTiming(boss, commands.pulseTiming.parse({ name: "NPS", cadence: "once" }));
  const after = await surveyMethod(boss, { name: "NPS" });
  expect(after.survey.version).toBe(version);
  const approval = linesOf(surveyMethodCard(after, "UTC", en));
  expect(approval).toContain("Approved: not yet; the launch approves it");
});

test("a weekly pulse shows how its contacts were dealt: seed, strata, quotas and the first Monday", async () => {
  const { boss, draft, send } = await pulseCompany(database, { Retail: 20, Industry: 6 });
  await draft("Weekly", {}, { cadence: { kind: "weekly" } });
  const before = linesOf(surveyMethodCard(await surveyMethod(boss, { name: "Weekly" }), "UTC", en));
  expect(before).toContain("Not dealt yet; the first wave deals them.");
  await send("Weekly");
  const record = await surveyMethod(boss, { name: "Weekly" });
  const lines = linesOf(surveyMethodCard(record, "UTC", en));
  expect(lines).toEqual(
    expect.arrayContaining([
      `Seed: ${record.frame?.seed}`,
      expect.stringMatching(/^Dealt: Mon, Mar 2, 2026/),
      "First Monday: Mar 2, 2026",
      expect.stringMatching(/^Direct customer · Retail: 20 contacts, \d a week$/),
      expect.stringMatching(/^Direct customer · Industry: 6 contacts, \d a week$/),
      "Cadence: weekly: over 13 weeks everybody is asked once, each week a random thirteenth",
    ]),
  );
});

test("timings that depend on something else name it, and are refused where they do not", async () => {
  const { boss, draft } = await pulseCompany(database);
  await draft("NPS");
  await draft("First");
  const timing = (more: object) => changeTiming(boss, commands.pulseTiming.parse({ name: "NPS", ...more }));
  const cadence = async () => {
    const record = await surveyMethod(boss, { name: "NPS" });
    return linesOf(surveyMethodCard(record, "UTC", en)).find((line) => line.startsWith("Cadence"));
  };
  await timing({ cadence: "interaction", interaction: "support" });
  expect(await cadence()).toBe("Cadence: 24 hours after an interaction (Support)");
  await timing({ cadence: "after", after: "first", days: "10" });
  expect(await cadence()).toBe("Cadence: 10 days after “First”");
  for (const more of [
    { cadence: "interaction" },
    { cadence: "after", after: "First" },
    { cadence: "after", days: 3 },
    { cadence: "after", after: "NPS", days: 3 },
  ]) {
    await expect(timing(more), JSON.stringify(more)).rejects.toMatchObject({ code: "timing_incomplete" });
  }
  await expect(timing({ cadence: "after", after: "Nothing", days: 3 })).rejects.toMatchObject({
    code: "survey_not_found",
  });
  // An instant, as Slack hands it over, means the time on the chooser's own clock.
  await timing({ cadence: "once", sendAt: "2026-04-01T09:30:00.000Z" });
  expect((await surveyMethod(boss, { name: "NPS" })).survey.method.cadence).toEqual({
    kind: "once",
    sendAt: "2026-04-01T11:30",
  });
});

test.each([
  ["Why?", { kind: "open", text: "Why?", options: [] }],
  [" Which? |one | two|one ", { kind: "choice", text: "Which?", options: ["one", "two"] }],
  ["Easy? | 1-5", { kind: "rating", text: "Easy?", options: [] }],
  ["Easy?|1 – 5", { kind: "rating", text: "Easy?", options: [] }],
])("the question “%s” is read, and typed again in the same way", (typed, question) => {
  const read = readQuestion("q1", typed);
  expect(read).toEqual({ id: "q1", ...question });
  expect(readQuestion("q1", typedQuestion(read))).toEqual(read);
});

test.each(["| a | b", "Which? | one", "Which? | one |", `Which? | ${"x".repeat(101)} | y`, "x".repeat(301)])(
  "“%.30s” is no question",
  (typed) => {
    expect(() => readQuestion("q1", typed)).toThrow(expect.objectContaining({ code: "question_unreadable" }));
  },
);

test("only a manager changes a method or sees it", async () => {
  const { as, owner, draft } = await pulseCompany(database);
  await draft("NPS");
  const clerk = as(owner);
  const refused = { code: "not_allowed" };
  await expect(surveyMethod(clerk, { name: "NPS" })).rejects.toMatchObject(refused);
  await expect(changeRules(clerk, commands.pulseRules.parse(rules))).rejects.toMatchObject(refused);
});
