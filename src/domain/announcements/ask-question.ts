import { type Context, requireMember } from "../context.js";
import { tellMember } from "../deliveries/tell.js";
import { DomainError } from "../errors.js";

/** Carries a team's question to whoever recorded the need; the acknowledgement stays owed. */
export async function askQuestion(
  ctx: Context,
  { announcementId, text }: { announcementId: string; text: string },
): Promise<{ number: number; author: string }> {
  const member = requireMember(ctx.actor);
  return ctx.store.transaction(async (tx) => {
    const announcement = await tx.announcements.byId(announcementId);
    const need = announcement && (await tx.needs.byId(announcement.needId));
    if (!announcement || !need) throw new DomainError("announcement_not_found");
    const questionId = ctx.newId();
    await tx.announcements.addQuestion({ id: questionId, announcementId, askedById: member.memberId, text });
    await tx.audit.add(member, "announcement.questioned", announcementId);
    await tellMember(tx, ctx, need.authorId, "questionAsked", { questionId });
    await tx.deliveries.refresh(need.id);
    return { number: need.number, author: need.author };
  });
}
