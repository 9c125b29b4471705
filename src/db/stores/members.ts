import type { Identity, MemberStore, Place } from "../../domain/members/store.js";
import { Prisma } from "../generated/client.js";
import type { TenantClient } from "../tenant.js";
import { likeText } from "./like.js";

const member = { id: true, name: true, role: true, locale: true, zone: true } as const;
const channel = {
  id: true,
  platform: true,
  workspaceId: true,
  externalId: true,
  name: true,
  address: true,
} as const;
const SEEN_AGAIN_AFTER_MS = 60_000;

export function memberStore(db: TenantClient, organizationId: string): MemberStore {
  const at = ({ platform, workspaceId, externalId }: Identity | Place) => ({
    organizationId_platform_workspaceId_externalId: { organizationId, platform, workspaceId, externalId },
  });
  return {
    count: () => db.member.count(),
    list: () => db.member.findMany({ select: member, orderBy: [{ name: "asc" }, { id: "asc" }] }),
    async byId(id) {
      return (await db.member.findUnique({ where: { id }, select: member })) ?? undefined;
    },
    byName: (name) =>
      db.member.findMany({
        where: { name: { equals: likeText(name), mode: "insensitive" } },
        select: member,
        take: 2,
      }),
    async byIdentity(identity) {
      const found = await db.memberIdentity.findUnique({
        where: at(identity),
        select: { member: { select: member } },
      });
      return found?.member;
    },
    async add({ id, name, role, locale, zone }) {
      await db.member.create({
        data: { id, organizationId, name, role, locale: locale ?? null, zone: zone ?? null },
      });
    },
    async addIdentity(memberId, { platform, workspaceId, externalId, address }, id) {
      await db.memberIdentity.create({
        data: { id, organizationId, memberId, platform, workspaceId, externalId, address: json(address) },
      });
    },
    async seen(memberId, identity, now) {
      // Only when it says something new: a busy person would otherwise write a row with every click.
      const stale = new Date(now.getTime() - SEEN_AGAIN_AFTER_MS);
      await db.memberIdentity.updateMany({
        where: {
          memberId,
          platform: identity.platform,
          workspaceId: identity.workspaceId,
          externalId: identity.externalId,
          lastSeenAt: { lt: stale },
        },
        data: {
          lastSeenAt: now,
          ...(identity.address === undefined ? {} : { address: json(identity.address) }),
        },
      });
    },
    async latestIdentity(memberId, platform) {
      const found = await db.memberIdentity.findFirst({
        where: { memberId, ...(platform ? { platform: platform as Identity["platform"] } : {}) },
        select: { platform: true, workspaceId: true, externalId: true, address: true },
        orderBy: { lastSeenAt: "desc" },
      });
      return found ?? undefined;
    },
    async setRole(id, role) {
      await db.member.update({ where: { id }, data: { role } });
    },
    async lockAdmins() {
      await db.$queryRaw`SELECT 1 FROM "Organization" WHERE id = ${organizationId}::uuid FOR UPDATE`;
      const admins = await db.member.findMany({ where: { role: "admin" }, select: { id: true } });
      return admins.map(({ id }) => id);
    },
    async setLocale(id, locale) {
      await db.member.update({ where: { id }, data: { locale } });
    },
    async channelAt(place, id) {
      const known = await db.channel.findUnique({ where: at(place), select: channel });
      if (
        known &&
        known.name === place.name &&
        (place.address === undefined || same(known.address, place.address))
      )
        return known;
      const { platform, workspaceId, externalId, name, address } = place;
      return db.channel.upsert({
        where: at(place),
        create: { id, organizationId, platform, workspaceId, externalId, name, address: json(address) },
        update: { name, ...(address === undefined ? {} : { address: json(address) }) },
        select: channel,
      });
    },
    async channel(id) {
      return (await db.channel.findUnique({ where: { id }, select: channel })) ?? undefined;
    },
    channels: (platform) =>
      db.channel.findMany({ where: { platform }, select: channel, orderBy: { name: "asc" } }),
  };
}

function json(value: unknown): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value === undefined || value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
