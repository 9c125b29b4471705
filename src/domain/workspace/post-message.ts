import { z } from "zod";
import { type Context, requireMember } from "../context.js";
import { typedText } from "../text.js";

export const messageText = typedText.pipe(z.string().trim().min(1).max(4000));

/** What a member writes: to a channel, or (without one) in their talk with the bot. The same id is the same post. */
export async function postMessage(
  ctx: Pick<Context, "store" | "actor">,
  { id, channelId, text }: { id: string; channelId: string | undefined; text: string },
): Promise<void> {
  const { memberId } = requireMember(ctx.actor);
  const visibleToId = channelId ? undefined : memberId;
  await ctx.store.workspace.addPost({ id, channelId, authorId: memberId, visibleToId, text });
}

/** What the bot answers a member, for their eyes alone; `asked` is what they typed in a channel. */
export async function postAnswer(
  ctx: Pick<Context, "store" | "actor">,
  answer: { id: string; channelId: string | undefined; asked: string | undefined; card: unknown },
): Promise<void> {
  const { memberId } = requireMember(ctx.actor);
  const { id, channelId, asked, card } = answer;
  await ctx.store.workspace.addPost({ id, channelId, visibleToId: memberId, text: asked, card });
}
