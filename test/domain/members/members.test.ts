import { expect, test } from "vitest";
import { tellMember } from "../../../src/domain/deliveries/tell.js";
import { enter } from "../../../src/domain/members/enter.js";
import { addPerson } from "../../../src/domain/members/join-workspace.js";
import { setLanguage } from "../../../src/domain/members/set-language.js";
import { setRole } from "../../../src/domain/members/set-role.js";
import { testOrganization } from "../../support/context.js";
import { testDatabase } from "../../support/database.js";

const { database } = await testDatabase();
const self = (externalId: string, platform: "slack" | "teams" | "browser" = "slack") => ({
  platform,
  workspaceId: "T1",
  externalId,
});

test("the first person of an organization is its admin, everybody later a member", async () => {
  const { service } = await testOrganization(database);
  const roles: string[] = [];
  for (const id of ["u1", "u2"])
    roles.push((await enter(service, { identity: self(id), name: id })).actor.role);
  expect(roles).toEqual(["admin", "member"]);
  expect(await addPerson(service, { name: "Zoe" })).toMatchObject({ role: "member" });
});

test("a person who comes again is the same member, in the same channel by its latest name", async () => {
  const { service } = await testOrganization(database);
  const place = { ...self("c1"), name: "general" };
  const first = await enter(service, { identity: self("u1"), name: "Ann", place });
  const again = await enter(service, {
    identity: self("u1"),
    name: "Another name",
    place: { ...place, name: "all" },
  });
  expect(again).toEqual(first);
  expect(await service.store.members.channel(first.channelId!)).toMatchObject({ name: "all" });
});

test("the same id on another platform or in another workspace is another person", async () => {
  const { service } = await testOrganization(database);
  const people = [self("u1"), self("u1", "teams"), { ...self("u1"), workspaceId: "T2" }];
  const ids = new Set<string>();
  for (const identity of people) ids.add((await enter(service, { identity, name: "Ann" })).actor.memberId);
  expect(ids.size).toBe(3);
});

test("a person without language and zone has the organization's", async () => {
  const { service } = await testOrganization(database, { locale: "es", zone: "America/Santiago" });
  expect((await enter(service, { identity: self("u1"), name: "Ana" })).actor).toMatchObject({
    locale: "es",
    zone: "America/Santiago",
  });
  expect(
    (await enter(service, { identity: self("u2"), name: "Bob", locale: "en", zone: "UTC" })).actor,
  ).toMatchObject({ locale: "en", zone: "UTC" });
});

test("a person without a name is called by their id", async () => {
  const { service } = await testOrganization(database);
  expect((await enter(service, { identity: self("u1"), name: "  " })).actor.name).toBe("u1");
});

test("a direct message goes where the person was last seen", async () => {
  const { service, member, clock, organizationId } = await testOrganization(database);
  const ann = await member("member", { name: "Ann" });
  const { members } = service.store;
  await members.addIdentity(ann.memberId, self("u1"), crypto.randomUUID());
  const told = async () => {
    await service.store.transaction((tx) =>
      tellMember(tx, service, ann.memberId, "needRecorded", { needId: crypto.randomUUID() }),
    );
    const rows = await database.prisma.delivery.findMany({
      where: { organizationId },
      orderBy: { createdAt: "asc" },
    });
    return rows.at(-1)?.transport;
  };
  clock.now = new Date(Date.now() + 3_600_000);
  await members.seen(ann.memberId, self("u1"), clock.now);
  expect(await told()).toBe("slack");
  clock.move(3_600_000);
  await members.seen(
    ann.memberId,
    { platform: "browser", workspaceId: "local", externalId: ann.memberId },
    clock.now,
  );
  expect(await told()).toBe("browser");
});

test("an admin gives a role to a colleague by name, however it is written", async () => {
  const { as, member, service } = await testOrganization(database);
  const admin = as(await member("admin", { name: "Ada" }));
  const { memberId } = await member("member", { name: "Bob Núñez" });
  for (const [name, role] of [
    ["bob núñez", "manager"],
    ["@Bob Núñez", "admin"],
  ] as const) {
    await setRole(admin, { name, role });
    expect(await service.store.members.byId(memberId)).toMatchObject({ role });
  }
});

test.each(["member", "manager"] as const)("a %s gives nobody a role", async (role) => {
  const { as, member } = await testOrganization(database);
  await member("admin", { name: "Ada" });
  const me = await member(role, { name: "Me" });
  await expect(setRole(as(me), { name: "Me", role: "admin" })).rejects.toMatchObject({
    code: "not_allowed",
    params: { role: "admin" },
  });
});

test("the last admin keeps the role, and may lose it once there is another", async () => {
  const { as, member } = await testOrganization(database);
  const ada = as(await member("admin", { name: "Ada" }));
  await member("member", { name: "Bob" });
  await expect(setRole(ada, { name: "Ada", role: "manager" })).rejects.toMatchObject({ code: "last_admin" });
  await expect(setRole(ada, { name: "Ada", role: "admin" })).resolves.toMatchObject({ role: "admin" });
  await setRole(ada, { name: "Bob", role: "admin" });
  await expect(setRole(ada, { name: "Ada", role: "member" })).resolves.toMatchObject({ role: "member" });
});

test("a name that nobody or more than one has is refused", async () => {
  const { as, member } = await testOrganization(database);
  const ada = as(await member("admin", { name: "Ada" }));
  for (const name of ["Sam", "sam"]) await member("member", { name });
  for (const name of ["Sam", "Nobody"]) {
    await expect(setRole(ada, { name, role: "manager" })).rejects.toMatchObject({
      code: "member_not_found",
      params: { name },
    });
  }
});

test.each(["%", "A%", "_da", "Ad_", "\\"])(
  "a name is a name and no pattern: %s finds nobody",
  async (name) => {
    const { as, member } = await testOrganization(database);
    const ada = as(await member("admin", { name: "Ada" }));
    await expect(setRole(ada, { name, role: "admin" })).rejects.toMatchObject({ code: "member_not_found" });
  },
);

test("a colleague whose name holds pattern characters is found by it", async () => {
  const { as, member } = await testOrganization(database);
  const ada = as(await member("admin", { name: "Ada" }));
  for (const name of ["ops_1", "opsx1", "100%"]) await member("member", { name });
  expect(await setRole(ada, { name: "OPS_1", role: "manager" })).toMatchObject({ name: "ops_1" });
  expect(await setRole(ada, { name: "100%", role: "manager" })).toMatchObject({ name: "100%" });
});

test("a member chooses the language they are answered in", async () => {
  const { as, member, service } = await testOrganization(database);
  const ann = await member();
  await setLanguage(as(ann), { locale: "es" });
  expect(await service.store.members.byId(ann.memberId)).toMatchObject({ locale: "es" });
});
