import type { Context, Store } from "../context.js";
import { tellMember } from "../deliveries/tell.js";
import type { Directory } from "../directory.js";
import { countSoftBounce, suppressDead } from "../suppression/suppress-bounced.js";
import { unsubscribe } from "../suppression/unsubscribe.js";
import { hashOfToken } from "../tokens.js";
import { deliveryIdIn, type IncomingMail, verdictOf } from "./mail.js";
import type { InboundKind, NewInbound, SentMail } from "./store.js";
import { stripQuoted } from "./strip-quoted.js";

/** What receiving needs: the look-ups across organizations, and a context to act in the one that a mail belongs to. */
export type ReceiveDeps = {
  directory: Pick<Directory, "deliveryOf" | "unsubscribeLink" | "firstSeen">;
  contextOf(organizationId: string): Context;
};

/** What became of a mail that came in. */
export type Received = InboundKind | "duplicate" | "unmatched";

const ALERT_EVERY_MS = 24 * 3_600_000;

/** Takes in a mail: a bounce, an automatic reply, an objection, or a person's words; the same mail twice is one. */
export async function receiveMail(deps: ReceiveDeps, mail: IncomingMail): Promise<Received> {
  const objection = await takeObjection(deps, mail);
  if (objection) return objection;
  for (const deliveryId of new Set(mail.about.flatMap((id) => deliveryIdIn(id) ?? []))) {
    const organizationId = await deps.directory.deliveryOf(deliveryId);
    if (organizationId) return takeAnswer(deps, deps.contextOf(organizationId), deliveryId, mail);
  }
  return "unmatched";
}

/** A mail to the address in List-Unsubscribe, its subject the word and the token. */
async function takeObjection(deps: ReceiveDeps, mail: IncomingMail): Promise<Received | undefined> {
  const [, token = ""] = /\bunsubscribe[\s:]+([\w-]{43})(?![\w-])/i.exec(mail.subject) ?? [];
  const hash = hashOfToken(token);
  const link = hash && (await deps.directory.unsubscribeLink(hash));
  if (!link) return undefined;
  const ctx = deps.contextOf(link.organizationId);
  return ctx.store.transaction(async (tx) => {
    const receivedAt = ctx.now();
    const row = { id: ctx.newId(), messageId: mail.messageId, kind: "unsubscribed" as const, receivedAt };
    if (!(await tx.inbound.add(row))) return "duplicate";
    await unsubscribe({ ...ctx, store: tx }, { addressKey: link.addressKey, way: "mail" });
    return "unsubscribed";
  });
}

async function takeAnswer(
  deps: ReceiveDeps,
  ctx: Context,
  deliveryId: string,
  mail: IncomingMail,
): Promise<Received> {
  return ctx.store.transaction(async (tx) => {
    const sent = await tx.inbound.sentMail(deliveryId);
    if (!sent) return "unmatched";
    const verdict = mail.report && verdictOf(mail.report);
    const kind = kindOf(mail, verdict);
    const { invitationId, contactId, customerId } = sent;
    const row: NewInbound = {
      ...{
        id: ctx.newId(),
        messageId: mail.messageId,
        kind,
        deliveryId,
        invitationId,
        contactId,
        customerId,
      },
      status: mail.report?.status || undefined,
      text: kind === "reply" ? stripQuoted(mail.text) : undefined,
      receivedAt: ctx.now(),
    };
    if (!(await tx.inbound.add(row))) return "duplicate";
    if (kind === "reply") await tellReply(tx, ctx, sent, row.id);
    if (kind === "soft_bounced") await countSoftBounce(tx, ctx, sent, row.id);
    if (kind === "bounced" || kind === "blocked") await takeBounce(tx, ctx, sent, row);
    if (verdict === "dead_address") await suppressDead(tx, ctx, sent);
    if (kind === "blocked") await alertAdmins(deps, tx, ctx, row.id);
    return kind;
  });
}

function kindOf(mail: IncomingMail, verdict: ReturnType<typeof verdictOf> | undefined): InboundKind {
  switch (verdict) {
    case "dead_address":
    case "undelivered":
      return "bounced";
    case "blocked":
      return "blocked";
    case "soft":
      return "soft_bounced";
    case "none":
      return "auto_reply";
    case undefined:
      return mail.automatic ? "auto_reply" : "reply";
  }
}

async function takeBounce(
  tx: Store,
  ctx: Context,
  { invitationId }: SentMail,
  row: NewInbound,
): Promise<void> {
  if (!invitationId) return;
  await tx.inbound.markBounced(invitationId, row.receivedAt);
  await tx.audit.add(ctx.actor, "contact.bounced", invitationId, { after: { status: row.status ?? null } });
}

/** A person's words go to the customer's owner, else to whoever made the survey, else to the managers. */
async function tellReply(tx: Store, ctx: Context, sent: SentMail, inboundId: string): Promise<void> {
  if (sent.contactId) await tx.inbound.forgetSoftBounces(sent.contactId);
  if (!sent.customerId) return;
  const members = sent.tellId ? [] : await tx.members.list();
  const managers = members.filter(({ role }) => role === "manager").map(({ id }) => id);
  const admins = members.filter(({ role }) => role === "admin").map(({ id }) => id);
  const tell = sent.tellId ? [sent.tellId] : managers.length > 0 ? managers : admins;
  for (const id of tell) await tellMember(tx, ctx, id, "customerReplied", { inboundId }, inboundId);
}

/** That our mails are not wanted somewhere is ours to mend; told once a day. */
async function alertAdmins(deps: ReceiveDeps, tx: Store, ctx: Context, inboundId: string): Promise<void> {
  const key = `mail-alert:${ctx.organizationId}`;
  const now = ctx.now();
  if (!(await deps.directory.firstSeen(key, new Date(now.getTime() + ALERT_EVERY_MS)))) return;
  const members = await tx.members.list();
  for (const { id } of members.filter(({ role }) => role === "admin"))
    await tellMember(tx, ctx, id, "mailAlert", { inboundId });
}
