import type { Context } from "../context.js";
import { DomainError } from "../errors.js";
import type { NeedContent } from "../messages.js";
import { needContent } from "./need-content.js";

/** A need by its number, with its voices, teams and coverage. */
export async function showNeed(ctx: Context, { number }: { number: number }): Promise<NeedContent> {
  const need = await ctx.store.needs.byNumber(number);
  const shown = need && (await needContent(ctx, need.id));
  if (!shown) throw new DomainError("need_not_found", { number: String(number) });
  return shown.content;
}
