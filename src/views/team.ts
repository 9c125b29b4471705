import type { TeamRow, ThemeRow } from "../domain/teams/store.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Card } from "./card.js";
import { themeLabel } from "./theme.js";

/** Every team with its channel and the themes it hears. */
export function teamListCard(teams: TeamRow[], themes: ThemeRow[], t: Catalogue): Card {
  const known = t.chat.themesKnown(themes.map((theme) => themeLabel(theme, t)).join(", "));
  if (teams.length === 0) {
    return {
      kind: "card",
      title: t.chat.teams,
      elements: [
        { type: "text", text: t.chat.noTeamsYet },
        { type: "text", text: known, muted: true },
      ],
    };
  }
  return {
    kind: "card",
    title: t.chat.teams,
    elements: [
      {
        type: "facts",
        facts: teams.map((team) => ({
          label: `${team.name} (#${team.channel})`,
          value:
            team.themes.length > 0
              ? team.themes.map((theme) => themeLabel(theme, t)).join(", ")
              : t.chat.hearsRest,
        })),
      },
      { type: "text", text: known, muted: true },
    ],
  };
}
