import type { Context } from "../context.js";
import { tellChannel } from "../deliveries/tell.js";
import { lastQuarter, nextWeekly } from "../time.js";

/** Promises the digest that is due and moves the schedule on; run twice for one due time, it posts once. */
export async function postDigest(
  ctx: Context,
  { scheduleId, dueAt }: { scheduleId: string; dueAt: Date },
): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    const schedule = await tx.digests.byId(scheduleId);
    if (!schedule) return;
    const now = ctx.now() > dueAt ? ctx.now() : dueAt;
    const next = nextWeekly(now, schedule.weekday, schedule.minuteOfDay, schedule.zone);
    if (!(await tx.digests.advance(scheduleId, dueAt, next))) return;
    const channel = await tx.members.channel(schedule.channelId);
    if (!channel) return;
    // The organization's weeks, wherever the channel is: everybody reads the same figures.
    const { zone } = await tx.organization.get();
    const { from, to } = lastQuarter(dueAt, zone);
    await tellChannel(tx, ctx, channel, "digest", { from: from.toISOString(), to: to.toISOString() });
  });
}
