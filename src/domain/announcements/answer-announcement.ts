import { type Context, requireMember } from "../context.js";
import { DomainError } from "../errors.js";
import type { AnnouncementRow, Answer } from "./store.js";

/** Settles what a team says to a need; the first answer of any member stands, a later one is told of it. */
export async function answerAnnouncement(
  ctx: Context,
  { announcementId, answer }: { announcementId: string; answer: Answer },
): Promise<{ outcome: "answered" | "settled_already"; announcement: AnnouncementRow; number: number }> {
  const member = requireMember(ctx.actor);
  return ctx.store.transaction(async (tx) => {
    const before = await tx.announcements.byId(announcementId);
    if (!before) throw new DomainError("announcement_not_found");
    const outcome = await tx.announcements.answer(announcementId, answer, member.memberId, ctx.now());
    if (outcome === "answered") {
      await tx.audit.add(member, "announcement.answered", announcementId, { after: { answer } });
      await tx.deliveries.refresh(before.needId);
    }
    const announcement = await tx.announcements.byId(announcementId);
    const need = await tx.needs.byId(before.needId);
    if (!announcement || !need) throw new DomainError("announcement_not_found");
    return { outcome, announcement, number: need.number };
  });
}
