import { randomUUID } from "node:crypto";
import pg from "pg";
import { tokenFor } from "../src/domain/tokens.js";

const DAY_MS = 86_400_000;

/** Adds an organization with an open survey and as many invited contacts; returns the tokens of their links. */
export async function addInvitations(url: string, secret: Buffer, count: number): Promise<string[]> {
  const [organization, customer, survey, wave] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const invitations = Array.from({ length: count }, () => {
    const id = randomUUID();
    return { id, contact: randomUUID(), ...tokenFor(secret, "answer", id) };
  });
  const ids = invitations.map(({ id }) => id);
  const contacts = invitations.map(({ contact }) => contact);
  const hashes = invitations.map(({ hash }) => hash);
  const statements: [string, unknown[]][] = [
    [`INSERT INTO "Organization" (id, name) VALUES ($1, 'Bench')`, [organization]],
    [
      `INSERT INTO "Customer" (id, "organizationId", name, "nameKey") VALUES ($2, $1, 'Acme', 'acme')`,
      [organization, customer],
    ],
    [
      `INSERT INTO "Contact" (id, "organizationId", "customerId", email)
       SELECT id, $1, $2, id || '@example.com' FROM unnest($3::uuid[]) AS id`,
      [organization, customer, contacts],
    ],
    [
      `INSERT INTO "Survey" (id, "organizationId", name, "nameKey", instrument, "instrumentVersion", subject, status)
       VALUES ($2, $1, 'Bench', 'bench', 'nps', 'nps/1', 'us', 'open')`,
      [organization, survey],
    ],
    [
      `INSERT INTO "Wave" (id, "organizationId", "surveyId", number, status, "opensAt") VALUES ($3, $1, $2, 1, 'sent', now())`,
      [organization, survey, wave],
    ],
    [
      `INSERT INTO "Invitation" (id, "organizationId", "waveId", "customerId", "expiresAt", "contactId", "tokenHash")
       SELECT i.id, $1, $2, $3, $4, i.contact, i.hash FROM unnest($5::uuid[], $6::uuid[], $7::bytea[]) AS i(id, contact, hash)`,
      [organization, wave, customer, new Date(Date.now() + DAY_MS), ids, contacts, hashes],
    ],
    [`ANALYZE`, []],
  ];
  await withClient(url, async (client) => {
    for (const [sql, values] of statements) await client.query(sql, values);
  });
  return invitations.map(({ token }) => token);
}

/** How many answers a database holds. */
export async function countResponses(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM "Response"`);
    return rows[0]?.count ?? 0;
  });
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
