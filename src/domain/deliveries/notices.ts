import type { Context } from "../context.js";
import { messages } from "../messages.js";
import { tokenFor } from "../tokens.js";
import { Withdrawn } from "./outcomes.js";
import type { Senders } from "./send.js";
import type { StartedDelivery } from "./store.js";

/** Mails to the person who told us something the reference of it; withdrawn where they were erased since. */
export async function sendIntakeReceived(
  ctx: Context,
  delivery: StartedDelivery,
  senders: Senders,
): Promise<unknown> {
  const { intakeId } = messages.intakeReceived.parse(delivery.refs);
  const intake = await ctx.store.intake.byId(intakeId);
  if (!intake?.email) throw new Withdrawn("erased");
  const { name: organization, slug } = await ctx.store.organization.get();
  const { reference, email, locale } = intake;
  const link = ctx.links.talkStatus(slug, reference);
  return senders.mail({
    deliveryId: delivery.id,
    organizationId: ctx.organizationId,
    message: { name: "intakeReceived", content: { organization, contact: null, email, reference, link } },
    locale,
    surveyLink: link,
  });
}

/** Mails a person the link to their own data; withdrawn where they were erased since. */
export async function sendDataLink(
  ctx: Context,
  delivery: StartedDelivery,
  senders: Senders,
): Promise<unknown> {
  const { linkId } = messages.dataLink.parse(delivery.refs);
  const { token, hash } = tokenFor(ctx.secret, "data", linkId);
  const to = await ctx.store.privacy.dataLink(hash);
  if (!to) throw new Withdrawn("erased");
  const { name: organization, locale } = await ctx.store.organization.get();
  const { contact, email, expiresAt } = to;
  const link = ctx.links.data(token);
  return senders.mail({
    deliveryId: delivery.id,
    organizationId: ctx.organizationId,
    message: { name: "dataLink", content: { organization, contact, email, link, expiresAt } },
    locale: to.locale ?? locale,
    surveyLink: link,
  });
}
