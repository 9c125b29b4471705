import { type Json, text } from "../loopback.js";
import {
  addView,
  checkedView,
  contentOf,
  directChannel,
  messageObject,
  replaceView,
  SlackRefusal,
  viewObject,
} from "./content.js";
import { type SlackChannel, type SlackState, slackTs, type Workspace } from "./state.js";

export type MethodContext = { state: SlackState; triggerLifetimeMs: number };
type Method = (args: Json, workspace: Workspace, context: MethodContext) => Json;

/** The methods this Slack knows; any other is `unknown_method`. */
export const methods: Record<string, Method> = {
  "auth.test": (_args, { team, name, botUser, botId }) => ({
    url: `https://${name}.slack.com/`,
    team: name,
    user: "enfoque",
    team_id: team,
    user_id: botUser,
    bot_id: botId,
    is_enterprise_install: false,
  }),

  "chat.postMessage"(args, workspace, { state }) {
    const channel = channelFor(args.channel, workspace, state);
    const { words, blocks } = contentOf(args);
    for (const flag of ["unfurl_links", "unfurl_media"]) {
      if (args[flag] !== false && args[flag] !== "false")
        state.violations.push(`chat.postMessage: ${flag} is not false`);
    }
    const threadTs = text(args.thread_ts);
    if (threadTs && !state.messages.some((message) => message.ts === threadTs))
      throw new SlackRefusal("thread_not_found");
    const message = {
      channel: channel.id,
      team: workspace.team,
      ts: slackTs(),
      text: words,
      blocks,
      updates: 0,
      ...(threadTs ? { threadTs } : {}),
    };
    state.messages.push(message);
    return { channel: channel.id, ts: message.ts, message: messageObject(message, workspace) };
  },

  "chat.update"(args, workspace, { state }) {
    const channel = channelFor(args.channel, workspace, state);
    const { words, blocks } = contentOf(args);
    const message = state.messages.find((one) => one.ts === text(args.ts) && one.channel === channel.id);
    if (!message) throw new SlackRefusal("message_not_found");
    Object.assign(message, { text: words, blocks, updates: message.updates + 1 });
    return {
      channel: channel.id,
      ts: message.ts,
      text: words,
      message: messageObject(message, workspace),
    };
  },

  "chat.postEphemeral"(args, workspace, { state }) {
    const channel = channelFor(args.channel, workspace, state);
    const { words, blocks } = contentOf(args);
    const user = userIn(args.user, workspace, state, "user_not_in_channel");
    state.ephemerals.push({
      channel: channel.id,
      team: workspace.team,
      user: user.id,
      text: words,
      blocks,
      via: "postEphemeral",
      responseType: "ephemeral",
      replaceOriginal: false,
      deleteOriginal: false,
    });
    return { message_ts: slackTs() };
  },

  "views.open": (args, workspace, context) => {
    const view = checkedView(args.view);
    const { user } = useTrigger(args.trigger_id, workspace, context);
    return { view: viewObject(addView(context.state, view, workspace, user), workspace) };
  },

  "views.push": (args, workspace, context) => {
    const view = checkedView(args.view);
    const { user } = useTrigger(args.trigger_id, workspace, context);
    const open = context.state.views.filter((one) => one.open && one.user === user && one.type === "modal");
    if (open.length >= 3) throw new SlackRefusal("push_limit_reached");
    return { view: viewObject(addView(context.state, view, workspace, user), workspace) };
  },

  "views.update"(args, workspace, { state }) {
    const content = checkedView(args.view);
    const view = state.views.find((one) =>
      text(args.view_id)
        ? one.id === args.view_id
        : one.content.external_id === args.external_id && args.external_id !== undefined,
    );
    if (!view?.open || view.team !== workspace.team) throw new SlackRefusal("not_found");
    if (args.hash !== undefined && args.hash !== view.hash) throw new SlackRefusal("hash_conflict");
    return { view: viewObject(replaceView(view, content), workspace) };
  },

  "views.publish"(args, workspace, { state }) {
    const content = checkedView(args.view);
    const user = userIn(args.user_id, workspace, state);
    const home = state.views.find((one) => one.type === "home" && one.user === user.id);
    const view = home ? replaceView(home, content) : addView(state, content, workspace, user.id);
    return { view: viewObject(view, workspace) };
  },

  "users.info"(args, workspace, { state }) {
    const { id, name, email, locale, tz, is_admin } = userIn(args.user, workspace, state);
    const asked = args.include_locale === true || args.include_locale === "true";
    const user = {
      id,
      team_id: workspace.team,
      name: name.toLowerCase().replaceAll(" ", "."),
      real_name: name,
      deleted: false,
      tz,
      is_admin,
      is_owner: false,
      is_bot: false,
      is_restricted: false,
      is_ultra_restricted: false,
      profile: { real_name: name, display_name: name, email, team: workspace.team },
      ...(asked ? { locale } : {}),
    };
    return { user };
  },

  "conversations.open"(args, workspace, { state }) {
    const users = text(args.users).split(",").filter(Boolean);
    if (users.length !== 1) throw new SlackRefusal("users_list_not_supplied");
    const user = userIn(users[0], workspace, state);
    return { channel: { id: directChannel(user.id, workspace, state).id } };
  },

  "conversations.info"(args, workspace, { state }) {
    const channel = knownChannel(args.channel, workspace, state);
    const isIm = channel.user !== undefined;
    return {
      channel: {
        id: channel.id,
        name: channel.name,
        is_channel: !isIm,
        is_im: isIm,
        is_private: false,
        is_archived: channel.archived,
        is_member: channel.member,
        context_team_id: workspace.team,
      },
    };
  },
};

function useTrigger(
  id: unknown,
  workspace: Workspace,
  { state, triggerLifetimeMs }: MethodContext,
): { user: string } {
  const trigger = state.triggers.get(text(id));
  if (!trigger || trigger.team !== workspace.team || Date.now() - trigger.issuedAt > triggerLifetimeMs) {
    throw new SlackRefusal("expired_trigger_id");
  }
  if (trigger.used) throw new SlackRefusal("exchanged_trigger_id");
  trigger.used = true;
  return trigger;
}

function channelFor(id: unknown, workspace: Workspace, state: SlackState): SlackChannel {
  const user = state.users.get(text(id));
  if (user?.team === workspace.team) return directChannel(user.id, workspace, state);
  const channel = knownChannel(id, workspace, state);
  if (channel.archived) throw new SlackRefusal("is_archived");
  if (!channel.member) throw new SlackRefusal("not_in_channel");
  return channel;
}

function knownChannel(id: unknown, workspace: Workspace, state: SlackState): SlackChannel {
  const channel = state.channels.get(text(id));
  if (channel?.team !== workspace.team) throw new SlackRefusal("channel_not_found");
  return channel;
}

function userIn(id: unknown, workspace: Workspace, state: SlackState, refusal = "user_not_found") {
  const user = state.users.get(text(id));
  if (user?.team !== workspace.team) throw new SlackRefusal(refusal);
  return user;
}
