import { requireRole } from "../../domain/context.js";
import { deliveryListCard } from "../../views/deliveries.js";
import type { Command } from "../command.js";
import { roots, verbs } from "./roots.js";

const SHOWN = 15;

export const deliveryList: Command<"deliveryList"> = {
  word: roots.delivery,
  subword: [...verbs.list, ""],
  async run(ctx, _input, t) {
    requireRole(ctx.actor, "manager");
    return deliveryListCard(await ctx.store.deliveries.failed(SHOWN), ctx.actor.zone, t);
  },
};
