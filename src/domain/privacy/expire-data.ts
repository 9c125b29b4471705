import type { Context } from "../context.js";
import type { ExpiredKind } from "./store.js";

const CHUNK = 1000;
const DAY_MS = 86_400_000;

/** For how many days each kind is kept: links after they expired, the rest after it came in or was sent. */
const KEPT_DAYS = { tokens: 90, deliveries: 30, responses: 730, intakes: 730, replies: 730 } as const;

/** Forgets what has become too old, in chunks that can be cut off and run again; leaves one audit row of counts. */
export async function expireData(ctx: Context): Promise<Record<ExpiredKind, number>> {
  const now = ctx.now();
  const counts = { tokens: 0, deliveries: 0, responses: 0, intakes: 0, replies: 0 };
  for (const kind of Object.keys(KEPT_DAYS) as ExpiredKind[]) {
    const before = new Date(now.getTime() - KEPT_DAYS[kind] * DAY_MS);
    for (let forgotten = CHUNK; forgotten === CHUNK; ) {
      forgotten = await ctx.store.transaction((tx) => tx.privacy.expire(kind, before, now, CHUNK));
      counts[kind] += forgotten;
    }
  }
  if (Object.values(counts).some((count) => count > 0)) {
    await ctx.store.transaction((tx) =>
      tx.audit.add(ctx.actor, "data.expired", ctx.organizationId, { after: counts }),
    );
  }
  return counts;
}
