import type { Context } from "../context.js";
import { reminderMoment } from "./sending-time.js";

/** Reminds those of a wave who were to be reminded by now and have not answered: the same invitation, the same link. */
export async function remindWave(ctx: Context, { waveId }: { waveId: string }): Promise<number> {
  const wave = await ctx.store.surveys.wave(waveId);
  const survey = wave && (await ctx.store.surveys.byId(wave.surveyId));
  const method = wave && (await ctx.store.surveys.method(wave.surveyId, wave.version));
  if (!wave || !method) return 0;
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
    for (const { id, zone, country, reminders } of due) {
      if (reminders >= method.reminders) continue;
      const sent = {
        at: now,
        zone: zone ?? organization.zone,
        country: country ?? organization.country,
      };
      await tx.surveys.setRemindAt(id, reminderMoment(sent, method.reminderDays).at);
    }
    return due.length;
  });
}
