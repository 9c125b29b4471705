import type { Context } from "../context.js";
import type { IntakeContent, IntakeRow, IntakeState } from "./store.js";

/** How far what somebody told us has come. */
export function stateOf({ closedAt, need }: Pick<IntakeRow, "closedAt" | "need">): IntakeState {
  if (closedAt) return "closed";
  if (!need) return "received";
  return need.willAct ? "in_progress" : "recorded";
}

/** Everything that a card shows of it; undefined where it is gone. */
export async function intakeContent(ctx: Context, intakeId: string): Promise<IntakeContent | undefined> {
  const intake = await ctx.store.intake.byId(intakeId);
  return intake && contentOf(intake);
}

/** What a card shows of a row. */
export function contentOf(intake: IntakeRow): IntakeContent {
  const { id, reference, kind, words, name, email, company, customer, createdAt, need } = intake;
  const state = stateOf(intake);
  return {
    intakeId: id,
    reference,
    kind,
    words,
    name,
    email,
    company,
    customer,
    createdAt,
    state,
    need: need?.number ?? null,
  };
}
