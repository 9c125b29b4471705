import { logInteraction } from "../../domain/interactions/log-interaction.js";
import { interactionKinds } from "../../domain/interactions/store.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";
import { optionsOf, textOf } from "./fields.js";
import { verbs } from "./roots.js";
import { plain } from "./words.js";

const spanish: Record<string, string> = {
  reunion: "meeting",
  llamada: "call",
  soporte: "support",
  entrega: "delivery",
  formacion: "training",
  visita: "visit",
};

export const interactionAdd: Command<"interactionAdd"> = {
  word: ["interaction", "interacción"],
  subword: [...verbs.add, ""],
  fromText(args) {
    const [customer = "", rest = ""] = args.split(/:(.*)/s);
    const [, word = "", note = ""] = /^\s*([^\s,]*)[\s,]*(.*)$/s.exec(rest) ?? [];
    const typed = plain(word);
    const kind = interactionKinds.find((known) => known === typed) ?? spanish[typed];
    // What is no kind of interaction is part of the note.
    return { customer: customer.trim(), kind, note: (kind ? note : rest).trim() };
  },
  async form(_ctx, draft, t) {
    const { account } = t;
    return {
      kind: "form",
      title: account.interaction,
      command: "interactionAdd",
      known: {},
      submit: t.chat.record,
      fields: [
        {
          type: "text",
          name: "customer",
          label: t.chat.customer,
          value: textOf(draft.customer),
          maxLength: 200,
        },
        {
          type: "select",
          name: "kind",
          label: t.chat.kind,
          options: optionsOf(interactionKinds, account.interactionKind),
          value: textOf(draft.kind),
        },
        {
          type: "multiline",
          name: "note",
          label: account.interactionNote,
          optional: true,
          value: textOf(draft.note),
          maxLength: 2000,
        },
        {
          type: "text",
          name: "email",
          label: account.interactionEmail,
          hint: account.interactionEmailHint,
          optional: true,
          value: textOf(draft.email),
          maxLength: 254,
        },
      ],
    };
  },
  async run(ctx, input, t) {
    const { customer, surveys } = await logInteraction(ctx, input);
    const said = surveys.map(({ name, at }) => t.account.triggers(name, t.format.moment(at, ctx.actor.zone)));
    return noteCard(
      t.account.interactionLogged(customer),
      said.length > 0 ? said.join("\n") : t.account.triggersNothing,
    );
  },
};
