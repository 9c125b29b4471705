import type { Audience } from "../../domain/surveys/method.js";
import { Prisma } from "../generated/client.js";

/** Whether contact `k` of customer `c` is of an audience, as a condition of a statement. */
export function inAudience(
  organizationId: string,
  surveyId: string,
  { kind, segment, tag, ownerId, country, seenWithinDays, listed }: Audience,
  at: Date,
): Prisma.Sql {
  const conditions = [
    ...(kind ? [Prisma.sql`c.kind = ${kind}::"CustomerKind"`] : []),
    ...(segment ? [Prisma.sql`c.segment = ${segment}`] : []),
    ...(tag ? [Prisma.sql`${tag} = ANY(c.tags)`] : []),
    ...(ownerId ? [Prisma.sql`c."ownerId" = ${ownerId}::uuid`] : []),
    ...(country ? [Prisma.sql`lower(c.country) = lower(${country})`] : []),
    ...(seenWithinDays
      ? [
          Prisma.sql`EXISTS (SELECT 1 FROM "Interaction" x WHERE x."organizationId" = ${organizationId}::uuid
            AND x."customerId" = c.id AND x.at >= ${new Date(at.getTime() - seenWithinDays * 86_400_000)})`,
        ]
      : []),
    ...(listed
      ? [
          Prisma.sql`EXISTS (SELECT 1 FROM "ListedContact" l WHERE l."organizationId" = ${organizationId}::uuid
            AND l."surveyId" = ${surveyId}::uuid AND l."contactId" = k.id)`,
        ]
      : []),
  ];
  return conditions.length > 0 ? Prisma.join(conditions, " AND ") : Prisma.sql`true`;
}
