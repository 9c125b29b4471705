import type { CommandInput } from "../commands.js";
import { type Context, requireMember, requireRole } from "../context.js";
import { nameKey } from "../customers/name-key.js";
import { DomainError } from "../errors.js";
import { definitionOf } from "../satisfaction/instruments.js";
import { localTime } from "../time.js";
import { findSurvey } from "./find-survey.js";
import type { SurveyRow } from "./store.js";

/** Drafts a pulse; `sendAt` is read in the member's time zone. */
export async function createSurvey(ctx: Context, input: CommandInput<"pulseNew">): Promise<SurveyRow> {
  requireRole(ctx.actor, "manager");
  const member = requireMember(ctx.actor);
  const { name, instrument, subject, kind, segment } = input;
  return ctx.store.transaction(async (tx) => {
    const id = ctx.newId();
    const added = await tx.surveys.add({
      id,
      name,
      nameKey: nameKey(name),
      instrument,
      instrumentVersion: definitionOf[instrument].version,
      subject,
      audience: { kind, segment },
      sendAt: input.sendAt ? localTime(input.sendAt, member.zone) : null,
      createdById: member.memberId,
    });
    if (added === "name_taken") throw new DomainError("survey_name_taken", { name });
    await tx.audit.add(ctx.actor, "survey.created", id, { after: { name, instrument, kind, segment } });
    return findSurvey(tx, name);
  });
}
