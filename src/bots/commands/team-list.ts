import { teamListCard } from "../../views/team.js";
import type { Command } from "../command.js";
import { roots, verbs } from "./roots.js";

export const teamList: Command<"teamList"> = {
  word: roots.team,
  subword: [...verbs.list, ""],
  async run(ctx, _input, t) {
    const [teams, themes] = await Promise.all([ctx.store.teams.list(), ctx.store.teams.themes()]);
    return teamListCard(teams, themes, t);
  },
};
