import { randomBytes } from "node:crypto";
import { isObject, type Json, text } from "../loopback.js";
import {
  type ActionOptions,
  type CommandOptions,
  chosen,
  type EventOptions,
  findElement,
  followAnswer,
  type ShortcutOptions,
  type ViewOptions,
} from "./acting.js";
import { messageObject, viewObject } from "./content.js";
import { recordReply } from "./replies.js";
import { type Answer, post, type SendOptions, sendSigned } from "./signed.js";
import {
  issueTrigger,
  type SlackMessage,
  type SlackState,
  type SlackView,
  slackId,
  slackTs,
  type Workspace,
} from "./state.js";
import { stateValues, type Values } from "./values.js";

export type SlackSender = ReturnType<typeof createSender>;

/** Slack's side of the wire: what people do, posted to the app as signed requests. */
export function createSender(
  state: SlackState,
  settings: { signingSecret: string; target(): string; baseUrl(): string },
) {
  const workspaceOf = (team?: string): Workspace => {
    const all = [...state.workspaces.values()];
    const found = team === undefined ? all[0] : all.find((one) => one.team === team);
    if (!found) throw new Error(`There is no workspace ${team ?? ""}`);
    return found;
  };
  const teamOf = (user: string, team?: string) => team ?? state.users.get(user)?.team;
  const userObject = (id: string, team: string) => {
    const name = state.users.get(id)?.name ?? id;
    return { id, username: name.toLowerCase(), name: name.toLowerCase(), team_id: team };
  };
  const teamObject = ({ team, name }: Workspace) => ({ id: team, domain: name });
  const responseUrl = (user: string, team: string, channel: string, ts?: string) => {
    const id = `${slackId("R")}${randomBytes(12).toString("hex")}`;
    const target = { user, team, channel, issuedAt: Date.now(), uses: 0, ...(ts ? { ts } : {}) };
    state.responseUrls.set(id, target);
    return `${settings.baseUrl()}/response/${id}`;
  };
  const form = (fields: Record<string, string>, options: SendOptions) =>
    send("application/x-www-form-urlencoded", new URLSearchParams(fields).toString(), options);
  const interaction = (payload: Json, options: SendOptions) =>
    form({ payload: JSON.stringify(payload) }, options);
  const common = (workspace: Workspace, user: string) => ({
    token: "legacy-verification-token",
    api_app_id: "A0ENFOQUE",
    team: teamObject(workspace),
    enterprise: null,
    is_enterprise_install: false,
    user: userObject(user, workspace.team),
  });

  /** Signs and posts any body. */
  function send(contentType: string, body: string, options: SendOptions = {}): Promise<Answer> {
    return sendSigned(settings.target(), settings.signingSecret, contentType, body, options, state);
  }

  /** Sends the bytes and headers of an earlier request once more. */
  function replay(answer: Answer): Promise<Answer> {
    return post(settings.target(), answer.request, state);
  }

  /** A person types a slash command; a body in the acknowledgement is recorded as an ephemeral. */
  async function command(options: CommandOptions): Promise<Answer> {
    const { user, channel } = options;
    const workspace = workspaceOf(teamOf(user, options.team));
    const [first = "", ...rest] = (options.text ?? "").split(" ");
    const named = options.command ?? first;
    const words = first === named ? rest.join(" ") : (options.text ?? "");
    const fields = {
      token: "legacy-verification-token",
      team_id: workspace.team,
      team_domain: workspace.name,
      channel_id: channel,
      channel_name: state.channels.get(channel)?.name ?? "directmessage",
      user_id: user,
      user_name: userObject(user, workspace.team).name,
      command: named,
      text: words,
      api_app_id: "A0ENFOQUE",
      is_enterprise_install: "false",
      response_url: responseUrl(user, workspace.team, channel),
      trigger_id: options.triggerId ?? issueTrigger(state, user, workspace.team),
    };
    const answer = await form(fields, options);
    if (answer.status === 200 && isObject(answer.body)) {
      const problem = recordReply(state, { user, team: workspace.team, channel }, answer.body, "ack");
      if (problem)
        state.violations.push(`acknowledgement of ${named}: ${problem.error} ${problem.messages ?? ""}`);
    } else if (answer.status === 200 && text(answer.body) !== "") {
      recordReply(state, { user, team: workspace.team, channel }, { text: answer.body }, "ack");
    }
    return answer;
  }

  /** A person presses a button, or chooses in a select, in a message or a view. */
  function action(options: ActionOptions): Promise<Answer> {
    const { user, view } = options;
    const message = typeof options.message === "string" ? messageAt(options.message) : options.message;
    const source = view ?? message;
    if (!source) throw new Error("Say which message or view the button is in");
    const workspace = workspaceOf(source.team);
    const { block, element } = findElement(source.blocks, options.action);
    const acted = {
      action_id: element.action_id,
      block_id: block.block_id,
      type: element.type,
      action_ts: slackTs(),
      ...(element.type === "button" ? { text: element.text } : {}),
      ...(element.value === undefined ? {} : { value: element.value }),
      ...chosen(element, options.choice),
    };
    const ts = message && "ts" in message ? message.ts : slackTs();
    const place = message
      ? {
          container: {
            type: "message",
            message_ts: ts,
            channel_id: message.channel,
            is_ephemeral: !("ts" in message),
          },
          channel: { id: message.channel, name: state.channels.get(message.channel)?.name ?? "" },
          ...("ts" in message ? { message: messageObject(message, workspace) } : {}),
          state: { values: {} },
          response_url: responseUrl(user, workspace.team, message.channel, ts),
        }
      : {
          container: { type: "view", view_id: view?.id },
          view: view ? viewObject(view, workspace) : null,
        };
    const payload = {
      type: "block_actions",
      ...common(workspace, user),
      ...place,
      trigger_id: options.triggerId ?? issueTrigger(state, user, workspace.team),
      actions: [acted],
    };
    return interaction(payload, options);
  }

  /** A person sends a modal; the app's response_action is carried out as Slack would. */
  async function viewSubmit(
    view: SlackView,
    values: Values = {},
    options: ViewOptions = {},
  ): Promise<Answer> {
    if (!view.open) throw new Error(`The view "${view.title}" is closed`);
    const workspace = workspaceOf(view.team);
    const user = options.user ?? view.user;
    const payload = {
      type: "view_submission",
      ...common(workspace, user),
      trigger_id: issueTrigger(state, user, workspace.team),
      view: viewObject(view, workspace, stateValues(view, values)),
      response_urls: [],
    };
    const answer = await interaction(payload, options);
    if (answer.status === 200) followAnswer(state, view, isObject(answer.body) ? answer.body : {}, workspace);
    return answer;
  }

  /** A person closes a modal. */
  function viewClose(view: SlackView, options: ViewOptions = {}): Promise<Answer> {
    const workspace = workspaceOf(view.team);
    view.open = false;
    const payload = {
      type: "view_closed",
      ...common(workspace, options.user ?? view.user),
      view: viewObject(view, workspace),
      is_cleared: false,
    };
    return interaction(payload, options);
  }

  /** A person uses a shortcut, on a message or from anywhere. */
  function shortcut(options: ShortcutOptions): Promise<Answer> {
    const workspace = workspaceOf(teamOf(options.user, options.team));
    const { message, channel = "" } = options;
    const ts = message?.ts ?? slackTs();
    const onMessage = message && {
      message_ts: ts,
      channel: { id: channel, name: state.channels.get(channel)?.name ?? "" },
      message: {
        type: "message",
        user: message.user ?? options.user,
        ts,
        text: message.text,
        team: workspace.team,
      },
      response_url: responseUrl(options.user, workspace.team, channel),
    };
    const payload = {
      type: message ? "message_action" : "shortcut",
      ...common(workspace, options.user),
      callback_id: options.callbackId,
      action_ts: slackTs(),
      trigger_id: options.triggerId ?? issueTrigger(state, options.user, workspace.team),
      ...onMessage,
    };
    return interaction(payload, options);
  }

  /** Slack tells the app that something happened (`app_home_opened`, `app_uninstalled` …). */
  function event(happened: Json & { type: string }, options: EventOptions = {}): Promise<Answer> {
    const workspace = workspaceOf(options.team);
    const payload = {
      type: "event_callback",
      token: "legacy-verification-token",
      team_id: workspace.team,
      context_team_id: workspace.team,
      context_enterprise_id: null,
      api_app_id: "A0ENFOQUE",
      event: { event_ts: slackTs(), ...happened },
      event_id: options.eventId ?? slackId("Ev"),
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: workspace.team,
          user_id: workspace.botUser,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
    };
    return send("application/json", JSON.stringify(payload), options);
  }

  function messageAt(ts: string): SlackMessage {
    const message = state.messages.find((one) => one.ts === ts);
    if (!message) throw new Error(`There is no message ${ts}`);
    return message;
  }

  return { send, replay, command, action, viewSubmit, viewClose, shortcut, event };
}
