import type { AuditAction } from "../audit/store.js";
import type { Context, Store } from "../context.js";
import type { ResponseRow } from "./response-store.js";

/** Writes down a change of an answer; of an anonymous one only which wave and day it is of. */
export async function auditResponse(
  tx: Store,
  ctx: Context,
  action: AuditAction,
  { id, anonymous, waveId }: Pick<ResponseRow, "id" | "anonymous" | "waveId">,
  change: { before?: Record<string, unknown>; after?: Record<string, unknown> },
): Promise<void> {
  if (!anonymous) return tx.audit.add(ctx.actor, action, id, change);
  const day = ctx.now();
  day.setUTCHours(0, 0, 0, 0);
  const somebody = { kind: "respondent", key: "anonymous" } as const;
  return tx.audit.add(somebody, action, waveId ?? undefined, { at: day });
}
