import type { CommandInput } from "../commands.js";
import { type Context, requireRole } from "../context.js";
import { nameKey } from "../customers/name-key.js";
import { DomainError } from "../errors.js";
import { findSurvey } from "./find-survey.js";
import { meantTime } from "./meant-time.js";
import { methodOf } from "./method.js";
import type { SurveyRow } from "./store.js";

/** Drafts a pulse; `sendAt` is read in each recipient's own time zone. */
export async function createSurvey(ctx: Context, input: CommandInput<"pulseNew">): Promise<SurveyRow> {
  requireRole(ctx.actor, "manager");
  const { name, instrument, subject, purpose, mode, kind, segment, sendAt } = input;
  const method = methodOf(instrument, {
    subject,
    purpose,
    mode,
    audience: { kind, segment },
    cadence: { kind: "once", ...(sendAt ? { sendAt: meantTime(ctx, sendAt) } : {}) },
  });
  return ctx.store.transaction(async (tx) => {
    const id = ctx.newId();
    const createdById = ctx.actor.kind === "member" ? ctx.actor.memberId : undefined;
    const added = await tx.surveys.add({ id, name, nameKey: nameKey(name), instrument, method, createdById });
    if (added === "name_taken") throw new DomainError("survey_name_taken", { name });
    await tx.audit.add(ctx.actor, "survey.created", id, { after: { name, instrument, method } });
    return findSurvey(tx, name);
  });
}
