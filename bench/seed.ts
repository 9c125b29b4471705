import { randomUUID } from "node:crypto";
import pg from "pg";
import { tokenFor } from "../src/domain/tokens.js";

const DAY_MS = 86_400_000;
const METHOD = { instrumentVersion: "nps-1", subject: "us" };

/** What a database is filled with: an organization with an open survey of so many contacts, and its one wave. */
export type Seeded = {
  organization: string;
  survey: string;
  wave: string;
  customers: string[];
  contacts: string[];
};

/** Adds an organization with customers of one contact each, an open survey and its wave, which is sent or planned. */
export async function addOrganization(
  url: string,
  contacts: number,
  { wave: status = "sent", method = {} }: { wave?: "sent" | "planned"; method?: object } = {},
): Promise<Seeded> {
  const seeded: Seeded = {
    organization: randomUUID(),
    survey: randomUUID(),
    wave: randomUUID(),
    customers: Array.from({ length: contacts }, () => randomUUID()),
    contacts: Array.from({ length: contacts }, () => randomUUID()),
  };
  const { organization, survey, wave } = seeded;
  await withClient(url, async (client) => {
    const run = (sql: string, values: unknown[]) => client.query(sql, values);
    await run(`INSERT INTO "Organization" (id, name, slug) VALUES ($1, 'Bench', $2)`, [
      organization,
      `bench-${organization}`,
    ]);
    await run(
      `INSERT INTO "Customer" (id, "organizationId", name, "nameKey", segment)
       SELECT id, $1, id::text, id::text, 'S' || (row_number() OVER ()) % 5 FROM unnest($2::uuid[]) AS id`,
      [organization, seeded.customers],
    );
    await run(
      `INSERT INTO "Contact" (id, "organizationId", "customerId", email)
       SELECT k.id, $1, k.customer, k.id || '@example.com' FROM unnest($2::uuid[], $3::uuid[]) AS k(id, customer)`,
      [organization, seeded.contacts, seeded.customers],
    );
    await run(
      `INSERT INTO "Survey" (id, "organizationId", name, "nameKey", instrument, status, "launchedAt")
       VALUES ($2, $1, 'Bench', 'bench', 'nps', 'open', now())`,
      [organization, survey],
    );
    await run(
      `INSERT INTO "SurveyVersion" ("organizationId", "surveyId", number, method) VALUES ($1, $2, 1, $3)`,
      [organization, survey, { ...METHOD, ...method }],
    );
    await run(
      `INSERT INTO "Wave" (id, "organizationId", "surveyId", number, version, status, "opensAt") VALUES ($3, $1, $2, 1, 1, $4, now())`,
      [organization, survey, wave, status],
    );
    await run("ANALYZE", []);
  });
  return seeded;
}

/** Adds an organization with an open survey and as many invited contacts; returns the tokens of their links. */
export async function addInvitations(url: string, secret: Buffer, count: number): Promise<string[]> {
  return (await addInvited(url, secret, count)).map(({ token }) => token);
}

/** As addInvitations, with the ids of the invitations and their contacts. */
export async function addInvited(url: string, secret: Buffer, count: number) {
  const { organization, wave, customers, contacts } = await addOrganization(url, count);
  const invitations = contacts.map((contact) => {
    const id = randomUUID();
    return { id, contact, organization, ...tokenFor(secret, "answer", id) };
  });
  await withClient(url, async (client) => {
    await client.query(
      `INSERT INTO "Invitation" (id, "organizationId", "waveId", "dueAt", "expiresAt", "contactId", "customerId", "tokenHash")
       SELECT i.id, $1, $2, now(), $3, i.contact, i.customer, i.hash
       FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::bytea[]) AS i(id, contact, customer, hash)`,
      [
        organization,
        wave,
        new Date(Date.now() + DAY_MS),
        invitations.map(({ id }) => id),
        contacts,
        customers,
        invitations.map(({ hash }) => hash),
      ],
    );
    await client.query("ANALYZE");
  });
  return invitations;
}

/** How many answers a database holds. */
export async function countResponses(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM "Response"`);
    return rows[0]?.count ?? 0;
  });
}

/** Does something with a connection of its own. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
