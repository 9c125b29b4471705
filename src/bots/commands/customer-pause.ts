import { pauseCustomer } from "../../domain/customers/pause-customer.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";
import { roots } from "./roots.js";

export const customerPause: Command<"customerPause"> = {
  word: roots.customer,
  subword: ["pause", "pausar"],
  fromText: (args) => ({ name: args }),
  async run(ctx, input, t) {
    const { name } = await pauseCustomer(ctx, { ...input, paused: true });
    return noteCard(t.chat.done, t.account.pausedNow(name));
  },
};
