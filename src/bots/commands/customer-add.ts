import { addCustomer } from "../../domain/customers/add-customer.js";
import { customerKinds } from "../../domain/customers/store.js";
import { catalogue, languages } from "../../i18n/catalogue.js";
import { customerCard } from "../../views/customer.js";
import type { Command } from "../command.js";
import { optionsOf, textOf } from "./fields.js";
import { roots, verbs } from "./roots.js";

export const customerAdd: Command<"customerAdd"> = {
  word: roots.customer,
  subword: verbs.add,
  fromText(args) {
    const [, name = "", email] = /^(.*?)(?:[,\s]+(\S+@\S+))?$/s.exec(args.trim()) ?? [];
    return { name, email };
  },
  async form(ctx, draft, t) {
    const members = await ctx.store.members.list();
    const { chat } = t;
    return {
      kind: "form",
      title: chat.newCustomer,
      command: "customerAdd",
      known: {},
      submit: chat.add,
      fields: [
        { type: "text", name: "name", label: chat.name, value: textOf(draft.name), maxLength: 200 },
        {
          type: "select",
          name: "kind",
          label: chat.kind,
          options: optionsOf(customerKinds, t.kind),
          value: textOf(draft.kind) || "direct",
        },
        {
          type: "text",
          name: "segment",
          label: chat.segment,
          hint: chat.segmentHint,
          optional: true,
          value: textOf(draft.segment),
          maxLength: 100,
        },
        {
          type: "text",
          name: "country",
          label: chat.country,
          optional: true,
          value: textOf(draft.country),
          maxLength: 60,
        },
        {
          type: "text",
          name: "contactName",
          label: chat.contact,
          optional: true,
          value: textOf(draft.contactName),
          maxLength: 200,
        },
        {
          type: "text",
          name: "email",
          label: chat.email,
          optional: true,
          value: textOf(draft.email),
          maxLength: 254,
        },
        {
          type: "select",
          name: "locale",
          label: chat.language,
          optional: true,
          options: languages.map((tag) => ({ value: tag, label: catalogue(tag).languageName })),
          value: textOf(draft.locale),
        },
        {
          type: "text",
          name: "zone",
          label: chat.zone,
          hint: chat.zoneHint,
          optional: true,
          value: textOf(draft.zone),
        },
        {
          type: "select",
          name: "owner",
          label: chat.owner,
          optional: true,
          options: members.map(({ id, name }) => ({ value: id, label: name })),
          value: textOf(draft.owner) || ctx.actor.memberId,
        },
      ],
    };
  },
  async run(ctx, input, t) {
    const customer = await addCustomer(ctx, input);
    return customerCard(
      customer,
      await ctx.store.customers.contacts(customer.id),
      t,
      t.chat.customerAdded(customer.name),
    );
  },
};
