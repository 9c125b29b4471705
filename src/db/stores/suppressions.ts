import {
  type Sending,
  type SuppressionReason,
  type SuppressionStore,
  strongest,
} from "../../domain/suppression/store.js";
import type { TenantClient } from "../tenant.js";

const hex = (bytes: Buffer) => bytes.toString("hex");

export function suppressionStore(db: TenantClient, organizationId: string): SuppressionStore {
  const store: SuppressionStore = {
    async add({ addressKey, reason, until }) {
      const changed = await db.$executeRaw`
        INSERT INTO "Suppression" AS s ("organizationId", "addressKey", reason, until)
        VALUES (${organizationId}::uuid, decode(${hex(addressKey)}, 'hex'), ${reason}, ${until}::timestamptz)
        ON CONFLICT ("organizationId", "addressKey", reason) DO UPDATE SET until = EXCLUDED.until
        WHERE s.until < coalesce(EXCLUDED.until, 'infinity')`;
      return changed === 1;
    },
    async among(addressKeys, now) {
      if (addressKeys.length === 0) return new Map();
      const rows = await db.$queryRaw<{ key: string; reasons: SuppressionReason[] }[]>`
        SELECT encode("addressKey", 'hex') AS key, array_agg(reason) AS reasons FROM "Suppression"
        WHERE "organizationId" = ${organizationId}::uuid AND (until IS NULL OR until > ${now})
          AND "addressKey" IN (SELECT decode(k, 'hex') FROM unnest(${addressKeys.map(hex)}::text[]) AS k)
        GROUP BY "addressKey"`;
      return new Map(rows.map(({ key, reasons }) => [key, strongest(reasons) ?? "opted_out"]));
    },
    async of(addressKey, now) {
      return (await store.among([addressKey], now)).get(hex(addressKey));
    },
    async lift(addressKey, reason) {
      const { count } = await db.suppression.deleteMany({
        where: { addressKey: new Uint8Array(addressKey), reason },
      });
      return count === 1;
    },
    async addUnsubscribeLinks(links) {
      if (links.length === 0) return;
      await db.$executeRaw`
        INSERT INTO "UnsubscribeLink" AS l ("tokenHash", "organizationId", "addressKey")
        SELECT DISTINCT ON (t.hash) decode(t.hash, 'hex'), ${organizationId}::uuid, decode(t.key, 'hex')
        FROM unnest(${links.map(({ tokenHash }) => hex(tokenHash))}::text[],
          ${links.map(({ addressKey }) => hex(addressKey))}::text[]) AS t(hash, key)
        ON CONFLICT ("tokenHash") DO UPDATE SET "addressKey" = EXCLUDED."addressKey"
        WHERE l."organizationId" = ${organizationId}::uuid AND l."addressKey" <> EXCLUDED."addressKey"`;
    },
    async atSending(contactId, addressKey, now) {
      const [row] = await db.$queryRaw<(Omit<Sending, "suppressed"> & { reasons: SuppressionReason[] })[]>`
        SELECT o.slug, o."replyTo", m.email AS "ownerEmail",
          ARRAY(SELECT s.reason FROM "Suppression" s WHERE s."organizationId" = k."organizationId"
            AND s."addressKey" = decode(${hex(addressKey)}, 'hex') AND (s.until IS NULL OR s.until > ${now})) AS reasons
        FROM "Contact" k
        JOIN "Organization" o ON o.id = k."organizationId"
        JOIN "Customer" c ON c."organizationId" = k."organizationId" AND c.id = k."customerId"
        LEFT JOIN "Member" m ON m."organizationId" = c."organizationId" AND m.id = c."ownerId"
        WHERE k."organizationId" = ${organizationId}::uuid AND k.id = ${contactId}::uuid`;
      if (!row) return undefined;
      const { reasons, ...sending } = row;
      return { ...sending, suppressed: strongest(reasons) ?? null };
    },
  };
  return store;
}
