import type { Context, Store } from "../context.js";
import type { Locale } from "../customers/store.js";
import { tellMember } from "../deliveries/tell.js";
import { DomainError } from "../errors.js";
import { COMMENT_MAX, lengthOf } from "../surveys/add-to-response.js";
import { referenceFor } from "./reference.js";
import type { IntakeKind } from "./store.js";

export type SentIntake = {
  /** Made of the page and of what was sent, so that sending the same again records nothing new. */
  id: string;
  kind: IntakeKind;
  words: string;
  name: string | null;
  email: string | null;
  company: string | null;
  locale: Locale;
  /** Whether the reference is to go to the address that was given. */
  mail: boolean;
};

/**
 * Records what somebody told the organization on its public page, tells whoever looks after that customer,
 * and returns the reference by which the person can ask what became of it.
 * Refuses with comment_too_long (length, max).
 */
export async function sendIntake(ctx: Context, sent: SentIntake): Promise<{ reference: string }> {
  const { id, mail, ...told } = sent;
  const length = lengthOf(told.words);
  if (length > COMMENT_MAX) {
    throw new DomainError("comment_too_long", { length: String(length), max: String(COMMENT_MAX) });
  }
  const { code: reference, hash: referenceHash } = referenceFor(ctx.secret, id);
  await ctx.store.transaction(async (tx) => {
    const contact = told.email ? await tx.customers.contactByEmail(told.email) : undefined;
    const added = await tx.intake.add({
      id,
      reference,
      referenceHash,
      ...told,
      customerId: contact?.customerId ?? null,
      contactId: contact?.id ?? null,
      createdAt: ctx.now(),
    });
    if (added === "there") return;
    await tx.audit.add(ctx.actor, "intake.received", id, { after: { kind: told.kind } });
    for (const memberId of await hearers(tx, contact?.customerId)) {
      await tellMember(tx, ctx, memberId, "intakeArrived", { intakeId: id }, id);
    }
    if (told.email && mail) {
      // Without a subject: the mail goes once, however often the card changes.
      await tx.deliveries.add([
        {
          id: ctx.newId(),
          message: "intakeReceived",
          refs: { intakeId: id },
          transport: "mail",
          recipient: contact ? { contactId: contact.id } : { intakeId: id },
        },
      ]);
    }
  });
  return { reference };
}

/** The owner of the customer; where none is known or can be reached, every manager and admin. */
async function hearers(tx: Store, customerId: string | undefined): Promise<string[]> {
  const customer = customerId ? await tx.customers.byId(customerId) : undefined;
  if (customer?.ownerId && (await tx.members.latestIdentity(customer.ownerId))) return [customer.ownerId];
  const members = await tx.members.list();
  return members.filter(({ role }) => role !== "member").map(({ id }) => id);
}
