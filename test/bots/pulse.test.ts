import { expect, test } from "vitest";
import type { Caller, Reply, Request } from "../../src/bots/command.js";
import { createDispatch } from "../../src/bots/dispatch.js";
import type { Context, Member } from "../../src/domain/context.js";
import { linkContact } from "../../src/domain/customers/link-contact.js";
import type { Card } from "../../src/views/card.js";
import type { Form } from "../../src/views/form.js";
import { testDatabase } from "../support/database.js";
import { pulseCompany } from "../support/pulse.js";
import { buttonsOf, linesOf } from "../views/reading.js";

const { database } = await testDatabase();
const { prisma } = database;
const caller: Caller = {
  platform: "browser",
  workspaceId: "local",
  person: { externalId: "x", name: "x" },
  actKey: "x",
};

/** What somebody is answered: the lines of a card, or the form with its fields. */
function talk(ctx: Context<Member>) {
  const dispatch = createDispatch(async () => ctx);
  const answer = async (request: Request): Promise<Reply> => (await dispatch(caller, request)).reply;
  return {
    answer,
    type: (text: string) => answer({ kind: "text", text }),
    lines: async (text: string) => linesOf((await answer({ kind: "text", text })) as Card),
    press: (command: string, input: unknown) => answer({ kind: "press", command, input }),
    submit: async (form: Reply, filled: Record<string, unknown>) => {
      const { command, known, fields } = form as Form;
      const values = Object.fromEntries(fields.map(({ name, ...field }) => [name, field.value]));
      return answer({ kind: "submit", command, input: { ...known, ...values, ...filled } });
    },
  };
}

const valuesOf = (form: Reply) =>
  Object.fromEntries((form as Form).fields.map(({ name, ...field }) => [name, field.value ?? ""]));

test("a pulse is drafted, changed in four forms, launched, hastened, paused, resumed and closed", async () => {
  const { boss, where } = await pulseCompany(database, { Retail: 4, Industry: 2 });
  const { type, lines, press, submit } = talk(boss);
  const drafted = await submit(await type("pulse new Spring"), { subject: "us", purpose: "The plan" });
  expect(linesOf(drafted as Card)).toEqual(
    expect.arrayContaining([
      "Spring (Draft)",
      "6 of 6 contacts (6 customers) would be asked if it were launched now.",
      "Purpose: The plan",
    ]),
  );

  // Each form is filled in with what holds, so that saving it as it is changes nothing.
  for (const word of ["audience", "questions", "timing", "rules"]) {
    const form = await type(`pulse ${word} spring`);
    expect(form, word).toMatchObject({ kind: "form", known: { name: "Spring" } });
    expect(linesOf((await submit(form, {})) as Card), word).toContain(
      "Nothing was different, so nothing was changed.",
    );
  }
  expect(valuesOf(await type("pulse rules Spring"))).toMatchObject({
    ...{ purpose: "The plan", anyDays: "30", sameDays: "90", weeklyPercent: "20" },
    ...{ reminders: "1", reminderDays: "3", expiryDays: "14" },
  });
  const narrowed = await submit(await type("pulso público Spring"), { segment: "Retail" });
  expect(linesOf(narrowed as Card)).toEqual(
    expect.arrayContaining([
      "Changed: this is version 2.",
      "4 of 4 contacts (4 customers) would be asked if it were launched now.",
    ]),
  );
  expect(valuesOf(await press("pulseAudience", { name: "Spring" }))).toMatchObject({ segment: "Retail" });
  const asked = await submit(await type("pulse questions Spring"), { trust: "yes", q1: "Easy? | 1-5" });
  expect(linesOf(asked as Card)).toContain("Easy? (1 to 5)");
  expect(valuesOf(await type("pulse questions Spring"))).toMatchObject({ trust: "yes", q1: "Easy? | 1-5" });

  const launched = await type("pulse launch Spring");
  expect(launched).toMatchObject({ title: "Spring is launched" });
  expect(linesOf(launched as Card)[1]).toMatch(/^The first are written to at (Tue|Wed|Thu), Mar \d/);
  expect(buttonsOf(launched as Card).map(({ command }) => command)).toEqual(["pulseSendNow", "pulseStatus"]);
  expect(await prisma.invitation.count({ where })).toBe(0);
  expect(await lines("pulse status Spring")).toContainEqual(expect.stringMatching(/^Planned: /));
  expect(await type("pulso pausar Spring")).toMatchObject({ title: "Done" });
  expect(await lines("pulse status Spring")).toContain("Spring (Paused)");
  expect(await lines("pulse send Spring")).toContain("“Spring” is not open, so nothing was changed.");
  expect(await lines("pulse resume Spring")).toContain("Spring goes on.");
  expect(await lines("pulse resume Spring")).toContain(
    "“Spring” is not paused, so there is nothing to resume.",
  );
  expect(await type("pulso enviar Spring")).toMatchObject({ title: "Spring is being sent" });
  expect(await lines("pulse method Spring")).toContain("Version 3 is in force.");
  expect(await lines("pulso informe Spring")).toContain("Nobody has been asked yet.");
  expect(await lines("pulse close Spring")).toContain(
    "Spring is closed. Its links say so; the answers stay.",
  );
  expect(await lines("pulse audience Spring")).toContain("“Spring” is not open, so nothing was changed.");
});

test("what is wrong in a form of a pulse is said there, and what was typed stays", async () => {
  const { boss, draft } = await pulseCompany(database);
  await draft("NPS");
  const { type, submit } = talk(boss);
  const questions = await submit(await type("pulse questions NPS"), { q1: "Which? | one" });
  expect(questions).toMatchObject({
    kind: "form",
    error: expect.stringContaining("I cannot read that question"),
  });
  expect(valuesOf(questions)).toMatchObject({ q1: "Which? | one" });
  const timing = await submit(await type("pulse timing NPS"), { cadence: "interaction" });
  expect(timing).toMatchObject({
    kind: "form",
    error: expect.stringContaining("That timing is not complete"),
  });
  const rules = await submit(await type("pulse rules NPS"), {
    anyDays: "",
    reminders: "3",
    weeklyPercent: "x",
  });
  const errors = (rules as Form).fields.flatMap(({ name, error }) => (error ? [[name, error]] : []));
  expect(Object.fromEntries(errors)).toEqual({
    anyDays: "Please fill this in.",
    weeklyPercent: "This is not right yet. Please check it.",
    reminders: "Please enter at most 2.",
  });
});

test("a command of a pulse without its name says how it is typed", async () => {
  const { boss } = await pulseCompany(database);
  const { lines } = talk(boss);
  for (const word of ["audience", "questions", "timing", "rules", "upload", "method", "report", "send"]) {
    expect(await lines(`pulse ${word}`), word).toContainEqual(
      expect.stringContaining(`Type it like this: pulse ${word} NAME`),
    );
  }
  expect(await lines("pulse rules Nothing")).toContainEqual(
    expect.stringContaining("There is no pulse “Nothing”"),
  );
});

test("an uploaded list is asked for by a link", async () => {
  const { boss, draft } = await pulseCompany(database);
  await draft("NPS");
  const reply = (await talk(boss).type("pulso subir NPS")) as Card;
  expect(reply.title).toBe("Upload whom to ask");
  expect(reply.elements).toContainEqual(
    expect.objectContaining({ type: "link", url: expect.stringMatching(/\/upload\/[\w-]{43}$/) }),
  );
});

test("held answers are listed and released in one click", async () => {
  const { boss, draft, send, invitation, answer } = await pulseCompany(database);
  await draft("NPS");
  await send("NPS");
  await answer((await invitation("NPS", "p0@retail.example")).id, 2, { heldFor: "restless" });
  const { type, answer: ask, lines } = talk(boss);
  const [release] = buttonsOf((await type("pulso retenidas")) as Card);
  const released = await ask({ kind: "press", command: "responseRelease", input: release?.input });
  expect(linesOf(released as Card)).toContain("The answer counts from now on.");
  expect(await lines("pulse held")).toContain("No answer is held back.");
});

test("a contact in chat answers with a button and adds their words in a form", async () => {
  const { boss, as, member, draft, send, invitation } = await pulseCompany(database);
  const gina = as(await member("member", { name: "Gina Guest", memberLocale: "es" }));
  await linkContact(boss, { email: "p0@retail.example", member: "Gina Guest" });
  await draft("NPS", {}, { questions: [{ id: "q1", kind: "rating", text: "¿Fácil?", options: [] }] });
  await send("NPS");
  const { id: invitationId } = await invitation("NPS", "p0@retail.example");
  const { press, submit } = talk(gina);
  const form = await press("answerScore", { invitationId, score: 10 });
  expect(form).toMatchObject({
    kind: "form",
    command: "answerComment",
    intro: expect.stringContaining("Hemos registrado su respuesta: 10, Extremadamente probable."),
  });
  expect((form as Form).fields.map(({ name }) => name)).toEqual(["comment", "q1", "mayContact"]);
  const thanked = await submit(form, { comment: "Muy bien", q1: "5", mayContact: "yes" });
  expect(linesOf(thanked as Card)).toContain("Gracias. También hemos recibido lo que nos ha contado.");
  const again = await press("answerScore", { invitationId, score: 9 });
  expect(valuesOf(again)).toEqual({ comment: "Muy bien", q1: "5", mayContact: "yes" });
  const other = talk(boss);
  expect(linesOf((await other.press("answerScore", { invitationId, score: 0 })) as Card)).toContain(
    "This question was put to somebody else. Nothing was recorded.",
  );
});

test("a customer is tagged, paused, linked in chat and shown with its interactions", async () => {
  const { boss } = await pulseCompany(database);
  const { type, lines, submit } = talk(boss);
  expect(await lines("customer tag Retail 0: pilot, beta")).toContain("Tags: pilot, beta");
  const form = await type("cliente etiquetar Retail 0");
  expect(valuesOf(form)).toEqual({ tags: "pilot, beta" });
  expect(await lines("customer pause Retail 0")).toContain(
    "Nobody of Retail 0 is asked until it is resumed.",
  );
  expect(await lines("customer resume Retail 0")).toContain(
    "Retail 0 is asked again, as the contact rules allow.",
  );
  expect(await lines("customer chat p0@retail.example Olga Owner")).toContain(
    "Person 0 is asked here, as Olga Owner.",
  );
  const chat = await type("customer chat p0@retail.example");
  expect(linesOf((await submit(chat, { member: "-" })) as Card)).toContain("Person 0 is asked by mail.");
  expect(await lines("interaction Retail 0: call, renewal")).toEqual(
    expect.arrayContaining(["Logged for Retail 0", "No pulse asks about it."]),
  );
  const asking = await type("interacción Retail 0: renovación");
  expect(asking).toMatchObject({ kind: "form", command: "interactionAdd" });
  expect(valuesOf(asking)).toMatchObject({ customer: "Retail 0", note: "renovación" });
  expect(await lines("customer show Retail 0")).toContainEqual(
    expect.stringMatching(/^Call, Mar 2, 2026, Max Manager: renewal$/),
  );
});

test("a member sees and changes nothing of a pulse", async () => {
  const { as, owner, draft } = await pulseCompany(database);
  await draft("NPS");
  const { lines } = talk(as(owner));
  for (const word of ["status", "report", "method", "audience", "rules", "send", "upload"]) {
    expect(await lines(`pulse ${word} NPS`), word).toContainEqual(expect.stringContaining("needs the role"));
  }
});
