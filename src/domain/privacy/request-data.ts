import type { Context } from "../context.js";
import { tokenFor } from "../tokens.js";

const DAYS_OPEN = 7;

/** Mails a link to somebody's own data to the address it belongs to; does nothing where nobody has that address. */
export async function requestData(ctx: Context, { email }: { email: string }): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    const contact = await tx.customers.contactByEmail(email);
    if (!contact) return;
    const linkId = ctx.newId();
    const { hash: tokenHash } = tokenFor(ctx.secret, "data", linkId);
    const expiresAt = new Date(ctx.now().getTime() + DAYS_OPEN * 86_400_000);
    await tx.privacy.addDataLink({ tokenHash, contactId: contact.id, expiresAt });
    await tx.deliveries.add([
      {
        id: ctx.newId(),
        message: "dataLink",
        refs: { linkId },
        transport: "mail",
        recipient: { contactId: contact.id },
      },
    ]);
    await tx.audit.add(ctx.actor, "data.requested", contact.id);
  });
}
