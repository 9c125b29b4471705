import { z } from "zod";
import type { Context } from "../context.js";
import { typedText } from "../text.js";
import type { ChannelRow } from "./store.js";

/** A channel's name as chat writes it: small letters, no spaces, no leading #. */
export const channelName = typedText
  .pipe(z.string().max(200))
  .transform((name) =>
    name.normalize("NFC").trim().replace(/^#+/, "").trim().toLowerCase().replace(/\s+/g, "-"),
  )
  .pipe(z.string().min(1).max(60));

/** Adds a channel to the browser workspace, or finds the one of that name. */
export async function addChannel(
  ctx: Pick<Context, "store" | "newId">,
  { name }: { name: string },
): Promise<ChannelRow> {
  return ctx.store.transaction((tx) =>
    tx.members.channelAt({ platform: "browser", workspaceId: "local", externalId: name, name }, ctx.newId()),
  );
}
