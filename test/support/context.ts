import { randomUUID } from "node:crypto";
import type { Database } from "../../src/db/database.js";
import { createDirectory } from "../../src/db/directory.js";
import { storeFor } from "../../src/db/store.js";
import type { Actor, Context, Links, Member } from "../../src/domain/context.js";
import type { Locale } from "../../src/domain/customers/store.js";
import type { Platform, Role } from "../../src/domain/members/store.js";
import { createOrganization } from "../../src/domain/organizations/create-organization.js";

export const secret = Buffer.alloc(32, 7);

/** Addresses as a service at enfoque.test would make them. */
export const testLinks: Links = {
  survey: (token) => `https://enfoque.test/s/${token}`,
  upload: (token) => `https://enfoque.test/upload/${token}`,
  logo: (token) => `https://enfoque.test/logo/${token}`,
  talk: (slug) => `https://enfoque.test/talk/${slug}`,
  talkStatus: (slug, reference) => `https://enfoque.test/talk/${slug}/status?ref=${reference}`,
  privacy: (slug) => `https://enfoque.test/privacy/${slug}`,
  unsubscribe: (token) => `https://enfoque.test/u/${token}`,
  data: (token) => `https://enfoque.test/d/${token}`,
};

/** A clock that stands still until it is moved. */
export type Clock = { now: Date; move(ms: number): void };

function stoppedClock(at = "2026-03-02T09:00:00Z"): Clock {
  const clock = {
    now: new Date(at),
    move(ms: number) {
      clock.now = new Date(clock.now.getTime() + ms);
    },
  };
  return clock;
}

/** A new organization with what a test needs to act in it. */
export async function testOrganization(
  database: Database,
  { clock = stoppedClock(), locale = "en" as Locale, zone = "Europe/Madrid", name = "Test & Co" } = {},
) {
  const organizationId = randomUUID();
  const as = <A extends Actor>(
    actor: A,
    extra: { channelId?: string; actKey?: string } = {},
  ): Context<A> => ({
    organizationId,
    store: storeFor(database, organizationId, extra.actKey ? { actKey: extra.actKey } : {}),
    actor,
    channelId: extra.channelId,
    now: () => clock.now,
    newId: randomUUID,
    secret,
    links: testLinks,
  });
  const service = as({ kind: "service" });
  await createOrganization(service, { name, locale, zone });
  return {
    organizationId,
    clock,
    directory: createDirectory(database),
    as,
    service,
    /** A member with a self on a platform, ready to act. */
    async member(
      role: Role = "member",
      {
        name = `${role} ${randomUUID().slice(0, 4)}`,
        platform = "browser" as Platform,
        memberLocale = locale,
      } = {},
    ): Promise<Member> {
      const id = randomUUID();
      const { members } = service.store;
      await members.add({ id, name, role, locale: memberLocale, zone });
      await members.addIdentity(id, { platform, workspaceId: "local", externalId: id }, randomUUID());
      return { kind: "member", memberId: id, name, role, locale: memberLocale, zone };
    },
    /** A channel, optionally a team's that hears some themes (by key). */
    async channel(
      name: string,
      {
        platform = "browser" as Platform,
        team,
        themes = [] as string[],
      }: { platform?: Platform; team?: string; themes?: string[] } = {},
    ) {
      const { members, teams } = service.store;
      const channel = await members.channelAt(
        { platform, workspaceId: "local", externalId: name, name },
        randomUUID(),
      );
      if (team) {
        const set = await teams.set({ id: randomUUID(), name: team, channelId: channel.id });
        if (set === "name_taken") throw new Error(`two teams called ${team}`);
        const known = await teams.themes();
        await teams.setThemes(
          set.id,
          known.filter(({ key }) => themes.includes(key)).map(({ id }) => id),
        );
      }
      return channel;
    },
  };
}
