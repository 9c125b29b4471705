import { requireRole } from "../../domain/context.js";
import { DomainError } from "../../domain/errors.js";
import { setTeam } from "../../domain/teams/set-team.js";
import { noteCard } from "../../views/note.js";
import { themeLabel } from "../../views/theme.js";
import type { Command } from "../command.js";
import { textOf, textsOf } from "./fields.js";
import { roots } from "./roots.js";

export const teamSet: Command<"teamSet"> = {
  word: roots.team,
  subword: ["set", "poner"],
  fromText(args) {
    const [name = "", themes] = args.split(/:(.*)/s);
    return {
      name: name.trim(),
      ...(themes
        ? {
            themes: themes
              .split(/[,;]/)
              .map((theme) => theme.trim())
              .filter(Boolean),
          }
        : {}),
    };
  },
  async form(ctx, draft, t) {
    requireRole(ctx.actor, "manager");
    if (!ctx.channelId) throw new DomainError("channel_needed");
    const [themes, team] = await Promise.all([
      ctx.store.teams.themes(),
      ctx.store.teams.ofChannel(ctx.channelId),
    ]);
    return {
      kind: "form",
      title: t.chat.teamTitle,
      intro: t.chat.teamIntro,
      command: "teamSet",
      known: {},
      submit: t.chat.save,
      fields: [
        {
          type: "text",
          name: "name",
          label: t.chat.name,
          value: textOf(draft.name) || (team?.name ?? ""),
          maxLength: 100,
        },
        {
          type: "multiselect",
          name: "themes",
          label: t.chat.themes,
          hint: t.chat.themesHint,
          optional: true,
          options: themes.map((theme) => ({ value: theme.key, label: themeLabel(theme, t) })),
          value:
            draft.themes === undefined ? (team?.themes.map(({ key }) => key) ?? []) : textsOf(draft.themes),
        },
      ],
    };
  },
  async run(ctx, input, t) {
    const team = await setTeam(ctx, input);
    const heard = team.themes.map((theme) => themeLabel(theme, t));
    return noteCard(
      t.chat.done,
      heard.length > 0 ? t.chat.teamHears(team.name, t.format.list(heard)) : t.chat.teamHearsRest(team.name),
    );
  },
};
