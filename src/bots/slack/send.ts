import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { SendCard } from "../../domain/deliveries/send.js";
import { catalogue } from "../../i18n/catalogue.js";
import { cardFor } from "../../views/messages.js";
import { slackClient } from "./client.js";
import { slackCode, slackFailure } from "./errors.js";
import { renderCard } from "./render.js";

const posted = z.object({ channel: z.string(), ts: z.string() });
type Posted = z.infer<typeof posted>;
type Message = ReturnType<typeof renderCard>;

const timeoutMs = 10_000;
/** Codes that say the message cannot be changed any more; it is then posted anew. */
const unchangeable = new Set(["message_not_found", "cant_update_message", "edit_window_closed"]);

/** Sends cards to Slack; each call is tried once, and its failure is told in the domain's words. */
export function slackSender(options: { token: string; apiUrl?: string }): SendCard {
  const client = slackClient({ ...options, timeoutMs });
  return async ({ message, to, locale, externalRef }) => {
    const t = catalogue(locale);
    const rendered = renderCard(cardFor(message, t), t);
    const before = posted.safeParse(externalRef);
    try {
      const updated = before.success ? await update(client, before.data, rendered) : undefined;
      return updated ?? (await post(client, to.externalId, rendered));
    } catch (error) {
      throw slackFailure(error);
    }
  };
}

/** Posts to a channel, or to a person's id, which opens the conversation with them. */
async function post(client: WebClient, channel: string, message: Message): Promise<Posted> {
  const answer = await client.chat.postMessage({
    channel,
    ...message,
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
  });
  return posted.parse(answer);
}

async function update(client: WebClient, at: Posted, message: Message): Promise<Posted | undefined> {
  try {
    await client.chat.update({ ...at, ...message });
    return at;
  } catch (error) {
    if (unchangeable.has(slackCode(error) ?? "")) return undefined;
    throw error;
  }
}
