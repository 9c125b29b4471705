import { stopDigest } from "../../domain/digests/stop-digest.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";
import { roots } from "./roots.js";

export const digestOff: Command<"digestOff"> = {
  word: roots.digest,
  subword: ["off", "no"],
  async run(ctx, _input, t) {
    await stopDigest(ctx);
    return noteCard(t.chat.done, t.chat.digestOff);
  },
};
