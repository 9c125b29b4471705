import { type Context, requireRole } from "../context.js";
import type { PersonData } from "./store.js";

/** Everything that is kept about a person; undefined once they were erased. */
export async function personData(ctx: Context, contactId: string): Promise<PersonData | undefined> {
  if (ctx.actor.kind !== "visitor") requireRole(ctx.actor, "manager");
  return ctx.store.privacy.personData(contactId);
}
