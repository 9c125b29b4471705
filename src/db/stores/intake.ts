import type { IntakeKind, IntakeRow, IntakeStore } from "../../domain/intake/store.js";
import { Prisma } from "../generated/client.js";
import type { TenantClient } from "../tenant.js";

export function intakeStore(db: TenantClient, organizationId: string): IntakeStore {
  const one = async (where: Prisma.Sql) => {
    const [row] = await select(where, Prisma.empty);
    return row && intakeRow(row);
  };
  const select = (where: Prisma.Sql, page: Prisma.Sql) => db.$queryRaw<RawIntake[]>`
    SELECT i.id, i.reference, i.kind, i.words, i.name, i.email, i.company, i.locale, i."customerId", i."contactId",
      i."closedAt", i."createdAt", c.name AS customer, n.id AS "needId", n.number,
      EXISTS (SELECT 1 FROM "Announcement" a WHERE a."organizationId" = i."organizationId"
        AND a."needId" = i."needId" AND a.answer = 'will_act') AS "willAct"
    FROM "Intake" i
    LEFT JOIN "Customer" c ON c."organizationId" = i."organizationId" AND c.id = i."customerId"
    LEFT JOIN "Need" n ON n."organizationId" = i."organizationId" AND n.id = i."needId"
    WHERE i."organizationId" = ${organizationId}::uuid AND ${where} ORDER BY i."createdAt", i.id ${page}`;
  const open = { needId: null, closedAt: null };
  return {
    async add({ referenceHash, ...intake }) {
      const { count } = await db.intake.createMany({
        data: [{ ...intake, organizationId, referenceHash: new Uint8Array(referenceHash) }],
        skipDuplicates: true,
      });
      return count === 1 ? "added" : "there";
    },
    byId: (id) => one(Prisma.sql`i.id = ${id}::uuid`),
    byReference: (hash) => one(Prisma.sql`i."referenceHash" = ${new Uint8Array(hash)}`),
    async open(limit, offset) {
      const rows = await select(
        Prisma.sql`i."needId" IS NULL AND i."closedAt" IS NULL AND i.words <> ''`,
        Prisma.sql`LIMIT ${limit} OFFSET ${offset}`,
      );
      const total = await db.intake.count({ where: { ...open, words: { not: "" } } });
      return { intakes: rows.map(intakeRow), total };
    },
    async becomes(id, need) {
      const { count } = await db.intake.updateMany({ where: { id, ...open }, data: need });
      return count === 1;
    },
    async close(id, at) {
      const { count } = await db.intake.updateMany({ where: { id, closedAt: null }, data: { closedAt: at } });
      return count === 1;
    },
  };
}

type RawIntake = Omit<IntakeRow, "need" | "kind"> & {
  kind: string;
  needId: string | null;
  number: number | null;
  willAct: boolean;
};

function intakeRow({ needId, number, willAct, kind, ...row }: RawIntake): IntakeRow {
  const need = needId && number !== null ? { id: needId, number, willAct } : null;
  return { ...row, kind: kind as IntakeKind, need };
}
