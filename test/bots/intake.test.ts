import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { Caller, Reply, Request } from "../../src/bots/command.js";
import { createDispatch } from "../../src/bots/dispatch.js";
import type { Member } from "../../src/domain/context.js";
import { intakeContent } from "../../src/domain/intake/intake-content.js";
import { sendIntake } from "../../src/domain/intake/send-intake.js";
import { catalogue } from "../../src/i18n/catalogue.js";
import { intakeCard } from "../../src/views/intake.js";
import { testOrganization } from "../support/context.js";
import { testDatabase } from "../support/database.js";
import { personWithEverything } from "../support/person.js";

const { database } = await testDatabase();
const organization = await testOrganization(database, { name: "Northwind" });
const { as, member, service } = organization;
const caller: Caller = {
  platform: "browser",
  workspaceId: "local",
  person: { externalId: "x", name: "x" },
  actKey: "x",
};
let admin: Member;
let manager: Member;
beforeAll(async () => {
  admin = await member("admin");
  manager = await member("manager");
});

const ask = async (actor: Member, request: Request) =>
  (await createDispatch(async () => as(actor))(caller, request)).reply;
const type = (actor: Member, text: string) => ask(actor, { kind: "text", text });
const submit = (actor: Member, command: string, input: object) =>
  ask(actor, { kind: "submit", command, input });
const said = (reply: Reply) => JSON.stringify(reply);
const fields = (reply: Reply) =>
  reply.kind === "form"
    ? Object.fromEntries(reply.fields.map(({ name, value, error }) => [name, error ?? value]))
    : {};

async function told(words: string, more: { email?: string; company?: string } = {}) {
  const id = randomUUID();
  await sendIntake(as({ kind: "visitor" }), {
    id,
    kind: "complaint",
    words,
    name: null,
    email: more.email ?? null,
    company: more.company ?? null,
    locale: "en",
    mail: false,
  });
  return id;
}
const card = async (intakeId: string) => {
  const content = await intakeContent(service, intakeId);
  if (!content) throw new Error("it is gone");
  return intakeCard(content, catalogue("en"));
};

describe("what came in on the public page", () => {
  test("is listed while it waits, in both languages", async () => {
    await told("The door squeaks");
    for (const text of ["intake list", "intake", "buzón", "buzon lista"]) {
      expect(said(await type(manager, text)), text).toContain("The door squeaks");
    }
    expect(said(await type(await member("member"), "intake list"))).toContain("That needs the role manager");
  });

  test("asks for the customer where nobody knows it, and keeps asking until there is one", async () => {
    const intakeId = await told("The roof leaks", { company: "Nobody Ltd" });
    const press = { intakeId, kind: "complaint" };
    const form = await ask(manager, { kind: "press", command: "needFromIntake", input: press });
    expect(fields(form)).toEqual({ customer: "Nobody Ltd" });
    const wrong = await submit(manager, "needFromIntake", { ...press, customer: "Nobody Ltd" });
    expect(fields(wrong).customer).toContain("There is no customer “Nobody Ltd”");
    await type(manager, "customer add Somebody Ltd");
    await submit(manager, "customerAdd", { name: "Somebody Ltd", kind: "direct" });
    const done = await submit(manager, "needFromIntake", { ...press, customer: "somebody ltd" });
    expect(said(done)).toContain("Recorded as N-");
    const again = await submit(manager, "needFromIntake", { ...press, customer: "somebody ltd" });
    expect(said(again)).toMatch(/recorded as N-\d+ already/);
    const shown = await card(intakeId);
    expect(shown.actions?.map(({ command }) => command)).toEqual(["needShow", "intakeClose"]);
    expect(said(shown)).toContain("Somebody Ltd");
  });

  test("of a known contact is recorded by one press", async () => {
    const person = await personWithEverything(database, organization, "Qone");
    const intakeId = await told("The window sticks", { email: person.email });
    const input = { intakeId, kind: "need" };
    expect(said(await ask(manager, { kind: "press", command: "needFromIntake", input }))).toContain(
      "Recorded as N-",
    );
  });

  test("is closed once, and then nothing can be made of it", async () => {
    const intakeId = await told("Nothing really");
    const press = (command: string, input: object) => ask(manager, { kind: "press", command, input });
    expect(said(await press("intakeClose", { intakeId }))).toContain("It is closed");
    expect(said(await press("intakeClose", { intakeId }))).toContain("closed already");
    const made = await submit(manager, "needFromIntake", {
      intakeId,
      kind: "need",
      customer: "Somebody Ltd",
    });
    expect(said(made)).toContain("closed already");
    expect((await card(intakeId)).actions).toBeUndefined();
  });

  test("raises what stands in chat with each step", async () => {
    const intakeId = await told("Look again");
    await ask(manager, { kind: "press", command: "intakeClose", input: { intakeId } });
    const cards = await database.prisma.delivery.findMany({ where: { subjectId: intakeId } });
    expect(cards.length).toBeGreaterThan(0);
    for (const { revision } of cards) expect(revision).toBe(2);
  });
});

describe("the settings of an organization", () => {
  test("are shown and changed by an admin alone, in both languages", async () => {
    const { slug } = await service.store.organization.get();
    for (const text of ["organization", "organización", "settings", "ajustes", "organizacion ver"]) {
      const shown = said(await type(admin, text));
      expect(shown, text).toContain(`https://enfoque.test/talk/${slug}`);
      expect(shown, text).toContain(`https://enfoque.test/privacy/${slug}`);
    }
    for (const text of ["organization", "organization change", "organization logo"]) {
      expect(said(await type(manager, text)), text).toContain("That needs the role admin");
    }
  });

  test("what stands there is in the form, what is wrong is said, and what is cleared is cleared", async () => {
    const whole = {
      country: "es",
      color: "AA00FF",
      privacyContact: "dpo@northwind.example",
      lawfulBasis: "consent",
      replyTo: "Care@Northwind.example",
    };
    const wrong = await submit(admin, "organizationChange", { ...whole, color: "red; }" });
    expect(fields(wrong)).toMatchObject({ color: expect.stringContaining("not right"), country: "es" });
    await submit(admin, "organizationChange", whole);
    expect(await service.store.organization.get()).toMatchObject({
      country: "ES",
      color: "#aa00ff",
      lawfulBasis: "consent",
      replyTo: "care@northwind.example",
    });
    expect(fields(await type(admin, "organización cambiar"))).toMatchObject({
      color: "#aa00ff",
      country: "ES",
    });
    await submit(admin, "organizationChange", { ...whole, color: "", replyTo: "" });
    expect(await service.store.organization.get()).toMatchObject({
      color: null,
      replyTo: null,
      country: "ES",
    });
  });

  test("every change is in the audit, without addresses; the same again is none", async () => {
    const changes = () =>
      database.prisma.audit.findMany({
        where: { organizationId: organization.organizationId, action: "organization.changed" },
        orderBy: { id: "asc" },
      });
    const before = await changes();
    expect(before[0]).toMatchObject({
      before: { color: null, country: null, lawfulBasis: "legitimate_interest", replyTo: false },
      after: { color: "#aa00ff", country: "ES", lawfulBasis: "consent", replyTo: true },
    });
    expect(JSON.stringify(before.map(({ before, after }) => [before, after]))).not.toContain("@");
    const now = await service.store.organization.get();
    const same = { ...now, color: "", replyTo: "" };
    await submit(admin, "organizationChange", same);
    expect(await changes()).toHaveLength(before.length);
  });
});

describe("erasing a contact in chat", () => {
  test("asks for the address twice, erases once, and says what it did", async () => {
    const person = await personWithEverything(database, organization, "Qchat");
    const form = await type(manager, `customer erase ${person.email}`);
    expect(fields(form)).toEqual({ email: person.email, again: "" });
    const slip = await submit(manager, "customerErase", { email: person.email, again: "other@b.example" });
    expect(slip.kind).toBe("form");
    expect(await service.store.customers.contactByEmail(person.email)).toBeDefined();
    const both = { email: person.email.toUpperCase(), again: person.email };
    const done = await submit(manager, "customerErase", both);
    expect(said(done)).toContain("1 answer");
    expect(await service.store.customers.contactByEmail(person.email)).toBeUndefined();
    expect(said(await submit(manager, "customerErase", both))).toContain("There is no contact");
    expect((await type(manager, "cliente borrar x@y.example")).kind).toBe("form");
  });
});
