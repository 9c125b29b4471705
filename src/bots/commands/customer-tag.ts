import { findCustomer } from "../../domain/customers/find-customer.js";
import { tagCustomer } from "../../domain/customers/tag-customer.js";
import type { Command } from "../command.js";
import { wholeCustomerCard } from "./customer-show.js";
import { required, textOf } from "./fields.js";
import { roots } from "./roots.js";

export const customerTag: Command<"customerTag"> = {
  word: roots.customer,
  subword: ["tag", "etiquetar"],
  fromText(args) {
    const [name = "", tags] = args.split(/:(.*)/s);
    return { name: name.trim(), ...(tags === undefined ? {} : { tags: tags.trim() }) };
  },
  async form(ctx, draft, t) {
    const { name, tags } = await findCustomer(ctx.store, required(draft.name, t.usage.customerTag));
    return {
      kind: "form",
      title: t.account.tagTitle(name),
      command: "customerTag",
      known: { name },
      submit: t.chat.save,
      fields: [
        {
          type: "text",
          name: "tags",
          label: t.account.tags,
          hint: t.account.tagHint,
          optional: true,
          value: textOf(draft.tags) || tags.join(", "),
        },
      ],
    };
  },
  async run(ctx, input, t) {
    const customer = await tagCustomer(ctx, input);
    const { name, tags } = customer;
    const said = tags.length > 0 ? t.account.tagged(name, t.format.list(tags)) : t.account.untagged(name);
    return wholeCustomerCard(ctx, customer, t, said);
  },
};
