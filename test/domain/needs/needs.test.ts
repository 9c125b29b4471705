import { expect, test } from "vitest";
import { commands } from "../../../src/domain/commands.js";
import type { Context } from "../../../src/domain/context.js";
import { addCustomer } from "../../../src/domain/customers/add-customer.js";
import { captureFromResponse } from "../../../src/domain/needs/capture-from-response.js";
import { captureNeed, summaryOf } from "../../../src/domain/needs/capture-need.js";
import { showNeed } from "../../../src/domain/needs/show-need.js";
import { startingThemes, themesIn } from "../../../src/domain/teams/themes.js";
import { testOrganization } from "../../support/context.js";
import { testDatabase } from "../../support/database.js";
import { filledOrganization } from "../../support/filled.js";

const { database } = await testDatabase();
const { prisma } = database;

/** Three teams in their channels and a fourth channel that is nobody's. */
async function company() {
  const organization = await testOrganization(database);
  const product = await organization.channel("product", { team: "Product", themes: ["access", "speed"] });
  const support = await organization.channel("support", { team: "Support", themes: ["support"] });
  const rest = await organization.channel("rest", { team: "Rest" });
  const lobby = await organization.channel("lobby");
  const ann = await organization.member("member", { name: "Ann" });
  await addCustomer(organization.as(ann), commands.customerAdd.parse({ name: "Acme" }));
  const told = async () => {
    const rows = await prisma.delivery.findMany({
      where: { organizationId: organization.organizationId },
      orderBy: { createdAt: "asc" },
    });
    return rows
      .map(
        ({ message, channelId, memberId }) =>
          `${message} ${[product, support, rest, lobby].find(({ id }) => id === channelId)?.name ?? memberId}`,
      )
      .sort();
  };
  return { ...organization, product, support, rest, lobby, ann, told };
}

const record = (ctx: Context, words: string, more: object = {}) =>
  captureNeed(ctx, commands.needAdd.parse({ customer: "acme", words, ...more }));

test("a need is announced to the teams that hear its themes, and shown where it was recorded", async () => {
  const { as, ann, lobby, told } = await company();
  const { teams } = await record(as(ann, { channelId: lobby.id }), "The login is slow");
  expect(teams).toEqual(["Product"]);
  expect(await told()).toEqual(["needAnnounced product", "needRecorded lobby"]);
});

test("a need about several teams' themes is announced to each of them once", async () => {
  const { as, ann, lobby, told } = await company();
  const { teams } = await record(as(ann, { channelId: lobby.id }), "Slow login, and support does not answer");
  expect(teams).toEqual(["Product", "Support"]);
  expect(await told()).toEqual(["needAnnounced product", "needAnnounced support", "needRecorded lobby"]);
});

test("a need that no team hears is announced to all of them", async () => {
  const { as, ann, lobby } = await company();
  expect((await record(as(ann, { channelId: lobby.id }), "Wants a blue one")).teams).toEqual([
    "Product",
    "Rest",
    "Support",
  ]);
  // Also where a theme is found, but nobody hears it.
  expect((await record(as(ann, { channelId: lobby.id }), "The invoice is wrong")).teams).toEqual([
    "Product",
    "Rest",
    "Support",
  ]);
});

test("in the channel of a team that hears it a need is shown once, with the team's buttons", async () => {
  const { as, ann, product, told } = await company();
  await record(as(ann, { channelId: product.id }), "The login is slow");
  expect(await told()).toEqual(["needAnnounced product"]);
});

test("in another team's channel it is shown there too, without buttons", async () => {
  const { as, ann, support, told } = await company();
  await record(as(ann, { channelId: support.id }), "The login is slow");
  expect(await told()).toEqual(["needAnnounced product", "needRecorded support"]);
});

test("outside any channel it is shown to whoever recorded it", async () => {
  const { as, ann, told } = await company();
  await record(as(ann), "The login is slow");
  expect(await told()).toEqual([`needRecorded ${ann.memberId}`, "needAnnounced product"].sort());
});

test("without any team a need is recorded all the same", async () => {
  const { as, member } = await testOrganization(database);
  const ann = as(await member());
  await addCustomer(ann, commands.customerAdd.parse({ name: "Acme" }));
  expect(await record(ann, "wants SSO")).toMatchObject({ number: 1, teams: [] });
});

test("themes that a person chose win over those in the words", async () => {
  const { as, ann } = await company();
  expect((await record(as(ann), "The login is slow", { themes: ["support"] })).teams).toEqual(["Support"]);
});

test("a need for a customer that is not known is refused with the nearest name, and nothing is recorded", async () => {
  const { as, ann, told } = await company();
  const unknown = captureNeed(as(ann), commands.needAdd.parse({ customer: "Acm", words: "wants SSO" }));
  await expect(unknown).rejects.toMatchObject({
    code: "customer_not_found",
    params: { name: "Acm", near: "Acme" },
  });
  expect(await told()).toEqual([]);
});

test("a customer is found however the name is spelled", async () => {
  const { as, ann } = await company();
  await addCustomer(as(ann), commands.customerAdd.parse({ name: "Peñón  Café" }));
  for (const customer of ["penon cafe", "PEÑÓN CAFÉ", "Pen\u0303on Cafe\u0301"]) {
    await expect(
      captureNeed(as(ann), commands.needAdd.parse({ customer, words: "x" })),
    ).resolves.toMatchObject({ teams: expect.anything() });
  }
});

test.each([
  ["Los ENVIOS llegan con RETRASO", ["delivery"]],
  ["quiere acceso único y contraseñas más seguras", ["access"]],
  ["contrasenas", ["access"]],
  ["la facturación y el precio", ["billing"]],
  ["se ha caído dos veces", ["speed"]],
  ["SSO/login", ["access"]],
  ["a lesson about reso", []],
  ["", []],
])("the themes of “%s” are %j", (words, expected) => {
  expect(themesIn(words, startingThemes).map(({ key }) => key)).toEqual(expected);
});

test("a need's summary is its first line, clipped at a word; its words are kept whole", async () => {
  expect(summaryOf("First line.\nSecond")).toBe("First line.");
  const long = `${"word ".repeat(60)}end`;
  expect(summaryOf(long)).toMatch(/^(word )+word…$/);
  expect(summaryOf(long).length).toBeLessThanOrEqual(140);
  expect(summaryOf("x".repeat(500))).toBe(`${"x".repeat(139)}…`);
  expect(summaryOf("😀".repeat(500))).toBe(`${"😀".repeat(139)}…`);
  const { as, ann } = await company();
  const { number } = await record(as(ann), long);
  expect((await showNeed(as(ann), { number })).voices).toEqual([{ customer: "Acme", words: long.trim() }]);
});

test("a need is shown with everything that is known of it", async () => {
  const { as, ann, clock } = await company();
  const { number } = await record(as(ann), "The login is slow", { kind: "complaint", horizon: "future" });
  clock.move(1000);
  expect(await showNeed(as(ann), { number })).toMatchObject({
    number: 1,
    kind: "complaint",
    horizon: "future",
    customers: ["Acme"],
    author: "Ann",
    teams: [{ team: "Product", answer: null, by: null, question: false }],
    coverage: { acknowledged: 0, asked: 1 },
  });
  await expect(showNeed(as(ann), { number: 99 })).rejects.toMatchObject({ code: "need_not_found" });
});

test("an answer's words become a need of that customer once, and its card says so", async () => {
  const { as, member, ids, names } = await filledOrganization(database, "Words");
  const mia = as(member);
  const before = await prisma.delivery.findFirstOrThrow({
    where: { message: "lowScore", subjectId: ids.response },
  });
  const need = await captureFromResponse(mia, { responseId: ids.response, kind: "complaint" });
  expect(await showNeed(mia, need)).toMatchObject({
    kind: "complaint",
    customers: [names.customer],
    voices: [{ words: "Words needs a faster answer from support" }],
  });
  const after = await prisma.delivery.findFirstOrThrow({ where: { id: before.id } });
  expect(after.revision).toBe(before.revision + 1);
  await expect(captureFromResponse(mia, { responseId: ids.response, kind: "need" })).rejects.toMatchObject({
    code: "response_recorded",
    params: { number: String(need.number) },
  });
});
