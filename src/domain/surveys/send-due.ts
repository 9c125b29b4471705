import type { Context, Store } from "../context.js";
import type { NewDelivery } from "../deliveries/store.js";
import { addressKey } from "../suppression/address-key.js";
import { tokenFor } from "../tokens.js";
import type { Method } from "./method.js";
import { readWave } from "./read-wave.js";
import { reminderMoment } from "./sending-time.js";
import type { DueInvitation } from "./store.js";

const CHUNK = 500;

/** Promises the sending of a wave's invitations whose time has come, each once, and says when to remind of them. */
export async function sendDue(ctx: Context, { waveId }: { waveId: string }): Promise<void> {
  const read = await readWave(ctx.store, waveId);
  // Of a pulse that is paused nothing goes out; what is due then goes when it is resumed.
  if (!read || read.survey.status === "paused") return;
  for (let taken = CHUNK; taken === CHUNK; ) {
    taken = await ctx.store.transaction(async (tx) => {
      const due = await tx.surveys.takeDue(waveId, ctx.now(), CHUNK);
      await promise(tx, ctx, due, read.method);
      return due.length;
    });
  }
}

async function promise(tx: Store, ctx: Context, due: DueInvitation[], method: Method): Promise<void> {
  await tx.suppressions.addUnsubscribeLinks(
    due.map(({ contactId, email }) => ({
      tokenHash: tokenFor(ctx.secret, "unsubscribe", contactId).hash,
      addressKey: addressKey(ctx.secret, email),
    })),
  );
  const deliveries: NewDelivery[] = [];
  for (const invitation of due) deliveries.push(await deliveryOf(tx, ctx, invitation));
  await tx.deliveries.add(deliveries);
  if (method.reminders === 0) return;
  const organization = await tx.organization.get();
  await tx.surveys.setNextAt(due.map((invitation) => reminderOf(invitation, organization, method)));
}

/** When to remind of an invitation, in its contact's zone and country, else the organization's. */
export function reminderOf(
  { id, dueAt, zone, country }: DueInvitation,
  organization: { zone: string; country: string | null },
  { reminderDays }: Pick<Method, "reminderDays">,
): { id: string; at: Date } {
  const sent = { at: dueAt, zone: zone ?? organization.zone, country: country ?? organization.country };
  return { id, at: reminderMoment(sent, reminderDays).at };
}

/** The question goes by chat to who is there, by mail to everybody else. */
async function deliveryOf(
  tx: Store,
  ctx: Context,
  { id: invitationId, contactId, memberId }: DueInvitation,
): Promise<NewDelivery> {
  const identity = memberId ? await tx.members.latestIdentity(memberId) : undefined;
  const common = { id: ctx.newId(), refs: { invitationId }, subjectId: invitationId };
  return identity && memberId
    ? { ...common, message: "question", transport: identity.platform, recipient: { memberId } }
    : { ...common, message: "invitation", transport: "mail", recipient: { contactId } };
}
