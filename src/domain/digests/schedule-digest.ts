import type { CommandInput } from "../commands.js";
import { type Context, requireMember, requireRole } from "../context.js";
import { DomainError } from "../errors.js";
import { nextWeekly } from "../time.js";

/** Orders a weekly digest for this channel; a new order replaces the old. */
export async function scheduleDigest(
  ctx: Context,
  input: CommandInput<"digestOn">,
): Promise<{ nextAt: Date; zone: string }> {
  requireRole(ctx.actor, "manager");
  const { channelId } = ctx;
  if (!channelId) throw new DomainError("channel_needed");
  const zone = input.zone ?? requireMember(ctx.actor).zone;
  const [hours = 0, minutes = 0] = input.time.split(":").map(Number);
  const minuteOfDay = hours * 60 + minutes;
  const { weekday } = input;
  const nextAt = nextWeekly(ctx.now(), weekday, minuteOfDay, zone);
  await ctx.store.transaction(async (tx) => {
    await tx.digests.schedule({ id: ctx.newId(), channelId, weekday, minuteOfDay, zone, nextAt });
    await tx.audit.add(ctx.actor, "digest.scheduled", channelId, { after: { weekday, minuteOfDay, zone } });
  });
  return { nextAt, zone };
}
