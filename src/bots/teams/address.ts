import { z } from "zod";

const conversation = z.object({
  id: z.string().min(1),
  conversationType: z.string().optional(),
  tenantId: z.string().optional(),
  isGroup: z.boolean().optional(),
});
const bot = z.object({ id: z.string(), name: z.string().optional() });
const common = { channelId: z.literal("msteams"), serviceUrl: z.url(), tenantId: z.string().min(1), bot };

/** What it takes to write into a channel or group chat: its conversation reference, without a thread. */
export const placeAddress = z.object({ ...common, conversation });
export type PlaceAddress = z.infer<typeof placeAddress>;

/** What it takes to write to a person: their 1:1 conversation where we know it, else what it takes to open one. */
export const personAddress = z.object({
  ...common,
  userId: z.string().min(1),
  conversation: conversation.optional(),
});
export type PersonAddress = z.infer<typeof personAddress>;

/** Where a card stands that we sent: what Teams calls the message. */
export const messageRef = z.object({ conversationId: z.string().min(1), activityId: z.string().min(1) });

/** A conversation's id without the thread: what is sent there starts a new thread. */
export function withoutThread(conversationId: string): string {
  return conversationId.split(";messageid=")[0] ?? conversationId;
}
