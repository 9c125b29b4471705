import { isObject, type Json, objects } from "../loopback.js";
import { elementsOf } from "./blocks.js";
import { addView, checkedView, replaceView, SlackRefusal } from "./content.js";
import type { SendOptions } from "./signed.js";
import type { SlackEphemeral, SlackMessage, SlackState, SlackView, Workspace } from "./state.js";

export type CommandOptions = SendOptions & {
  /** "/need"; with `text` alone its first word is the command: "/need faster exports". */
  command?: string;
  text?: string;
  user: string;
  channel: string;
  team?: string;
  triggerId?: string;
};
export type ActionOptions = SendOptions & {
  /** Where the button is: a stored message (or its ts), an ephemeral, or a view. */
  message?: SlackMessage | SlackEphemeral | string;
  view?: SlackView;
  /** The element's action_id, or the label on it. */
  action: string;
  user: string;
  /** The chosen option's value or label, a date, a user …, for anything but a button. */
  choice?: string;
  triggerId?: string;
};
export type ViewOptions = SendOptions & { user?: string };
export type ShortcutOptions = SendOptions & {
  callbackId: string;
  user: string;
  team?: string;
  /** With these it is a message shortcut, without it is a global one. */
  channel?: string;
  message?: { text: string; ts?: string; user?: string };
  triggerId?: string;
};
export type EventOptions = SendOptions & { team?: string; eventId?: string };

/** Carries out what an app answers to a sent modal; what Slack would not accept is a violation. */
export function followAnswer(state: SlackState, view: SlackView, body: Json, workspace: Workspace): void {
  const kind = body.response_action;
  try {
    if (kind === "errors") {
      view.errors = isObject(body.errors) ? (body.errors as Record<string, string>) : {};
      const known = view.blocks.filter((block) => block.type === "input").map((block) => block.block_id);
      const stray = Object.keys(view.errors).filter((id) => !known.includes(id));
      if (stray.length > 0 || Object.keys(view.errors).length === 0)
        state.violations.push(`errors name no input block of the view: ${stray.join(", ")}`);
    } else if (kind === "update") replaceView(view, checkedView(body.view));
    else if (kind === "push") addView(state, checkedView(body.view), workspace, view.user);
    else if (kind === "clear") {
      for (const one of state.views) if (one.user === view.user && one.type === "modal") one.open = false;
    } else if (kind === undefined) view.open = false;
    else state.violations.push(`unknown response_action ${String(kind)}`);
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    state.violations.push(`response_action ${String(kind)}: ${error.messages.join("; ")}`);
  }
}

/** Finds an interactive element by action_id or by its label. */
export function findElement(blocks: Json[], wanted: string): { block: Json; element: Json } {
  const all = blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element })));
  const label = (element: Json) => (isObject(element.text) ? element.text.text : undefined);
  const found =
    all.find(({ element }) => element.action_id === wanted) ??
    all.find(({ element }) => label(element) === wanted);
  if (found) return found;
  const known = all.map(({ element }) => `${String(element.action_id)} (${String(label(element))})`);
  throw new Error(`There is no "${wanted}" to press; there is ${known.join(", ") || "nothing"}`);
}

/** What a person chose in anything but a button. */
export function chosen(element: Json, choice: string | undefined): Json {
  if (element.type === "button" || choice === undefined) return {};
  const option = objects(element.options).find(
    (one) => one.value === choice || (isObject(one.text) && one.text.text === choice),
  );
  if (option) return { selected_option: option };
  if (Array.isArray(element.options)) throw new Error(`There is no option ${choice}`);
  if (element.type === "datepicker") return { selected_date: choice };
  if (element.type === "users_select") return { selected_user: choice };
  return { value: choice };
}
