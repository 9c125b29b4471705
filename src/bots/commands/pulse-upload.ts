import { openAudienceUpload } from "../../domain/customers/open-upload.js";
import type { Command } from "../command.js";
import { roots } from "./roots.js";

export const pulseUpload: Command<"pulseUpload"> = {
  word: roots.pulse,
  subword: ["upload", "subir"],
  fromText: (args) => ({ name: args }),
  async run(ctx, input, t) {
    const { url, expiresAt } = await openAudienceUpload(ctx, input);
    return {
      kind: "card",
      title: t.upload.audience.title,
      elements: [
        { type: "text", text: t.pulse.uploadText(t.format.moment(expiresAt, ctx.actor.zone)) },
        { type: "link", label: t.chat.uploadOpen, url },
      ],
    };
  },
};
