import type { Context, Store } from "../context.js";
import type { ChannelRow } from "../members/store.js";
import type { CardName, MessageRefs } from "../messages.js";

/** Promises a card to one member, on the platform where they were last seen; nobody to tell is not an error. */
export async function tellMember<N extends CardName>(
  tx: Store,
  ctx: Context,
  memberId: string,
  message: N,
  refs: MessageRefs<N>,
  subjectId?: string,
): Promise<void> {
  const identity = await tx.members.latestIdentity(memberId);
  if (!identity) return;
  await tx.deliveries.add([
    { id: ctx.newId(), message, refs, subjectId, transport: identity.platform, recipient: { memberId } },
  ]);
}

/** Promises a card to a channel. */
export async function tellChannel<N extends CardName>(
  tx: Store,
  ctx: Context,
  channel: Pick<ChannelRow, "id" | "platform">,
  message: N,
  refs: MessageRefs<N>,
  subjectId?: string,
): Promise<void> {
  await tx.deliveries.add([
    {
      id: ctx.newId(),
      message,
      refs,
      subjectId,
      transport: channel.platform,
      recipient: { channelId: channel.id },
    },
  ]);
}
