import { eventually } from "./eventually.js";
import { createBuckets, createFaults, type Faults, type RateLimit } from "./faults.js";
import { listen } from "./loopback.js";
import { createSender, type TeamsSender } from "./teams/sender.js";
import { createHandler } from "./teams/server.js";
import {
  createState,
  personalConversation,
  randomId,
  type TeamsConversation,
  type TeamsState,
  type TeamsUser,
} from "./teams/state.js";
import { channelKeys } from "./teams/tokens.js";

export { activityProblems, cardProblems } from "./teams/cards.js";
export type { TeamsConversation, TeamsUser } from "./teams/state.js";
export { badTokens } from "./teams/tokens.js";

export type FakeTeamsOptions = {
  /** Where the app listens, without path; can be set later. */
  appUrl?: string;
  appId?: string;
  appSecret?: string;
  tenantId?: string;
  tokenIssuer?: string;
  botName?: string;
  /** Of sending, per conversation; Teams' own 7 in 1 s by default. */
  rateLimit?: RateLimit;
  tokenLifetimeSeconds?: number;
};

export type FakeTeams = Pick<TeamsState, "activities" | "conversations" | "users" | "calls" | "violations"> &
  TeamsSender &
  Pick<Faults, "failNext"> & {
    url: string;
    appUrl: string;
    /** What the app needs to know, by the names of `botAuthentication`'s options. */
    settings: {
      appId: string;
      appSecret: string;
      tenantId: string;
      loginUrl: string;
      openIdMetadataUrl: string;
      tokenIssuer: string;
    };
    /** The address of the Connector, as the activities carry it. */
    serviceUrl: string;
    /** How often the app asked for a token. */
    readonly tokenRequests: number;
    addUser(user: Partial<TeamsUser> & { name: string }): TeamsUser;
    /** A channel of a team in which the app is installed; everyone known so far is in it unless `members` says who. */
    addChannel(
      name: string,
      more?: { id?: string; team?: { id: string; name: string }; members?: string[] },
    ): TeamsConversation;
    /** A person's one-to-one chat with the bot. */
    personal(user: string): TeamsConversation;
    /** The newest activity of the app in a conversation. */
    lastActivity(conversation: string): TeamsState["activities"][number] | undefined;
    /** Makes every issued token worthless. */
    revokeTokens(): void;
    /** Waits until the predicate gives something truthy. */
    waitFor: typeof eventually;
    /** Forgets activities, calls, faults, rates and violations; keeps people, conversations and tokens. */
    reset(): void;
    /** Teams is down: connections are refused until `restart`. */
    stop(): Promise<void>;
    restart(): Promise<void>;
  };

/** Plays Microsoft's sign-in, the Bot Connector, and Teams as the caller of the app, strictly. */
export async function startFakeTeams(options: FakeTeamsOptions = {}): Promise<FakeTeams> {
  const state = createState();
  const faults = createFaults();
  const buckets = createBuckets(options.rateLimit ?? { perSecond: 7, burst: 7 });
  const identity = {
    appId: options.appId ?? "11111111-2222-3333-4444-555555555555",
    appSecret: options.appSecret ?? "fake~teams~secret",
    tenantId: options.tenantId ?? "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
  };
  const issuer = options.tokenIssuer ?? "https://api.botframework.com";
  const [server] = await Promise.all([
    listen(
      createHandler(state, faults, {
        ...identity,
        issuer,
        tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 3599,
        buckets,
        baseUrl: () => fake.url,
      }),
    ),
    channelKeys(),
  ]);
  const serviceUrl = `${server.url}/teams/`;
  const sender = createSender(state, {
    ...identity,
    issuer,
    botName: options.botName ?? "Enfoque",
    serviceUrl: () => serviceUrl,
    target: () => {
      if (!fake.appUrl) throw new Error("Set appUrl of the fake Teams before it calls the app");
      return `${fake.appUrl}/api/messages`;
    },
  });

  const fake: FakeTeams = {
    activities: state.activities,
    conversations: state.conversations,
    users: state.users,
    calls: state.calls,
    violations: state.violations,
    ...sender,
    failNext: faults.failNext,
    url: server.url,
    appUrl: options.appUrl ?? "",
    settings: {
      ...identity,
      loginUrl: server.url,
      openIdMetadataUrl: `${server.url}/openid/.well-known/openidconfiguration`,
      tokenIssuer: issuer,
    },
    serviceUrl,
    get tokenRequests() {
      return state.tokenRequests;
    },
    addUser(given) {
      const user: TeamsUser = {
        id: `29:1${randomId(24)}`,
        aadObjectId: crypto.randomUUID(),
        email: `${given.name.toLowerCase().replaceAll(" ", ".")}@example.com`,
        locale: "en-US",
        role: "user",
        ...given,
      };
      state.users.set(user.id, user);
      return user;
    },
    addChannel(name, { id, team, members } = {}) {
      const channel: TeamsConversation = {
        id: id ?? `19:${randomId(16)}@thread.tacv2`,
        type: "channel",
        tenantId: identity.tenantId,
        name,
        members: members ?? [...state.users.keys()],
        team: team ?? { id: `19:${randomId(16)}@thread.tacv2`, name: "Company" },
      };
      state.conversations.set(channel.id, channel);
      return channel;
    },
    personal: (user) => personalConversation(state, user, identity.tenantId),
    lastActivity: (conversation) => state.activities.findLast((one) => one.conversation === conversation),
    revokeTokens: () => state.tokens.clear(),
    waitFor: eventually,
    reset() {
      for (const list of [state.activities, state.calls, state.violations]) list.length = 0;
      faults.clear();
      buckets.clear();
    },
    stop: server.stop,
    restart: server.restart,
  };
  return fake;
}
