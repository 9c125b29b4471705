import { findCustomer } from "../../domain/customers/find-customer.js";
import { captureNeed } from "../../domain/needs/capture-need.js";
import { horizons, kinds } from "../../domain/needs/store.js";
import { noteCard } from "../../views/note.js";
import { themeLabel } from "../../views/theme.js";
import type { Command } from "../command.js";
import { optionsOf, textOf, textsOf } from "./fields.js";
import { roots, verbs } from "./roots.js";

export const needAdd: Command<"needAdd"> = {
  word: roots.need,
  subword: [...verbs.add, "new", "nueva", ""],
  claims: (args) => /^[^:\n]{1,200}:\s*\S/.test(args),
  fromText(args) {
    const [, customer, words] = /^([^:\n]{1,200}):\s*(.*)$/s.exec(args) ?? [undefined, args, undefined];
    return { customer: customer?.trim(), words: words?.trim() };
  },
  async form(ctx, draft, t) {
    const { chat } = t;
    const themes = await ctx.store.teams.themes();
    return {
      kind: "form",
      title: chat.newNeed,
      command: "needAdd",
      known: {},
      submit: chat.record,
      fields: [
        {
          type: "text",
          name: "customer",
          label: chat.customer,
          value: textOf(draft.customer),
          maxLength: 200,
        },
        {
          type: "multiline",
          name: "words",
          label: chat.words,
          hint: chat.wordsHint,
          value: textOf(draft.words),
          maxLength: 3000,
        },
        {
          type: "select",
          name: "kind",
          label: chat.kind,
          options: optionsOf(kinds, t.needKind),
          value: textOf(draft.kind) || "need",
        },
        {
          type: "select",
          name: "horizon",
          label: chat.horizon,
          options: optionsOf(horizons, t.horizon),
          value: textOf(draft.horizon) || "current",
        },
        {
          type: "multiselect",
          name: "themes",
          label: chat.themes,
          hint: chat.themesGuessed,
          optional: true,
          options: themes.map((theme) => ({ value: theme.key, label: themeLabel(theme, t) })),
          value: textsOf(draft.themes),
        },
      ],
    };
  },
  async run(ctx, input, t) {
    const { name } = await findCustomer(ctx.store, input.customer);
    const { number, teams } = await captureNeed(ctx, input);
    const told = teams.length > 0 ? t.chat.announcedTo(t.format.list(teams)) : t.chat.noTeams;
    return noteCard(t.chat.needRecorded(number, name), told);
  },
};
