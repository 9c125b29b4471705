import { requireRole } from "../../domain/context.js";
import { linkContact, NOBODY } from "../../domain/customers/link-contact.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";
import { textOf } from "./fields.js";
import { roots } from "./roots.js";

export const customerChat: Command<"customerChat"> = {
  word: roots.customer,
  subword: ["chat"],
  fromText(args) {
    const [, email = "", member = ""] = /^(\S*)\s*(.*)$/s.exec(args.trim()) ?? [];
    return { email: email.replace(/,$/, ""), member: member.trim() };
  },
  async form(ctx, draft, t) {
    requireRole(ctx.actor, "manager");
    const members = await ctx.store.members.list();
    const contact = await ctx.store.customers.contactByEmail(textOf(draft.email).trim().toLowerCase());
    return {
      kind: "form",
      title: t.account.chatTitle,
      intro: t.account.chatIntro,
      command: "customerChat",
      known: {},
      submit: t.chat.save,
      fields: [
        {
          type: "text",
          name: "email",
          label: t.chat.email,
          value: textOf(draft.email),
          maxLength: 254,
        },
        {
          type: "select",
          name: "member",
          label: t.account.chatMember,
          options: [
            { value: NOBODY, label: t.account.chatNobody },
            ...members.map(({ id, name }) => ({ value: id, label: name })),
          ],
          value: textOf(draft.member) || (contact?.memberId ?? NOBODY),
        },
      ],
    };
  },
  async run(ctx, input, t) {
    const { contact, member } = await linkContact(ctx, input);
    const said = member ? t.account.chatLinked(contact, member.name) : t.account.chatUnlinked(contact);
    return noteCard(t.chat.done, said);
  },
};
