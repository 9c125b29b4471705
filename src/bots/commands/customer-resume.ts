import { pauseCustomer } from "../../domain/customers/pause-customer.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";
import { roots } from "./roots.js";

export const customerResume: Command<"customerResume"> = {
  word: roots.customer,
  subword: ["resume", "reanudar"],
  fromText: (args) => ({ name: args }),
  async run(ctx, input, t) {
    const { name } = await pauseCustomer(ctx, { ...input, paused: false });
    return noteCard(t.chat.done, t.account.resumedNow(name));
  },
};
