import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { importCustomers } from "../../../src/domain/imports/import-customers.js";
import { openTestDatabase } from "./context.js";
import { collector, rowsOf } from "./rows.js";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let db: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db?.close());

const list = [
  { name: "Acme", kind: "direct", segment: "retail", contact: "Ana", email: "ana@acme.example" },
  { name: "ACME", email: "bo@acme.example" },
  { name: "Beta", kind: "indirecto" },
];

test("several rows of one customer are its contacts, and each change leaves its audit row", async () => {
  const ctx = await db.context();
  expect(await importCustomers(ctx, rowsOf(list))).toEqual({
    customers: 2,
    contacts: 2,
    unchanged: 0,
    rejected: 0,
  });
  const acme = await ctx.store.customers.byKey("acme");
  expect(acme).toMatchObject({ name: "Acme", segment: "retail" });
  const contacts = await ctx.store.customers.contacts(acme?.id ?? "");
  expect(contacts.map(({ email }) => email)).toEqual(["ana@acme.example", "bo@acme.example"]);
  const audit = await db.audit(ctx);
  expect(audit.map(({ action }) => action)).toEqual([
    "customer.added",
    "contact.added",
    "contact.added",
    "customer.added",
  ]);
  expect(JSON.stringify(audit)).not.toContain("@");
});

test("the same list again changes nothing", async () => {
  const ctx = await db.context();
  await importCustomers(ctx, rowsOf(list));
  const before = await db.audit(ctx);
  expect(await importCustomers(ctx, rowsOf(list))).toEqual({
    customers: 0,
    contacts: 0,
    unchanged: 3,
    rejected: 0,
  });
  expect(await db.audit(ctx)).toEqual(before);
});

test("a row whose address is another customer's creates nothing, the rest of its batch stays", async () => {
  const ctx = await db.context();
  await importCustomers(ctx, rowsOf(list));
  const { sink, lines } = collector();
  const rows = [
    { name: "Gamma", email: "gus@gamma.example" },
    { name: "Thief", email: "ANA@acme.example" },
    { name: "Beta", email: "bo@acme.example" },
    { name: "Delta", email: "broken" },
    { name: "Epsilon" },
  ];
  const done = await importCustomers(ctx, rowsOf(rows), sink);
  expect(done).toEqual({ customers: 2, contacts: 1, unchanged: 0, rejected: 3 });
  expect(lines()).toEqual(["3 email_elsewhere", "4 email_elsewhere", "5 email_invalid"]);
  expect(await ctx.store.customers.byKey("thief")).toBeUndefined();
  expect(await ctx.store.customers.byKey("delta")).toBeUndefined();
  expect((await db.audit(ctx)).filter(({ action }) => action === "customer.added")).toHaveLength(4);
});

test("more rows than fit one batch arrive once each", async () => {
  const ctx = await db.context();
  const rows = Array.from({ length: 450 }, (_, n) => ({ name: `Customer ${n}`, email: `c${n}@example.com` }));
  expect(await importCustomers(ctx, rowsOf(rows))).toMatchObject({ customers: 450, contacts: 450 });
  expect((await ctx.store.customers.search("", 1, 0)).total).toBe(450);
});

test("a member without the role imports nothing", async () => {
  const ctx = await db.context({
    kind: "member",
    memberId: "m",
    name: "M",
    role: "member",
    locale: "en",
    zone: "UTC",
  });
  await expect(importCustomers(ctx, rowsOf(list))).rejects.toMatchObject({ code: "not_allowed" });
  expect((await ctx.store.customers.search("", 1, 0)).total).toBe(0);
});
