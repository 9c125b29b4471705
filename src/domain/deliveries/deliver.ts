import type { Context, Store } from "../context.js";
import { messages } from "../messages.js";
import { tokenFor } from "../tokens.js";
import { compose } from "./compose.js";
import { Refused } from "./outcomes.js";
import type { Destination, Senders } from "./send.js";
import type { StartedDelivery } from "./store.js";

/**
 * Sends one started delivery and returns what the platform calls it.
 * Throws what the sender throws; a message whose subject is gone is refused.
 */
export async function sendDelivery(
  ctx: Context,
  delivery: StartedDelivery,
  senders: Senders,
): Promise<unknown> {
  if (delivery.message === "invitation") return sendInvitation(ctx, delivery, senders);
  const message = await compose(ctx, delivery.message, delivery.refs);
  if (delivery.transport === "mail") throw new Refused("transport_not_configured", "a card cannot be mailed");
  const send = senders[delivery.transport];
  if (!send) throw new Refused("transport_not_configured", delivery.transport);
  const { to, locale } = await destination(ctx, delivery);
  return send({ deliveryId: delivery.id, message, to, locale, externalRef: delivery.externalRef });
}

async function sendInvitation(ctx: Context, delivery: StartedDelivery, senders: Senders): Promise<unknown> {
  const { invitationId } = messages.invitation.parse(delivery.refs);
  const invitation = await ctx.store.surveys.invitation(invitationId);
  if (!invitation) throw new Refused("address_refused", "the contact is gone");
  const { token } = tokenFor(ctx.secret, "answer", invitationId);
  const { organization, instrument, subject, contact, email, expiresAt } = invitation;
  return senders.mail({
    deliveryId: delivery.id,
    organizationId: ctx.organizationId,
    message: {
      name: "invitation",
      content: { organization, instrument, subject, contact, email, token, expiresAt },
    },
    locale: invitation.locale,
    surveyLink: ctx.links.survey(token),
  });
}

async function destination(
  ctx: Context,
  delivery: StartedDelivery,
): Promise<{ to: Destination; locale: "en" | "es" }> {
  const { organizationId, store } = ctx;
  const { locale } = await store.organization.get();
  if ("channelId" in delivery.recipient) {
    const channel = await store.members.channel(delivery.recipient.channelId);
    if (!channel) throw new Refused("channel_gone", "no such channel");
    return { to: { organizationId, ...channel, direct: false }, locale };
  }
  if ("memberId" in delivery.recipient)
    return toMember(store, organizationId, delivery.recipient.memberId, delivery, locale);
  throw new Refused("transport_not_configured", "a card for a contact");
}

async function toMember(
  store: Store,
  organizationId: string,
  memberId: string,
  delivery: StartedDelivery,
  fallback: "en" | "es",
): Promise<{ to: Destination; locale: "en" | "es" }> {
  const [member, identity] = await Promise.all([
    store.members.byId(memberId),
    store.members.latestIdentity(memberId, delivery.transport),
  ]);
  if (!member || !identity) throw new Refused("recipient_unreachable", "no self on that platform");
  return {
    to: {
      organizationId,
      id: memberId,
      workspaceId: identity.workspaceId,
      externalId: identity.externalId,
      address: identity.address,
      direct: true,
    },
    locale: member.locale ?? fallback,
  };
}
