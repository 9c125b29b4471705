import { expect, test } from "vitest";
import { setTeam } from "../../../src/domain/teams/set-team.js";
import { testOrganization } from "../../support/context.js";
import { testDatabase } from "../../support/database.js";

const { database } = await testDatabase();

async function channelOfManager() {
  const organization = await testOrganization(database);
  const manager = await organization.member("manager");
  const inChannel = async (name: string) =>
    organization.as(manager, { channelId: (await organization.channel(name)).id });
  return { ...organization, manager, inChannel };
}

const keys = (team: { themes: { key: string }[] }) => team.themes.map(({ key }) => key);

test.each([
  [
    ["access", "speed"],
    ["access", "speed"],
  ],
  [["Access and security"], ["access"]],
  [["ACCESO Y SEGURIDAD"], ["access"]],
  [
    ["acceso", "velocidad"],
    ["access", "speed"],
  ],
  [
    ["facturacion", "Atención"],
    ["billing", "support"],
  ],
  [["access", "acceso"], ["access"]],
  [[], []],
])("a team that chooses %j hears %j", async (themes, expected) => {
  const { inChannel } = await channelOfManager();
  expect(keys(await setTeam(await inChannel("product"), { name: "Product", themes }))).toEqual(expected);
});

test.each(["and", "y", "nonsense", ""])(
  "a theme called “%s” is refused, and the channel stays as it was",
  async (theme) => {
    const { inChannel, service } = await channelOfManager();
    const ctx = await inChannel("product");
    await expect(setTeam(ctx, { name: "Product", themes: ["access", theme] })).rejects.toMatchObject({
      code: "theme_not_found",
      params: { theme },
    });
    expect(await service.store.teams.list()).toEqual([]);
  },
);

test("set again, a channel's team gets its new name and themes", async () => {
  const { inChannel, service } = await channelOfManager();
  const ctx = await inChannel("product");
  await setTeam(ctx, { name: "Product", themes: ["access", "speed"] });
  await setTeam(ctx, { name: "Platform", themes: ["quality"] });
  const teams = await service.store.teams.list();
  expect(teams.map((team) => [team.name, team.channel, keys(team)])).toEqual([
    ["Platform", "product", ["quality"]],
  ]);
});

test("two channels cannot have teams of one name", async () => {
  const { inChannel } = await channelOfManager();
  await setTeam(await inChannel("one"), { name: "Product", themes: [] });
  await expect(setTeam(await inChannel("two"), { name: "Product", themes: [] })).rejects.toMatchObject({
    code: "team_name_taken",
  });
});

test("a team needs a channel and a manager", async () => {
  const { as, manager, member, channel } = await channelOfManager();
  await expect(setTeam(as(manager), { name: "Product", themes: [] })).rejects.toMatchObject({
    code: "channel_needed",
  });
  const clerk = as(await member("member"), { channelId: (await channel("c")).id });
  await expect(setTeam(clerk, { name: "Product", themes: [] })).rejects.toMatchObject({
    code: "not_allowed",
  });
});
