import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { addCustomer } from "../../src/domain/customers/add-customer.js";
import { setRole } from "../../src/domain/members/set-role.js";
import { testOrganization } from "../support/context.js";
import { testDatabase } from "../support/database.js";

const { url, database } = await testDatabase();
const organization = await testOrganization(database);
const admin = await organization.member("admin", { name: "Ada" });
const ada = organization.as(admin);
await addCustomer(ada, {
  name: "Acme",
  kind: "direct",
  email: "ann@acme.example",
  contactName: "Ann",
} as never);

const attempts = [
  `UPDATE "Audit" SET actor = 'somebody else'`,
  `UPDATE "Audit" SET after = NULL WHERE action = 'customer.added'`,
  `DELETE FROM "Audit"`,
  `TRUNCATE "Audit"`,
  `TRUNCATE "Organization" CASCADE`,
  `DELETE FROM "Organization"`,
];

/** The same database as its superuser sees it. */
function asSuperuser(): string {
  const admins = new URL(inject("adminUrl"));
  admins.pathname = new URL(url).pathname;
  return admins.href;
}

describe.each([
  ["the service's own role", () => url],
  ["the superuser", asSuperuser],
])("to %s", (_who, address) => {
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client({ connectionString: address() });
    await client.connect();
  });
  afterAll(() => client.end());

  test.each(attempts)("%s is refused", async (sql) => {
    const before = await rows();
    await expect(client.query(sql)).rejects.toThrow(
      /append-only|permission denied|violates RESTRICT|violates foreign key/,
    );
    expect(await rows()).toEqual(before);
    expect(before.length).toBeGreaterThan(2);
  });
});

test("the triggers alone refuse a change, whatever the privileges are", async () => {
  const client = new pg.Client({ connectionString: asSuperuser() });
  await client.connect();
  for (const sql of attempts.slice(0, 5))
    await expect(client.query(sql), sql).rejects.toThrow("the audit is append-only");
  await client.end();
});

test("an audit row says who, what, when and how it changed, without addresses", async () => {
  await organization.member("member", { name: "Bob" });
  await setRole(ada, { name: "bob", role: "manager" });
  const [last] = (await rows()).slice(-1);
  expect(last).toMatchObject({
    actor: `member:${admin.memberId}`,
    action: "member.role_changed",
    before: { role: "member" },
    after: { role: "manager" },
    at: expect.any(Date),
  });
  expect(JSON.stringify((await rows()).map(({ before, after }) => ({ before, after })))).not.toContain("@");
});

test("what is refused leaves no row behind", async () => {
  const before = await rows();
  await expect(setRole(ada, { name: "Ada", role: "member" })).rejects.toMatchObject({ code: "last_admin" });
  expect(await rows()).toEqual(before);
});

function rows() {
  return database.prisma.audit.findMany({
    where: { organizationId: organization.organizationId },
    orderBy: { id: "asc" },
  });
}
