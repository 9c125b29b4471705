import { openUpload } from "../../domain/customers/open-upload.js";
import type { Command } from "../command.js";
import { roots } from "./roots.js";

export const customerUpload: Command<"customerUpload"> = {
  word: roots.customer,
  subword: ["upload", "import", "subir", "importar"],
  async run(ctx, _input, t) {
    const { url, expiresAt } = await openUpload(ctx);
    return {
      kind: "card",
      title: t.chat.uploadTitle,
      elements: [
        { type: "text", text: t.chat.uploadText(t.format.moment(expiresAt, ctx.actor.zone)) },
        { type: "link", label: t.chat.uploadOpen, url },
      ],
    };
  },
};
