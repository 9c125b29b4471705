import type { Activity, ConversationParameters, ConversationReference, TurnContext } from "botbuilder";
import type { PersonAddress } from "./address.js";
import type { BotAuthenticationOptions } from "./auth.js";
import { limits } from "./limits.js";

/** Loads the SDK before it is needed: nothing else runs meanwhile, and what waits for the database would time out. */
export async function loadTeams(): Promise<void> {
  await import("botbuilder");
}

/** The SDK with our credentials; loaded only here, since it is heavy and a service without Teams never needs it. */
export async function connectTeams(options: BotAuthenticationOptions) {
  const [{ CloudAdapter }, { botAuthentication }] = await Promise.all([
    import("botbuilder"),
    import("./auth.js"),
  ]);
  const auth = botAuthentication({ timeoutMs: limits.timeoutMs, ...options });
  return { auth, adapter: new CloudAdapter(auth), appId: options.appId };
}

export type Connected = Awaited<ReturnType<typeof connectTeams>>;

/** The calls of the Connector that sending takes. */
export type Conversations = {
  sendToConversation(conversationId: string, activity: Partial<Activity>): Promise<{ id: string }>;
  updateActivity(conversationId: string, activityId: string, activity: Partial<Activity>): Promise<unknown>;
};

/** Does `work` in a conversation that nobody has just written in. */
export function converse<T>(
  { adapter, appId }: Connected,
  place: { serviceUrl: string; conversationId: string },
  work: (conversations: Conversations) => Promise<T>,
): Promise<T> {
  const conversation = { id: place.conversationId };
  const reference = { channelId: "msteams", serviceUrl: place.serviceUrl, conversation };
  return new Promise((resolve, reject) => {
    // The turn's own sendActivity would answer a message that does not exist.
    const logic = async (turn: TurnContext) => {
      const connector = turn.turnState.get<{ conversations: Conversations }>(adapter.ConnectorClientKey);
      resolve(await work(connector.conversations));
    };
    adapter
      .continueConversationAsync(appId, reference as Partial<ConversationReference>, logic)
      .catch(reject);
  });
}

/** Opens the 1:1 conversation with a person, or finds the one that there is, and returns its id. */
export function openChat({ adapter, appId }: Connected, address: PersonAddress): Promise<string> {
  const { serviceUrl, tenantId, userId, bot } = address;
  const members = [{ id: userId }];
  const parameters = { isGroup: false, bot, members, tenantId, channelData: { tenant: { id: tenantId } } };
  return new Promise((resolve, reject) => {
    const logic = async ({ activity }: TurnContext) => resolve(activity.conversation.id);
    const scope = "https://api.botframework.com";
    adapter
      .createConversationAsync(
        appId,
        "msteams",
        serviceUrl,
        scope,
        parameters as ConversationParameters & object,
        logic,
      )
      .catch(reject);
  });
}
