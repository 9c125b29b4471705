import { requireRole } from "../../domain/context.js";
import { composeDigest } from "../../domain/digests/compose-digest.js";
import { lastQuarter } from "../../domain/time.js";
import { digestCard } from "../../views/digest.js";
import type { Command } from "../command.js";
import { roots } from "./roots.js";

export const digestNow: Command<"digestNow"> = {
  word: roots.digest,
  subword: ["now", "ahora", ""],
  async run(ctx, _input, t) {
    requireRole(ctx.actor, "manager");
    const { zone } = await ctx.store.organization.get();
    return digestCard(await composeDigest(ctx, lastQuarter(ctx.now(), zone)), t);
  },
};
