import type { Context, Store } from "../context.js";
import type { Locale } from "../customers/store.js";
import { messages } from "../messages.js";
import { checkSending } from "../suppression/check-sending.js";
import { tokenFor } from "../tokens.js";
import { compose } from "./compose.js";
import { sendDataLink, sendIntakeReceived } from "./notices.js";
import { Refused, Withdrawn } from "./outcomes.js";
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
  if (delivery.message === "invitation" || delivery.message === "reminder")
    return sendInvitation(ctx, delivery, senders);
  if (delivery.message === "intakeReceived") return sendIntakeReceived(ctx, delivery, senders);
  if (delivery.message === "dataLink") return sendDataLink(ctx, delivery, senders);
  if (delivery.message === "question") await checkQuestion(ctx, delivery);
  const message = await compose(ctx, delivery.message, delivery.refs);
  if (delivery.transport === "mail") throw new Refused("transport_not_configured", "a card cannot be mailed");
  const send = senders[delivery.transport];
  if (!send) throw new Refused("transport_not_configured", delivery.transport);
  const { to, locale } = await destination(ctx, delivery);
  return send({ deliveryId: delivery.id, message, to, locale, externalRef: delivery.externalRef });
}

/** A question in chat is asked under the same conditions as one by mail; one that stands there may always be updated. */
async function checkQuestion(ctx: Context, { refs, externalRef }: StartedDelivery): Promise<void> {
  if (externalRef !== null && externalRef !== undefined) return;
  const { contactId, email } = await openInvitation(ctx, messages.question.parse(refs).invitationId);
  await checkSending(ctx, contactId, email);
}

/** An invitation that still asks somebody; throws Withdrawn where it does not. */
async function openInvitation(ctx: Context, invitationId: string) {
  const invitation = await ctx.store.surveys.invitation(invitationId);
  const contactId = invitation?.contactId;
  if (!contactId) throw new Withdrawn("erased");
  if (invitation.answered) throw new Withdrawn("answered");
  if (invitation.surveyStatus === "closed" || invitation.expiresAt <= ctx.now())
    throw new Withdrawn("closed");
  return { ...invitation, contactId };
}

async function sendInvitation(ctx: Context, delivery: StartedDelivery, senders: Senders): Promise<unknown> {
  const { invitationId } = messages.invitation.parse(delivery.refs);
  const invitation = await openInvitation(ctx, invitationId);
  const foot = await checkSending(ctx, invitation.contactId, invitation.email);
  const { token } = tokenFor(ctx.secret, "answer", invitationId);
  const { organization, instrument, subject, mode, contact, email, expiresAt } = invitation;
  return senders.mail({
    deliveryId: delivery.id,
    organizationId: ctx.organizationId,
    message: {
      name: delivery.message === "reminder" ? "reminder" : "invitation",
      content: { organization, instrument, subject, mode, contact, email, token, expiresAt },
    },
    locale: invitation.locale,
    surveyLink: ctx.links.survey(token),
    foot,
  });
}

async function destination(
  ctx: Context,
  delivery: StartedDelivery,
): Promise<{ to: Destination; locale: Locale }> {
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
  fallback: Locale,
): Promise<{ to: Destination; locale: Locale }> {
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
