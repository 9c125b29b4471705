import { heldResponses } from "../../domain/surveys/held-responses.js";
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
    return heldCard(await heldResponses(ctx, SHOWN), ctx.actor.zone, t);
  },
};

export const responseRelease: Command<"responseRelease"> = {
  async run(ctx, input, t) {
    await releaseResponse(ctx, input);
    return noteCard(t.chat.done, t.pulse.released);
  },
};
