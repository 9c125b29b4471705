import type { TeamRow, TeamStore, ThemeRow } from "../../domain/teams/store.js";
import type { TenantClient } from "../tenant.js";
import { isTaken } from "./conflict.js";

const theme = { id: true, key: true, labelEn: true, labelEs: true, stems: true } as const;
const team = {
  id: true,
  name: true,
  channelId: true,
  channel: { select: { name: true, platform: true } },
  hears: { select: { theme: { select: theme } }, orderBy: { theme: { key: "asc" } } },
} as const;

export function teamStore(db: TenantClient, organizationId: string): TeamStore {
  return {
    async list() {
      const rows = await db.team.findMany({ select: team, orderBy: { name: "asc" } });
      return rows.map(teamRow);
    },
    async themes() {
      const rows = await db.theme.findMany({ select: theme, orderBy: { key: "asc" } });
      return rows.map(themeRow);
    },
    async addThemes(themes) {
      await db.theme.createMany({
        data: themes.map(({ id, key, en, es, stems }) => ({
          id,
          organizationId,
          key,
          labelEn: en,
          labelEs: es,
          stems,
        })),
        skipDuplicates: true,
      });
    },
    async ofChannel(channelId) {
      const row = await db.team.findFirst({ where: { channelId }, select: team });
      return row ? teamRow(row) : undefined;
    },
    async set({ id, name, channelId }) {
      const other = await db.team.findFirst({ where: { name, NOT: { channelId } }, select: { id: true } });
      if (other) return "name_taken";
      try {
        return await db.team.upsert({
          where: { organizationId_channelId: { organizationId, channelId } },
          create: { id, organizationId, name, channelId },
          update: { name },
          select: { id: true },
        });
      } catch (error) {
        if (isTaken(error)) return "name_taken";
        throw error;
      }
    },
    async setThemes(teamId, themeIds) {
      await db.teamTheme.deleteMany({ where: { teamId } });
      await db.teamTheme.createMany({
        data: themeIds.map((themeId) => ({ organizationId, teamId, themeId })),
      });
    },
  };
}

type Raw = { id: string; key: string; labelEn: string; labelEs: string; stems: string[] };

function themeRow({ id, key, labelEn, labelEs, stems }: Raw): ThemeRow {
  return { id, key, en: labelEn, es: labelEs, stems };
}

function teamRow(row: {
  id: string;
  name: string;
  channelId: string;
  channel: { name: string; platform: string };
  hears: { theme: Raw }[];
}): TeamRow {
  const { id, name, channelId, channel, hears } = row;
  return {
    id,
    name,
    channelId,
    channel: channel.name,
    platform: channel.platform,
    themes: hears.map((heard) => themeRow(heard.theme)),
  };
}
