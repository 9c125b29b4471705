import { describe, expect, test } from "vitest";
import { failureReasons } from "../../src/domain/deliveries/outcomes.js";
import { DomainError, type ErrorCode, statusOf } from "../../src/domain/errors.js";
import { methodOf } from "../../src/domain/surveys/method.js";
import type { Preview } from "../../src/domain/surveys/preview-survey.js";
import type { SurveyRow, WaveCounts } from "../../src/domain/surveys/store.js";
import { catalogue } from "../../src/i18n/catalogue.js";
import { customerCard, customerListCard } from "../../src/views/customer.js";
import { deliveryListCard } from "../../src/views/deliveries.js";
import { helpCard } from "../../src/views/help.js";
import { needListCard } from "../../src/views/need-list.js";
import { refusalCard } from "../../src/views/refusal.js";
import { surveyListCard, surveyStatusCard } from "../../src/views/survey.js";
import { surveyPreviewCard } from "../../src/views/survey-preview.js";
import { teamListCard } from "../../src/views/team.js";
import { buttonsOf, expectWhole, linesOf } from "./reading.js";

const en = catalogue("en");
const zone = "Europe/Madrid";
const id = "11111111-1111-4111-8111-111111111111";
const customer = {
  id,
  name: "Acme",
  kind: "direct" as const,
  segment: null,
  country: null,
  ownerId: null,
  owner: null,
  tags: [],
  pausedAt: null,
};
const survey: SurveyRow = {
  id,
  name: "Spring NPS",
  instrument: "nps",
  status: "draft",
  version: 1,
  method: methodOf("nps", { subject: "us" }),
  createdById: null,
  launchedAt: null,
};
const preview: Preview = {
  survey,
  contacts: 3,
  customers: 1,
  asked: 2,
  skipped: [{ reason: "asked_recently", count: 1 }],
  goesOutAt: new Date("2026-03-03T09:00:00Z"),
};
const previewCard = (more: Partial<Preview> = {}, t = en) =>
  surveyPreviewCard({ ...preview, ...more }, new Map([[id, "Ann"]]), zone, t);
const counts: WaveCounts = {
  invited: 0,
  sent: 0,
  failed: 0,
  bounced: 0,
  answered: 0,
  held: 0,
  commented: 0,
  skipped: 0,
  opensAt: null,
  nextDueAt: null,
};
const theme = { id, key: "access", en: "Access", es: "Acceso", stems: [] };
const list = (n: number) =>
  Array.from({ length: n }, (_, index) => ({ ...customer, name: `C${index}`, contacts: 1 }));
const pages = { search: "c", total: 40, pages: 3 };
const failed = (total: number) => ({
  deliveries: failureReasons.slice(0, total).map((reason) => ({
    id,
    message: "digest" as const,
    transport: "slack" as const,
    reason,
    failedAt: new Date("2026-03-02T09:00:00Z"),
  })),
  total,
});
const need = {
  id,
  number: 7,
  summary: "Wants SSO",
  customers: 1,
  acknowledged: 1,
  asked: 2,
  createdAt: new Date(),
};

describe.each(["en", "es"] as const)("in %s", (locale) => {
  const t = catalogue(locale);
  test.each([
    ["a customer", customerCard(customer, [], t, "Acme")],
    [
      "a customer with contacts",
      customerCard(
        { ...customer, segment: "Retail", country: "ES", owner: "Ann" },
        [
          { id, name: "Bob", email: "b@acme.example", locale: "es", zone, memberId: id },
          { id, name: null, email: "c@acme.example", locale: null, zone: null, memberId: null },
        ],
        t,
        "Acme",
      ),
    ],
    ["customers", customerListCard({ ...pages, customers: list(15), page: 2 }, t)],
    ["no customers", customerListCard({ customers: [], total: 0, search: "", page: 1, pages: 0 }, t)],
    ["needs", needListCard({ needs: [need], total: 1, page: 1, pages: 1 }, t)],
    ["no needs", needListCard({ needs: [], total: 0, page: 1, pages: 0 }, t)],
    ["no failed deliveries", deliveryListCard(failed(0), zone, t)],
    ["failed deliveries", deliveryListCard(failed(failureReasons.length), zone, t)],
    [
      "pulses",
      surveyListCard(
        [survey, { ...survey, status: "open" }, { ...survey, instrument: "csat", status: "closed" }],
        t,
      ),
    ],
    ["no pulses", surveyListCard([], t)],
    ["a preview", previewCard({}, t)],
    [
      "a status",
      surveyStatusCard(
        {
          survey: { ...survey, status: "open" },
          counts: { ...counts, invited: 1200, failed: 2 },
          figures: { gate: "hidden", instrument: "nps", n: 4 },
        },
        zone,
        t,
      ),
    ],
    [
      "teams",
      teamListCard(
        [{ id, name: "Product", channelId: id, channel: "product", platform: "slack", themes: [theme] }],
        [theme],
        t,
      ),
    ],
    ["no teams", teamListCard([], [theme], t)],
    ["help for a member", helpCard("member", t)],
    ["help for a manager", helpCard("manager", t)],
  ])("the card of %s is whole", (_what, card) => expectWhole(card));

  test.each(Object.keys(statusOf) as ErrorCode[])("the refusal %s is whole", (code) =>
    expectWhole(refusalCard(new DomainError(code), t)),
  );
});

test("a page leads to its neighbours and no further", () => {
  const turns = (page: number) =>
    buttonsOf(customerListCard({ ...pages, customers: list(1), page }, en)).flatMap(({ command, input }) =>
      command === "customerList" ? [input] : [],
    );
  expect([turns(1), turns(2), turns(3)]).toEqual([
    [{ search: "c", page: 2 }],
    [
      { search: "c", page: 1 },
      { search: "c", page: 3 },
    ],
    [{ search: "c", page: 2 }],
  ]);
});

test("a search that finds nothing says what was looked for", () => {
  expect(
    linesOf(customerListCard({ customers: [], total: 0, search: "zz", page: 1, pages: 0 }, en)),
  ).toContain("No customer is called anything like “zz”.");
});

test("only a draft can be launched and only an open pulse closed", () => {
  const commandsOf = (status: SurveyRow["status"]) =>
    [
      ...buttonsOf(previewCard({ survey: { ...survey, status } })),
      ...buttonsOf(
        surveyStatusCard(
          { survey: { ...survey, status }, counts, figures: { gate: "hidden", instrument: "nps", n: 0 } },
          zone,
          en,
        ),
      ),
    ].map(({ command }) => command);
  const changes = ["pulseAudience", "pulseQuestions", "pulseTiming", "pulseRules"];
  const looks = ["pulseReport", "pulseMethod"];
  expect(commandsOf("draft")).toEqual(["pulseLaunch", "pulseSendNow", ...changes, "pulsePreview"]);
  expect(commandsOf("open")).toEqual(["pulseStatus", ...changes, ...looks, "pulsePause", "pulseClose"]);
  expect(commandsOf("paused")).toEqual(["pulseStatus", ...changes, ...looks, "pulseResume", "pulseClose"]);
  expect(commandsOf("closed")).toEqual(looks);
});

test("a preview says what is asked, of how many, who is passed over, and when in the reader's zone", () => {
  const method = methodOf("nps", {
    subject: "us",
    purpose: "Next year's plan",
    trust: true,
    audience: { kind: "direct", segment: "Retail", ownerId: id, seenWithinDays: 30 },
    questions: [{ id: "q1", kind: "rating", text: "How easy?" }],
  });
  expect(linesOf(previewCard({ survey: { ...survey, method } }))).toEqual(
    expect.arrayContaining([
      "Spring NPS (Draft)",
      "How likely is it that you would recommend us to a friend or colleague?",
      "I trust us to do what it promises.",
      "How easy? (1 to 5)",
      "2 of 3 contacts (1 customer) would be asked if it were launched now.",
      "Audience: Direct customer · Retail · looked after by Ann · with an interaction in the last 30 days",
      expect.stringMatching(/^Goes out: from Tue, Mar 3, 2026, 10:00.AM GMT\+1 on, in each recipient's own/),
      "Purpose: Next year's plan",
      "1: were asked something not long ago",
    ]),
  );
  const exact = methodOf("nps", { subject: "us", cadence: { kind: "once", sendAt: "2026-03-29T12:30" } });
  expect(linesOf(previewCard({ survey: { ...survey, method: exact } }))).toContainEqual(
    expect.stringMatching(/^Goes out: Sun, Mar 29, 2026, 12:30.PM, where each recipient is$/),
  );
  const waiting = methodOf("nps", {
    subject: "us",
    cadence: { kind: "interaction", interaction: "call", hours: 24 },
  });
  const card = previewCard({ survey: { ...survey, method: waiting }, goesOutAt: null });
  expect(linesOf(card)).toEqual(
    expect.arrayContaining([en.pulse.nobodyYet, "Cadence: 24 hours after an interaction (Call)"]),
  );
  expect(buttonsOf(card).map(({ command }) => command)).not.toContain("pulseSendNow");
});

test("a status offers to send what waits, and to look at what is held back", () => {
  const card = surveyStatusCard(
    {
      survey: { ...survey, status: "open" },
      counts: { ...counts, invited: 4, held: 2, skipped: 3, nextDueAt: new Date("2026-03-03T09:00:00Z") },
      figures: { gate: "hidden", instrument: "nps", n: 0 },
    },
    zone,
    en,
  );
  expect(linesOf(card)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Next goes out: Tue, Mar 3, 2026, 10:00/),
      "Not asked: 3",
      "Held back: 2",
      "Look at 2 held answers",
    ]),
  );
  expect(
    buttonsOf(card)
      .map(({ command }) => command)
      .slice(0, 2),
  ).toEqual(["pulseSendNow", "pulseHeld"]);
});

test("the score of an anonymous pulse that runs is not told, so that no answer can be told from it", () => {
  const method = methodOf("nps", { subject: "us", mode: "anonymous" });
  const figures = { gate: "full", instrument: "nps", n: 40, score: 7, low: 1, high: 13 } as const;
  const status = (now: SurveyRow["status"]) =>
    linesOf(surveyStatusCard({ survey: { ...survey, method, status: now }, counts, figures }, zone, en));
  expect(status("open").join()).not.toContain("NPS 7");
  expect(status("open")).toContain(en.report.running);
  expect(status("closed").join()).toContain("NPS 7");
});

test("a customer is shown with tags, pause, who is in chat and what happened lately", () => {
  const card = customerCard(
    { ...customer, tags: ["pilot"], pausedAt: new Date("2026-03-02T09:00:00Z") },
    [{ id, name: "Bob", email: "b@acme.example", locale: "es", zone, memberId: id }],
    en,
    "Acme",
    {
      interactions: [{ kind: "call", note: "renewal", at: new Date("2026-03-01T09:00:00Z"), by: "Ann" }],
      members: new Map([[id, "Bobby"]]),
      zone,
    },
  );
  expect(linesOf(card)).toEqual(
    expect.arrayContaining([
      "Tags: pilot",
      "Paused: since Mar 2, 2026: nobody here is asked",
      "Bob <b@acme.example> (Spanish, Europe/Madrid, in chat: Bobby)",
      "Call, Mar 1, 2026, Ann: renewal",
    ]),
  );
  expect(buttonsOf(card).map(({ command }) => command)).toEqual([
    ...["customerChat", "needAdd", "interactionAdd", "customerTag", "customerResume"],
  ]);
});

test("what could not be sent is said, with the way to send it again", () => {
  const card = deliveryListCard(failed(1), zone, en);
  expect(linesOf(card)).toContainEqual(
    expect.stringMatching(/^Digest \(Slack, Mon, Mar 2, 2026.*10:00.*\): The channel no longer exists/),
  );
  expect(buttonsOf(card).map(({ input }) => input)).toEqual([{ deliveryId: id }, {}]);
});

test("a member is not shown what only managers may do", () => {
  const [member, manager] = [
    linesOf(helpCard("member", en)).join("\n"),
    linesOf(helpCard("manager", en)).join("\n"),
  ];
  for (const text of ["/pulse", "/digest", "upload", "New pulse"]) {
    expect(member).not.toContain(text);
    expect(manager).toContain(text);
  }
});

test("a contact is shown with name, address, language and zone as far as they are known", () => {
  const lines = linesOf(
    customerCard(
      customer,
      [
        { id, name: "Bob", email: "b@acme.example", locale: "es", zone, memberId: null },
        { id, name: null, email: "c@acme.example", locale: null, zone: null, memberId: null },
      ],
      en,
      "Acme",
    ),
  );
  expect(lines).toEqual(
    expect.arrayContaining([
      "Owner: nobody",
      "Bob <b@acme.example> (Spanish, Europe/Madrid)",
      "c@acme.example",
    ]),
  );
});
