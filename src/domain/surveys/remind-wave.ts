import type { Context } from "../context.js";
import { reminderOf } from "./send-due.js";

/** Reminds those of a wave who were to be reminded by now and have not answered: the same invitation, the same link. */
export async function remindWave(ctx: Context, { waveId }: { waveId: string }): Promise<number> {
  const wave = await ctx.store.surveys.wave(waveId);
  const survey = wave && (await ctx.store.surveys.byId(wave.surveyId));
  const method = wave && (await ctx.store.surveys.method(wave.surveyId, wave.version));
  if (!method) return 0;
  const organization = await ctx.store.organization.get();
  const now = ctx.now();
  return ctx.store.transaction(async (tx) => {
    const due = await tx.surveys.takeReminders(waveId, now);
    if (survey?.status !== "open") return 0;
    await tx.deliveries.add(
      due.map(({ id, contactId }) => ({
        id: ctx.newId(),
        message: "reminder" as const,
        refs: { invitationId: id },
        subjectId: id,
        transport: "mail" as const,
        recipient: { contactId },
      })),
    );
    const again = due.filter(({ reminders }) => reminders < method.reminders);
    await tx.surveys.setNextAt(
      again.map((invitation) => reminderOf({ ...invitation, dueAt: now }, organization, method)),
    );
    return due.length;
  });
}
