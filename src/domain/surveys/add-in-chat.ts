import type { CommandInput } from "../commands.js";
import { type Context, requireMember } from "../context.js";
import { DomainError } from "../errors.js";
import { addToResponse } from "./add-to-response.js";
import { additionOf } from "./addition.js";
import { methodUsed } from "./answer-in-chat.js";
import { hashOfReceipt } from "./receipt.js";

/** Adds to a score that was given in chat, by its receipt code; what is said of nothing here stays as it was. */
export async function addInChat(
  ctx: Context,
  { receipt, mayContact, ...fields }: CommandInput<"answerComment">,
): Promise<void> {
  requireMember(ctx.actor);
  const hash = hashOfReceipt(receipt);
  const response = hash && (await ctx.store.surveys.responseByReceipt(hash));
  if (!response) throw new DomainError("link_unknown");
  const before = await ctx.store.surveys.addition(response.id);
  const given = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined);
  const consent = mayContact === "yes" ? { mayContact: "on" } : {};
  const addition = additionOf(
    { ...Object.fromEntries(given), ...consent },
    await methodUsed(ctx.store, response),
  );
  await addToResponse(ctx, { ...addition, responseId: response.id, mayQuote: before?.mayQuote ?? false });
}
