import { Refused } from "../../domain/deliveries/outcomes.js";
import type { Destination, SendCard } from "../../domain/deliveries/send.js";
import { catalogue } from "../../i18n/catalogue.js";
import { cardFor } from "../../views/messages.js";
import { messageRef, personAddress, placeAddress, withoutThread } from "./address.js";
import type { BotAuthenticationOptions } from "./auth.js";
import { type Connected, type Conversations, connectTeams, converse, openChat } from "./connect.js";
import { type Attempt, isGone, isTokenRefused, teamsFailure } from "./errors.js";
import { cardMessage } from "./message.js";

/** Makes one call of the Connector; throws what its failure means for the delivery. */
type Call = <T>(attempt: Attempt, work: (connected: Connected) => Promise<T>) => Promise<T>;

/** Sends cards to Teams; each try is one request without repeats, since the queue alone repeats. */
export function teamsSender(options: { auth: BotAuthenticationOptions }): SendCard {
  const call = caller(options.auth);
  return async ({ message, to, locale, externalRef }) => {
    const { direct } = to;
    const t = catalogue(locale);
    const activity = cardMessage(cardFor(message, t), t);
    const place = await placeOf(to, call);
    const within = <T>(operation: Attempt["operation"], work: (conversations: Conversations) => Promise<T>) =>
      call({ direct, operation }, (connected) => converse(connected, place, work));

    const standing = messageRef.safeParse(externalRef).data;
    if (standing) {
      const { conversationId, activityId } = standing;
      const updated = await within("update", (conversations) =>
        conversations.updateActivity(conversationId, activityId, { ...activity, id: activityId }).then(
          () => true,
          (error: unknown) => {
            if (isGone(error)) return false;
            throw error;
          },
        ),
      );
      if (updated) return standing;
    }
    const { conversationId } = place;
    const sent = await within("post", (conversations) =>
      conversations.sendToConversation(conversationId, activity),
    );
    return { conversationId, activityId: sent.id };
  };
}

function caller(auth: BotAuthenticationOptions): Call {
  let connecting: Promise<Connected> | undefined;
  return async (attempt, work) => {
    try {
      connecting ??= connectTeams(auth);
      return await work(await connecting).catch((error: unknown) => {
        if (!isTokenRefused(error)) throw error;
        // The kept token may have been revoked; nothing was sent with it, so one try with a new one is safe.
        connecting = connectTeams(auth);
        return connecting.then(work);
      });
    } catch (error) {
      throw teamsFailure(error, attempt);
    }
  };
}

/** A channel's own conversation, where a post starts a new thread, or a person's 1:1 conversation. */
async function placeOf(to: Destination, call: Call): Promise<{ serviceUrl: string; conversationId: string }> {
  if (!to.direct) {
    const { data } = placeAddress.safeParse(to.address);
    if (!data) throw new Refused("channel_gone", "no conversation reference is stored");
    return { serviceUrl: data.serviceUrl, conversationId: withoutThread(data.conversation.id) };
  }
  const { data } = personAddress.safeParse(to.address);
  if (!data) throw new Refused("recipient_unreachable", "no conversation reference is stored");
  const open = () => call({ direct: true, operation: "open" }, (connected) => openChat(connected, data));
  return { serviceUrl: data.serviceUrl, conversationId: data.conversation?.id ?? (await open()) };
}
