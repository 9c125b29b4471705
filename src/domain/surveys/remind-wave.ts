import type { Context } from "../context.js";
import { readWave } from "./read-wave.js";
import { reminderOf } from "./send-due.js";

/** Reminds those of a wave who were to be reminded by now and have not answered: the same invitation, the same link. */
export async function remindWave(ctx: Context, { waveId }: { waveId: string }): Promise<number> {
  const read = await readWave(ctx.store, waveId);
  // Of a pulse that is paused nobody is reminded before it is resumed.
  if (!read || read.survey.status === "paused") return 0;
  const { survey, method } = read;
  const organization = await ctx.store.organization.get();
  const now = ctx.now();
  return ctx.store.transaction(async (tx) => {
    const due = await tx.surveys.takeReminders(waveId, now);
    if (survey.status !== "open") return 0;
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
