import { describe, expect, test } from "vitest";
import { failureReasons } from "../../src/domain/deliveries/outcomes.js";
import { DomainError, type ErrorCode, statusOf } from "../../src/domain/errors.js";
import type { SurveyRow, WaveCounts } from "../../src/domain/surveys/store.js";
import { catalogue } from "../../src/i18n/catalogue.js";
import { customerCard, customerListCard } from "../../src/views/customer.js";
import { deliveryListCard } from "../../src/views/deliveries.js";
import { helpCard } from "../../src/views/help.js";
import { needListCard } from "../../src/views/need-list.js";
import { refusalCard } from "../../src/views/refusal.js";
import { surveyListCard, surveyPreviewCard, surveyStatusCard } from "../../src/views/survey.js";
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
};
const survey: SurveyRow = {
  id,
  name: "Spring NPS",
  instrument: "nps",
  instrumentVersion: "nps-1",
  subject: "us",
  audience: {},
  status: "draft",
  sendAt: null,
  createdById: null,
};
const counts: WaveCounts = {
  invited: 0,
  sent: 0,
  failed: 0,
  bounced: 0,
  answered: 0,
  commented: 0,
  opensAt: null,
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
          { id, name: "Bob", email: "b@acme.example", locale: "es", zone },
          { id, name: null, email: "c@acme.example", locale: null, zone: null },
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
    [
      "a preview",
      surveyPreviewCard(
        { survey: { ...survey, sendAt: new Date("2026-03-29T08:30:00Z") }, contacts: 3, customers: 1 },
        zone,
        t,
      ),
    ],
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
      ...buttonsOf(surveyPreviewCard({ survey: { ...survey, status }, contacts: 1, customers: 1 }, zone, en)),
      ...buttonsOf(
        surveyStatusCard(
          { survey: { ...survey, status }, counts, figures: { gate: "hidden", instrument: "nps", n: 0 } },
          zone,
          en,
        ),
      ),
    ].map(({ command }) => command);
  expect([commandsOf("draft"), commandsOf("open"), commandsOf("closed")]).toEqual([
    ["pulseLaunch"],
    ["pulseClose"],
    [],
  ]);
});

test("a preview says what is asked, of how many, and when in the reader's zone", () => {
  const preview = surveyPreviewCard(
    {
      survey: {
        ...survey,
        audience: { kind: "direct", segment: "Retail" },
        sendAt: new Date("2026-03-29T08:30:00Z"),
      },
      contacts: 3,
      customers: 1,
    },
    zone,
    en,
  );
  expect(linesOf(preview)).toEqual(
    expect.arrayContaining([
      "Spring NPS (Draft)",
      "How likely is it that you would recommend us to a friend or colleague?",
      "Audience: Direct customer · Retail",
      "Would be asked: 3 contacts of 1 customer",
      expect.stringMatching(/^When: Sun, Mar 29, 2026, 10:30.AM GMT\+2$/),
    ]),
  );
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
        { id, name: "Bob", email: "b@acme.example", locale: "es", zone },
        { id, name: null, email: "c@acme.example", locale: null, zone: null },
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
