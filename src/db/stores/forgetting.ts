import type { TenantClient } from "../tenant.js";

/** What has not gone out to them yet never does; what has, names them no more. Returns how many were held back. */
export async function withdraw(
  db: TenantClient,
  organizationId: string,
  contactId: string,
  { invitations, intakes }: { invitations: string[]; intakes: string[] },
): Promise<number> {
  const touched = await db.$queryRaw<{ held: boolean }[]>`
    UPDATE "Delivery" d SET "contactId" = NULL, reason = NULL, "failedAt" = NULL,
      status = CASE WHEN d.status IN ('pending', 'failed') THEN 'withdrawn'::"DeliveryStatus" ELSE d.status END
    FROM "Delivery" before
    WHERE d."organizationId" = ${organizationId}::uuid AND before."organizationId" = d."organizationId" AND before.id = d.id
      AND d.status <> 'sending' AND (d."contactId" = ${contactId}::uuid OR d."subjectId" = ANY(${invitations}::uuid[])
        OR (d.transport = 'mail' AND (d.refs->>'intakeId')::uuid = ANY(${intakes}::uuid[])))
    RETURNING before.status IN ('pending', 'failed') AS held`;
  return touched.filter(({ held }) => held).length;
}

/** The browser workspace is ours to clean: what was written there keeps no address. */
export async function forgetInPosts(db: TenantClient, organizationId: string, email: string): Promise<void> {
  const address = email.replace(/[^a-z0-9@]/g, "\\$&");
  await db.$executeRaw`
    UPDATE "WorkspacePost" SET text = regexp_replace(text, ${address}, '…', 'gi'),
      card = regexp_replace(card::text, ${address}, '…', 'gi')::jsonb
    WHERE "organizationId" = ${organizationId}::uuid AND (text ~* ${address} OR card::text ~* ${address})`;
}

/** Invitations go on counting, as nobody's, behind links that no longer open. */
export async function forgetInvitations(
  db: TenantClient,
  organizationId: string,
  contactId: string,
  now: Date,
): Promise<void> {
  await db.$executeRaw`
    UPDATE "Invitation" SET "contactId" = NULL, "customerId" = NULL, "nextAt" = NULL,
      "withdrawnAt" = CASE WHEN "sentAt" IS NULL THEN coalesce("withdrawnAt", ${now}) ELSE "withdrawnAt" END,
      "tokenHash" = decode(repeat('00', 16) || replace(gen_random_uuid()::text, '-', ''), 'hex')
    WHERE "organizationId" = ${organizationId}::uuid AND "contactId" = ${contactId}::uuid`;
  // Near the smallest id there is: a wave that is being planned goes on after the largest.
  await db.$executeRaw`
    UPDATE "Skip" SET "contactId" = overlay(gen_random_uuid()::text placing '00000000' from 1 for 8)::uuid
    WHERE "organizationId" = ${organizationId}::uuid AND "contactId" = ${contactId}::uuid`;
}
