import { requireRole } from "../../domain/context.js";
import { releaseResponse } from "../../domain/surveys/release-response.js";
import { heldCard } from "../../views/held.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";
import { roots } from "./roots.js";

const SHOWN = 20;

export const pulseHeld: Command<"pulseHeld"> = {
  word: roots.pulse,
  subword: ["held", "retenidas"],
  async run(ctx, _input, t) {
    requireRole(ctx.actor, "manager");
    return heldCard(await ctx.store.surveys.held(SHOWN), ctx.actor.zone, t);
  },
};

export const responseRelease: Command<"responseRelease"> = {
  async run(ctx, input, t) {
    await releaseResponse(ctx, input);
    return noteCard(t.chat.done, t.pulse.released);
  },
};
