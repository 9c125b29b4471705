import { retryDeliveries } from "../../domain/deliveries/retry-deliveries.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";
import { roots } from "./roots.js";

export const deliveryRetry: Command<"deliveryRetry"> = {
  word: roots.delivery,
  subword: ["retry", "reenviar"],
  async run(ctx, input, t) {
    const retried = await retryDeliveries(ctx, input);
    return noteCard(t.chat.done, t.chat.retrying(retried));
  },
};
