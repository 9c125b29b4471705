import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { storeFor } from "../../../src/db/store.js";
import { testOrganization } from "../../support/context.js";
import { testDatabase } from "../../support/database.js";
import { formOf, visitor } from "./client.js";
import { newcomer, workspaceIn } from "./workspace.js";

const { database } = await testDatabase();
const here = workspaceIn(database);

describe("people", () => {
  test("who join first are admin, later ones members, and the audit knows", async () => {
    const { port, store, organizationId } = await here.open();
    await newcomer(port, "Ben");
    const members = await store.members.list();
    expect(members.map(({ name, role }) => [name, role])).toEqual([
      ["Ana", "admin"],
      ["Ben", "member"],
    ]);
    const audit = await database.prisma.audit.findMany({
      where: { organizationId, action: "member.joined" },
    });
    expect(audit.map(({ subjectId }) => subjectId).sort()).toEqual(members.map(({ id }) => id).sort());
  });

  test("of the same name are one person, also when added at the same moment", async () => {
    const { ana, sales, store } = await here.open();
    const { action, fields } = formOf((await ana.get(sales)).text, "/workspace/people");
    await Promise.all([1, 2, 3].map(() => ana.post(action, { ...fields, name: "Ben" })));
    expect(await store.members.byName("Ben")).toHaveLength(1);
  });

  test("can be changed, and the page stays where it was", async () => {
    const { ana, sales, store } = await here.open();
    await ana.submit(await ana.get(sales), "/workspace/people", { name: "Ben" });
    const [ben] = await store.members.byName("Ben");
    const [first] = await store.members.byName("Ana");
    expect((await ana.get(sales)).text).toContain('You are: </span><strong dir="auto">Ben');
    const back = await ana.submit(await ana.get(sales), "/workspace/be", { member: first?.id ?? "" });
    expect(back.path).toBe(sales);
    expect(back.text).toContain('You are: </span><strong dir="auto">Ana');
    await ana.submit(back, "/workspace/be", { member: randomUUID(), back: "https://evil.example" });
    expect(ana.cookies.get("enfoque_person")).toBe(first?.id);
    expect(ben?.id).not.toBe(first?.id);
  });

  test("who came from Slack can be been, and are then reached here", async () => {
    const { ana, sales, store } = await here.open();
    const id = randomUUID();
    await store.members.add({ id, name: "Sam", role: "member" });
    await store.members.addIdentity(
      id,
      { platform: "slack", workspaceId: "T1", externalId: "U1" },
      randomUUID(),
    );
    for (let time = 0; time < 2; time++)
      await ana.submit(await ana.get(sales), "/workspace/be", { member: id });
    expect(await store.members.latestIdentity(id)).toMatchObject({ platform: "browser", externalId: id });
    expect(await store.members.list()).toHaveLength(2);
  });
});

test("a channel's name is written as chat writes it, and a second one of that name is the first", async () => {
  const { ana, sales, store } = await here.open();
  const named = ["sales", " #SALES ", "Atención al Cliente", "   ", "#"];
  for (const name of named) await ana.submit(await ana.get(sales), "Name of the channel", { name });
  expect((await store.members.channels("browser")).map(({ name }) => name)).toEqual([
    "atención-al-cliente",
    "sales",
  ]);
});

test("an organization of its own can be begun from an empty database; what was typed is kept until it is right", async () => {
  const begun: unknown[] = [];
  let shown = false;
  const { organizationId } = await testOrganization(database);
  const { port } = await here.serve({
    organization: async () => (shown ? { id: organizationId, name: "x", isExample: false } : undefined),
    storeOf: (id) => storeFor(database, id),
    start: {
      example: async () => {},
      empty: async (beginning) => {
        begun.push(beginning);
        shown = true;
      },
    },
  });
  const visit = visitor(port, { "accept-language": "es" });
  const first = await visit.get("/");
  expect(first.path).toBe("/workspace");
  expect(first.text).toContain("Cargar la organización de ejemplo");
  const again = await visit.submit(first, "Empezar de cero", { name: "  ", person: "Íñigo" });
  expect(again.status).toBe(422);
  expect(formOf(again.text, "Empezar de cero").fields).toMatchObject({ person: "Íñigo", locale: "es" });
  const filled = { name: " Pan ", person: "Íñigo", zone: "Europe/Madrid" };
  await visit.submit(again, "Empezar de cero", filled);
  await visit.submit(again, "Empezar de cero", filled);
  expect(begun).toEqual([{ name: "Pan", person: "Íñigo", locale: "es", zone: "Europe/Madrid" }]);
});
