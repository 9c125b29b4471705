import { type Context, requireRole } from "../context.js";
import { DomainError } from "../errors.js";
import type { TeamRow, ThemeRow } from "./store.js";

/** Makes the channel a team's, with the themes it hears; no themes means that it hears what no other team does. */
export async function setTeam(
  ctx: Context,
  { name, themes }: { name: string; themes: string[] },
): Promise<TeamRow> {
  requireRole(ctx.actor, "manager");
  const { channelId } = ctx;
  if (!channelId) throw new DomainError("channel_needed");
  return ctx.store.transaction(async (tx) => {
    const known = await tx.teams.themes();
    const themeIds = themes.map((key) => {
      const theme = themeCalled(key, known);
      if (!theme) throw new DomainError("theme_not_found", { theme: key });
      return theme.id;
    });
    const team = await tx.teams.set({ id: ctx.newId(), name, channelId });
    if (team === "name_taken") throw new DomainError("team_name_taken", { name });
    await tx.teams.setThemes(team.id, [...new Set(themeIds)]);
    await tx.audit.add(ctx.actor, "team.set", team.id, { after: { channelId, themes: themeIds } });
    const row = await tx.teams.ofChannel(channelId);
    if (!row) throw new DomainError("team_not_found");
    return row;
  });
}

/** The theme of this key or label; a word that stands in the labels of one theme alone is enough. */
function themeCalled(text: string, known: ThemeRow[]): ThemeRow | undefined {
  const exact = known.find(({ key, en, es }) => [key, en, es].some((name) => same(name, text)));
  if (exact) return exact;
  const [found, another] = known.filter(({ en, es }) =>
    `${en} ${es}`.split(" ").some((word) => same(word, text)),
  );
  return another ? undefined : found;
}

function same(a: string, b: string): boolean {
  return a.localeCompare(b, undefined, { sensitivity: "base" }) === 0;
}
