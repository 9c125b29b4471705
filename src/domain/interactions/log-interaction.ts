import type { CommandInput } from "../commands.js";
import type { Context } from "../context.js";
import { requireMember } from "../context.js";
import { findCustomer } from "../customers/find-customer.js";

const HOUR_MS = 3_600_000;

/** Writes down a contact with a customer, and promises the surveys that are triggered by its kind. */
export async function logInteraction(
  ctx: Context,
  { customer: name, kind, note, email }: CommandInput<"interactionAdd">,
): Promise<{ customer: string; surveys: { name: string; at: Date }[] }> {
  const member = requireMember(ctx.actor);
  return ctx.store.transaction(async (tx) => {
    const customer = await findCustomer(tx, name);
    const contact = email ? await tx.customers.contactByEmail(email) : undefined;
    const contactId = contact?.customerId === customer.id ? contact.id : undefined;
    const id = ctx.newId();
    const at = ctx.now();
    const { memberId } = member;
    await tx.interactions.add({ id, customerId: customer.id, contactId, memberId, kind, note, at });
    const surveys: { name: string; at: Date }[] = [];
    for (const survey of await tx.surveys.list()) {
      const { cadence } = survey.method;
      if (survey.status !== "open" || cadence.kind !== "interaction" || cadence.interaction !== kind)
        continue;
      const due = new Date(at.getTime() + cadence.hours * HOUR_MS);
      await tx.outbox.add("triggerSurvey", { surveyId: survey.id, interactionId: id }, due);
      surveys.push({ name: survey.name, at: due });
    }
    await tx.audit.add(member, "interaction.logged", customer.id, { after: { kind } });
    return { customer: customer.name, surveys };
  });
}
