import { type Context, requireMember } from "../context.js";
import { findCustomer } from "./find-customer.js";
import { nameKey } from "./name-key.js";
import type { CustomerRow } from "./store.js";

/** Replaces the tags of a customer; spelling details aside each is kept once, as it was typed first. */
export async function tagCustomer(
  ctx: Context,
  { name, tags }: { name: string; tags: string[] },
): Promise<CustomerRow> {
  const member = requireMember(ctx.actor);
  return ctx.store.transaction(async (tx) => {
    const customer = await findCustomer(tx, name);
    // A tag is known by its spelling: what another customer has already is written in the same way.
    const known = new Map(
      [...(await tx.customers.tags()), ...tags].reverse().map((tag) => [nameKey(tag), tag]),
    );
    const once = [...new Set(tags.map((tag) => known.get(nameKey(tag)) ?? tag))];
    await tx.customers.setTags(customer.id, once);
    await tx.audit.add(member, "customer.changed", customer.id, {
      before: { tags: customer.tags },
      after: { tags: once },
    });
    return { ...customer, tags: once };
  });
}
