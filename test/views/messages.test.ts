import { describe, expect, test } from "vitest";
import type { CardMessage } from "../../src/domain/deliveries/send.js";
import type { CardName, DigestContent, MessageContent, NeedContent } from "../../src/domain/messages.js";
import { catalogue } from "../../src/i18n/catalogue.js";
import { cardFor } from "../../src/views/messages.js";
import { buttonsOf, expectWhole, linesOf } from "./reading.js";

const id = "11111111-1111-4111-8111-111111111111";
const need: NeedContent = {
  needId: id,
  number: 12,
  summary: "Wants SSO",
  kind: "complaint",
  horizon: "future",
  customers: ["Acme", "Bolt & Co"],
  voices: [
    { customer: "Acme", words: "Wants SSO\nbefore spring" },
    { customer: "Bolt & Co", words: "Wants SSO" },
  ],
  themes: [{ en: "Access and security", es: "Acceso y seguridad" }],
  author: "Ann",
  teams: [
    { team: "Billing", answer: null, by: null, question: true },
    { team: "Product", answer: "will_act", by: "Bob", question: false },
    { team: "Support", answer: null, by: null, question: false },
  ],
  coverage: { acknowledged: 1, asked: 3 },
};
const announced = { ...need, announcementId: id, team: "Support", settled: null };
const lowScore: MessageContent["lowScore"] = {
  responseId: id,
  survey: "Spring NPS",
  instrument: "nps",
  score: 0,
  comment: "Too *slow* <b>",
  customer: "Acme",
  contact: null,
  mayContact: false,
  recorded: null,
};
const digest: DigestContent = {
  organization: "Test & Co",
  from: "2025-12-01",
  to: "2026-03-01",
  surveys: [
    {
      survey: "Spring NPS",
      instrument: "nps",
      subject: "us",
      figures: { gate: "full", instrument: "nps", n: 120, score: -7.6, low: -21.4, high: 6.2 },
      verdict: { kind: "signal", direction: "down", difference: -23.5, low: -30, high: -17, adjustedP: 0.01 },
      response: { answered: 40, asked: 100, rate: 0.4 },
    },
    {
      survey: "Support",
      instrument: "csat",
      subject: "support",
      figures: { gate: "hidden", instrument: "csat", n: 3 },
      verdict: { kind: "no_previous" },
      response: null,
    },
  ],
  topNeeds: [
    {
      number: 12,
      summary: "Wants SSO",
      customers: 2,
      coverage: { acknowledged: 1, asked: 3 },
      since: new Date("2026-02-01"),
    },
  ],
  owing: [{ team: "Support", needs: [1, 2, 3, 4, 5, 6, 12], oldest: new Date("2026-02-01T12:00:00Z") }],
  paused: [],
};
const question: MessageContent["question"] = {
  invitationId: id,
  organization: "Test & Co",
  instrument: "nps",
  subject: "us",
  mode: "confidential",
  answered: false,
  score: null,
  closed: false,
  expiresAt: new Date("2026-03-16T09:00:00Z"),
};
const contents: { [N in CardName]: MessageContent[N] } = {
  needAnnounced: announced,
  needRecorded: need,
  questionAsked: { number: 12, summary: "Wants SSO", team: "Product", askedBy: "Bob", text: "Which one?" },
  lowScore,
  digest,
  customerReplied: {
    inboundId: id,
    text: "Too *slow* <b>",
    customer: "Acme",
    contact: "Ann",
    survey: "Spring NPS",
    recorded: null,
  },
  intakeArrived: {
    intakeId: id,
    reference: "K7QF-3M9T-2XPD",
    kind: "praise",
    words: "Very *good* <b>",
    name: "Ann",
    email: "ann@acme.example",
    company: null,
    customer: null,
    createdAt: new Date("2026-03-01T10:00:00Z"),
    state: "received",
    need: null,
  },
  question,
  mailAlert: { status: "5.7.1", count: 3 },
};
const [en, es] = [catalogue("en"), catalogue("es")];
const show = <N extends CardName>(name: N, content: MessageContent[N], t = en) =>
  cardFor({ name, content } as CardMessage, t);

describe.each(["en", "es"] as const)("in %s", (locale) => {
  test.each(Object.keys(contents) as CardName[])("the card of %s is whole", (name) => {
    expectWhole(show(name, contents[name], catalogue(locale)));
  });
});

test("no card is the same in both languages", () => {
  for (const name of Object.keys(contents) as CardName[]) {
    expect(linesOf(show(name, contents[name], en))).not.toEqual(linesOf(show(name, contents[name], es)));
  }
});

test("a need shows its customers, kind, themes, words, teams and coverage", () => {
  const lines = linesOf(show("needRecorded", need));
  expect(lines).toEqual(
    expect.arrayContaining([
      "N-12 · Wants SSO",
      "Customer: Acme and Bolt & Co",
      "Kind: Complaint · Future",
      "Themes: Access and security",
      "Wants SSO\nbefore spring",
      "1 of 3 teams have acknowledged",
      "Billing: asked a question, still to answer",
      "Product: We will act (Bob)",
      "Support: waiting",
    ]),
  );
  expect(linesOf(show("needRecorded", need, es))).toContain("Temas: Acceso y seguridad");
  // Words that the title repeats already are not said twice.
  expect(lines.filter((line) => line === "Wants SSO")).toEqual([]);
  expect(buttonsOf(show("needRecorded", need))).toEqual([]);
});

test("a need that nobody was told says so", () => {
  const lines = linesOf(
    show("needRecorded", { ...need, teams: [], coverage: { acknowledged: 0, asked: 0 } }),
  );
  expect(lines).toContain(en.chat.noTeams);
  expect(lines.join()).not.toContain("0 of 0");
});

test("a team can answer its announcement until one of them has", () => {
  const open = show("needAnnounced", announced);
  expect(buttonsOf(open).map(({ command, input }) => [command, input])).toEqual([
    ["needAnswer", { announcementId: id, answer: "understood" }],
    ["needAnswer", { announcementId: id, answer: "will_act" }],
    ["needAsk", { announcementId: id }],
    ["needAnswer", { announcementId: id, answer: "not_ours" }],
  ]);
  expect(linesOf(open)).toContain("Support, does this concern you? The first answer counts for the team.");
  const settled = show("needAnnounced", {
    ...announced,
    settled: { team: "Support", answer: "not_ours", by: "Eve", question: true },
  });
  expect(buttonsOf(settled)).toEqual([]);
  expect(linesOf(settled)).toContain("Not ours (Eve).");
});

test("what somebody told on the public page can be recorded or closed until that is done", () => {
  const told = contents.intakeArrived;
  const commandsOf = (more: Partial<typeof told>) =>
    buttonsOf(show("intakeArrived", { ...told, ...more })).map(({ command, input }) => [command, input]);
  expect(commandsOf({})).toEqual([
    ["needFromIntake", { intakeId: id, kind: "need" }],
    ["needFromIntake", { intakeId: id, kind: "complaint" }],
    ["needFromIntake", { intakeId: id, kind: "praise" }],
    ["intakeClose", { intakeId: id }],
  ]);
  expect(commandsOf({ need: 4, state: "recorded" })).toEqual([
    ["needShow", { number: 4 }],
    ["intakeClose", { intakeId: id }],
  ]);
  expect(commandsOf({ state: "closed" })).toEqual([]);
  expect(commandsOf({ words: "" })).toEqual([]);
});

test("words that were erased are said to be erased", () => {
  const voices = [{ customer: "Acme", words: "" }];
  for (const card of [
    show("needRecorded", { ...need, summary: "", voices }),
    show("intakeArrived", { ...contents.intakeArrived, words: "" }),
    show("lowScore", { ...lowScore, comment: "", customer: null }),
  ]) {
    expect(linesOf(card).join("\n")).toContain(en.privacy.erased);
    expectWhole(card);
  }
  expect(buttonsOf(show("lowScore", { ...lowScore, comment: "", customer: null }))).toEqual([]);
});

test("a question keeps the need in sight and leads to it", () => {
  const card = show("questionAsked", contents.questionAsked);
  expect(linesOf(card)).toEqual([
    "Product has a question about N-12",
    "Wants SSO",
    "Which one?",
    "Asked by Bob",
    "Show N-12",
  ]);
  expect(buttonsOf(card)).toMatchObject([{ command: "needShow", input: { number: 12 } }]);
});

test("a low score shows the words as they were written, and can be recorded in one click", () => {
  const card = show("lowScore", lowScore);
  expect(linesOf(card)).toEqual([
    "Acme gave 0 of 10",
    "Too *slow* <b>",
    "Pulse: Spring NPS",
    "May we contact them?: no",
    "Record as a need",
    "Record as a complaint",
  ]);
  expect(
    linesOf(
      show("lowScore", { ...lowScore, instrument: "csat", score: 2, contact: "Ann", mayContact: true }),
    ),
  ).toEqual(expect.arrayContaining(["Acme gave 2 of 5", "Contact: Ann", "May we contact them?: yes"]));
});

test("a low score that was recorded leads to its need and cannot be recorded again", () => {
  const card = show("lowScore", { ...lowScore, recorded: 12 });
  expect(buttonsOf(card)).toMatchObject([{ command: "needShow", input: { number: 12 } }]);
  expect(linesOf(card)).toContain("Recorded as N-12");
});

test("a reply by mail can be recorded once, and nobody is led to think that we answer it", () => {
  const reply = contents.customerReplied;
  const open = show("customerReplied", reply);
  expect(buttonsOf(open)).toMatchObject([
    { command: "needFromReply", input: { inboundId: id, kind: "need" } },
    { command: "needFromReply", input: { inboundId: id, kind: "complaint" } },
  ]);
  expect(linesOf(open)).toEqual(
    expect.arrayContaining([reply.text, "Answer them yourself by mail; Enfoque does not."]),
  );
  const settled = show("customerReplied", { ...reply, recorded: 12 });
  expect(buttonsOf(settled)).toMatchObject([{ command: "needShow", input: { number: 12 } }]);
});

test("a digest says first what changed, then how it is measured, and who owes an answer", () => {
  expect(linesOf(show("digest", digest))).toEqual([
    "Customer digest: Test & Co",
    "Closed period: Dec 1, 2025 to Mar 1, 2026",
    "Spring NPS",
    "Signal: 24 points below the quarter before, more than chance explains.",
    "Score (95% interval): NPS −8 (−21 … 6), 120 answers",
    "Response rate so far: 40 of 100 (40%)",
    "Support",
    "No comparison: there are no answers in the 13 weeks before.",
    "Score (95% interval): Not shown: 3 answers, fewer than 5",
    "Response rate so far: No invitations in this period",
    "Needs that most customers share",
    "N-12 · Wants SSO (2 customers; 1 of 3 teams have acknowledged)",
    "Teams that have not answered yet",
    "Support: N-1, N-2, N-3, N-4, N-5 +2 (oldest from Feb 1, 2026)",
    en.digest.howToRead,
    "Show",
  ]);
});

test("an empty digest says that nothing was asked, and that nobody owes anything", () => {
  const lines = linesOf(show("digest", { ...digest, surveys: [], topNeeds: [], owing: [] }));
  expect(lines).toEqual(expect.arrayContaining([en.digest.noAnswers, en.digest.nobodyOwes]));
});

test("a question in chat stands there word for word, with a button per score", () => {
  const card = show("question", question);
  expect(linesOf(card)).toEqual([
    "Test & Co would like your opinion",
    "How likely is it that you would recommend us to a friend or colleague?",
    "0: Not at all likely – 10: Extremely likely",
    en.survey.confidential("Test & Co"),
    "You can answer until Mar 16, 2026.",
    ...Array.from({ length: 11 }, (_, score) => String(score)),
  ]);
  expect(buttonsOf(card)).toContainEqual({
    label: "9",
    command: "answerScore",
    input: { invitationId: id, score: 9 },
  });
  const words = show("question", { ...question, instrument: "csat" }, es);
  expect(buttonsOf(words).map(({ label }) => label)).toEqual([
    ...["Muy insatisfecho", "Insatisfecho", "Ni satisfecho ni insatisfecho", "Satisfecho", "Muy satisfecho"],
  ]);
});

test("a question that was answered shows the answer, and how long it can be changed", () => {
  const answered = show("question", { ...question, answered: true, score: 9 });
  expect(linesOf(answered)).toEqual(expect.arrayContaining(["You answered: 9", en.answering.changeable]));
  expect(buttonsOf(answered)).toHaveLength(11);
  const over = show("question", { ...question, answered: true, score: 9, closed: true });
  expect(linesOf(over)).toContain("You answered: 9");
  expect(buttonsOf(over)).toEqual([]);
});

test("an anonymous question says so, and once answered shows neither the answer nor a button", () => {
  const anonymous = { ...question, mode: "anonymous" } as const;
  expect(linesOf(show("question", anonymous))).toContain(en.survey.anonymous("Test & Co"));
  const answered = show("question", { ...anonymous, answered: true });
  expect(linesOf(answered)).toContain(en.answering.answeredAnonymously);
  expect(buttonsOf(answered)).toEqual([]);
});

test("a low score of a person who was erased names nobody and cannot be recorded", () => {
  const card = show("lowScore", { ...lowScore, customer: null, comment: "" });
  expect(linesOf(card).join()).not.toContain("null");
  expect(buttonsOf(card)).toEqual([]);
});
