import type { DigestStore } from "../../domain/digests/store.js";
import type { TenantClient } from "../tenant.js";

export function digestStore(db: TenantClient, organizationId: string): DigestStore {
  return {
    async schedule({ id, channelId, weekday, minuteOfDay, zone, nextAt }) {
      await db.digestSchedule.upsert({
        where: { organizationId_channelId: { organizationId, channelId } },
        create: { id, organizationId, channelId, weekday, minuteOfDay, zone, nextAt },
        update: { weekday, minuteOfDay, zone, nextAt },
      });
    },
    async stop(channelId) {
      const { count } = await db.digestSchedule.deleteMany({ where: { channelId } });
      return count === 1 ? "stopped" : "not_scheduled";
    },
    async byId(id) {
      return (
        (await db.digestSchedule.findUnique({
          where: { id },
          select: { id: true, channelId: true, weekday: true, minuteOfDay: true, zone: true, nextAt: true },
        })) ?? undefined
      );
    },
    async advance(id, from, to) {
      const { count } = await db.digestSchedule.updateMany({
        where: { id, nextAt: from },
        data: { nextAt: to },
      });
      return count === 1;
    },
  };
}
