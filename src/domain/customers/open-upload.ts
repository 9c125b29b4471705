import { type Context, requireMember, requireRole } from "../context.js";
import { findSurvey } from "../surveys/find-survey.js";
import { tokenFor } from "../tokens.js";

const HOURS_OPEN = 24;

/** Where a list is uploaded, and until when. */
export type Upload = { url: string; expiresAt: Date };

/** Makes a link to the page where customers are uploaded, good for a day and for this member. */
export async function openUpload(ctx: Context): Promise<Upload> {
  return openLink(ctx, {});
}

/** Makes a link to the page where the contacts that a pulse asks are uploaded, good for a day and for this member. */
export async function openAudienceUpload(ctx: Context, { name }: { name: string }): Promise<Upload> {
  requireRole(ctx.actor, "manager");
  const { id } = await findSurvey(ctx.store, name);
  return openLink(ctx, { purpose: "audience", surveyId: id });
}

async function openLink(ctx: Context, good: { purpose?: "audience"; surveyId?: string }): Promise<Upload> {
  requireRole(ctx.actor, "manager");
  const member = requireMember(ctx.actor);
  const id = ctx.newId();
  const { token, hash } = tokenFor(ctx.secret, "upload", id);
  const expiresAt = new Date(ctx.now().getTime() + HOURS_OPEN * 3_600_000);
  await ctx.store.transaction((tx) =>
    tx.customers.addUploadLink({ id, memberId: member.memberId, tokenHash: hash, expiresAt, ...good }),
  );
  return { url: ctx.links.upload(token), expiresAt };
}
