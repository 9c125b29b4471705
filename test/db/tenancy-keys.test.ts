import { expect, test } from "vitest";
import { testDatabase } from "../support/database.js";
import { filledOrganization } from "../support/filled.js";

const { database } = await testDatabase();
const victim = await filledOrganization(database, "Zyxgold");
const stranger = await filledOrganization(database, "Abclead");
const { pool } = database;

type Key = { name: string; child: string; parent: string; columns: string[]; target: string[] };

const { rows: keys } = await pool.query<Key>(`
  SELECT c.conname AS name, c.conrelid::regclass::text AS child, c.confrelid::regclass::text AS parent,
    (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n)
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum) AS columns,
    (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY k(attnum, n)
      JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum) AS target
  FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace ORDER BY 1`);

// References that may outlive their row, or point at several kinds of row; each is resolved through a bound store.
const loose = [
  "Audit.subjectId",
  "DataLink.contactId",
  "Delivery.channelId",
  "Delivery.contactId",
  "Delivery.memberId",
  "Delivery.subjectId",
  "InboundMail.contactId",
  "InboundMail.customerId",
  "InboundMail.deliveryId",
  "InboundMail.invitationId",
  "InboundMail.needId",
  "Intake.contactId",
  "Intake.customerId",
  "Intake.needId",
  "Skip.contactId",
  "SurveyVersion.approvedById",
  "SurveyVersion.createdById",
  "UploadLink.memberId",
  "UploadLink.surveyId",
  "Wave.afterWaveId",
  "WorkspacePost.authorId",
  "WorkspacePost.visibleToId",
];

test("a row names its organization in every reference to a row of an organization", () => {
  const toRows = keys.filter(({ parent }) => parent !== '"Organization"');
  expect(toRows.length).toBeGreaterThan(20);
  for (const { name, columns, target } of toRows) {
    expect([columns[0], target[0]], name).toEqual(["organizationId", "organizationId"]);
  }
});

test("every id of another row is a foreign key, or known to be none", async () => {
  const { rows } = await pool.query<{ column: string }>(`
    SELECT c.table_name || '.' || c.column_name AS column FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.data_type = 'uuid' AND c.column_name NOT IN ('id', 'organizationId', 'startedBy')
    ORDER BY 1`);
  const keyed = new Set(
    keys.flatMap(({ child, columns }) => columns.map((column) => `${child.replaceAll('"', "")}.${column}`)),
  );
  // An opened page is counted on a path of its own; the invitation it belongs to was looked up before.
  const unkeyed = rows
    .map(({ column }) => column)
    .filter((column) => !keyed.has(column) && column !== "PageOpening.invitationId");
  expect(unkeyed).toEqual(loose);
});

const crossing = keys.filter(({ columns }) => columns.length === 2).map((key) => [key.name, key] as const);

test.each(crossing)(
  "%s keeps a row from pointing into another organization",
  async (_name, { child, parent, columns }) => {
    const column = `"${columns[1]}"`;
    const { rows } = await pool.query<{ id: string }>(
      `SELECT id FROM ${parent} WHERE "organizationId" = $1 LIMIT 1`,
      [victim.organizationId],
    );
    expect(rows, `the other organization has no ${parent}`).toHaveLength(1);
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      const update = client.query(
        `UPDATE ${child} SET ${column} = $2 WHERE ctid = (SELECT ctid FROM ${child} WHERE "organizationId" = $1 LIMIT 1)`,
        [stranger.organizationId, rows[0]?.id],
      );
      await expect(update.then(({ rowCount }) => rowCount)).rejects.toMatchObject({ code: "23503" });
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  },
);
