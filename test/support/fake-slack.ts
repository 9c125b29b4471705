import { eventually } from "./eventually.js";
import { createBuckets, createFaults, type Faults, type RateLimit } from "./faults.js";
import { listen } from "./loopback.js";
import { createSender, type SlackSender } from "./slack/sender.js";
import { createHandler } from "./slack/server.js";
import { createState, type SlackState, type SlackUser, type Workspace } from "./slack/state.js";

export { blockProblems, viewProblems } from "./slack/blocks.js";
export type { SlackView } from "./slack/state.js";

export type FakeSlackOptions = {
  /** Where the app listens, without path; can be set later. */
  appUrl?: string;
  signingSecret?: string;
  /** Of chat.postMessage, per channel. Slack's own is 1/s; the default is generous so that tests are quick. */
  rateLimit?: RateLimit;
  triggerLifetimeMs?: number;
  workspace?: Partial<Workspace>;
};

export type FakeSlack = Pick<
  SlackState,
  "messages" | "ephemerals" | "views" | "calls" | "violations" | "channels" | "users"
> &
  SlackSender &
  Pick<Faults, "failNext"> & {
    url: string;
    /** What the app's `slackApiUrl` must be. */
    slackApiUrl: string;
    appUrl: string;
    signingSecret: string;
    /** The first workspace; its token is what the app's `authorize` gives. */
    workspace: Workspace;
    addWorkspace(workspace: Partial<Workspace>): Workspace;
    /** Makes a token invalid, as an uninstall does. */
    revoke(token: string): void;
    addChannel(
      id: string,
      name: string,
      more?: { team?: string; archived?: boolean; member?: boolean },
    ): void;
    addUser(user: Partial<SlackUser> & { id: string }): SlackUser;
    /** The newest message in a channel, or to a user. */
    lastMessage(channel: string): SlackState["messages"][number] | undefined;
    /** Waits until the predicate gives something truthy. */
    waitFor: typeof eventually;
    /** Forgets messages, calls, views, faults, rates and violations; keeps workspaces, channels and users. */
    reset(): void;
    /** Slack is down: connections are refused until `restart`. */
    stop(): Promise<void>;
    restart(): Promise<void>;
  };

/** Plays Slack's Web API, and Slack as the caller of the app, strictly. */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const state = createState();
  const faults = createFaults();
  const context = { state, triggerLifetimeMs: options.triggerLifetimeMs ?? 3000 };
  const buckets = createBuckets(options.rateLimit ?? { perSecond: 5, burst: 5 });
  const server = await listen(createHandler(context, faults, buckets));
  const signingSecret = options.signingSecret ?? "8f742231b10e8888abcd99yyyzzz85a5";

  const addWorkspace = (given: Partial<Workspace>): Workspace => {
    const number = state.workspaces.size + 1;
    const workspace = {
      team: `T0ENFOQUE${number}`,
      name: `enfoque${number}`,
      token: `xoxb-fake-${number}-token`,
      botUser: `U0BOT${number}`,
      botId: `B0BOT${number}`,
      ...given,
    };
    state.workspaces.set(workspace.token, workspace);
    return workspace;
  };
  const workspace = addWorkspace(options.workspace ?? {});
  const sender = createSender(state, {
    signingSecret,
    target: () => {
      if (!fake.appUrl) throw new Error("Set appUrl of the fake Slack before it calls the app");
      return `${fake.appUrl}/slack/events`;
    },
    baseUrl: () => server.url,
  });

  const fake: FakeSlack = {
    ...state,
    ...sender,
    failNext: faults.failNext,
    url: server.url,
    slackApiUrl: `${server.url}/api/`,
    appUrl: options.appUrl ?? "",
    signingSecret,
    workspace,
    addWorkspace,
    revoke: (token) => void state.workspaces.delete(token),
    addChannel(id, name, { team = workspace.team, archived = false, member = true } = {}) {
      state.channels.set(id, { id, name, team, archived, member });
    },
    addUser(given) {
      const user = {
        team: workspace.team,
        name: given.id,
        email: `${given.id.toLowerCase()}@example.com`,
        locale: "en-US",
        tz: "Europe/Madrid",
        is_admin: false,
        ...given,
      };
      state.users.set(user.id, user);
      return user;
    },
    lastMessage(channel) {
      const direct = [...state.channels.values()].find((one) => one.user === channel)?.id;
      return state.messages.findLast((one) => one.channel === (direct ?? channel));
    },
    waitFor: eventually,
    reset() {
      for (const list of [state.messages, state.ephemerals, state.views, state.calls, state.violations])
        list.length = 0;
      faults.clear();
      buckets.clear();
    },
    stop: server.stop,
    restart: server.restart,
  };
  return fake;
}
