import { requireRole } from "../../domain/context.js";
import { DomainError } from "../../domain/errors.js";
import { eraseContact } from "../../domain/privacy/erase-contact.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";
import { textOf } from "./fields.js";
import { roots } from "./roots.js";

export const customerErase: Command<"customerErase"> = {
  word: roots.customer,
  subword: ["erase", "borrar"],
  fromText: (args) => ({ email: args.trim() || undefined }),
  async form(ctx, draft, t) {
    requireRole(ctx.actor, "manager");
    return {
      kind: "form",
      title: t.privacy.chatTitle,
      intro: t.privacy.chatIntro,
      command: "customerErase",
      known: {},
      submit: t.privacy.chatSubmit,
      fields: [
        {
          type: "text",
          name: "email",
          label: t.privacy.chatEmail,
          value: textOf(draft.email),
          maxLength: 254,
        },
        {
          type: "text",
          name: "again",
          label: t.privacy.chatAgain,
          hint: t.privacy.chatAgainHint,
          value: textOf(draft.again),
          maxLength: 254,
        },
      ],
    };
  },
  async run(ctx, { email }, t) {
    requireRole(ctx.actor, "manager");
    const contact = await ctx.store.customers.contactByEmail(email);
    if (!contact) throw new DomainError("contact_not_found", { email });
    const { responses, intakes, deliveries } = await eraseContact(ctx, contact.id);
    return noteCard(t.privacy.chatDone, t.privacy.chatCounts(responses, intakes, deliveries));
  },
};
