import type { types } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Logger } from "pino";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Action, Card } from "../../views/card.js";
import type { Form } from "../../views/form.js";
import type { Caller, Reply } from "../command.js";
import { faultOf } from "./client.js";
import { cardView, formView } from "./modal.js";
import { renderCard } from "./render.js";

/** Where a reply can be shown: as Slack described the act that it answers. */
type Where = { caller: Caller; triggerId?: string; responseUrl?: string; viewId?: string };

type Replier = {
  /** Shows a reply to the person who acted, and to nobody else. */
  show(reply: Reply, t: Catalogue, where: Where): Promise<void>;
};

const responseTimeoutMs = 5_000;

/** Replies by whatever way is open; `apiUrl` is the only address besides Slack's own that is posted to. */
export function createReplier(client: WebClient, log: Logger, apiUrl?: string): Replier {
  return {
    async show(reply, t, where) {
      if (reply.kind === "card") return showCard(reply, t, where);
      const opened = await tryEach([() => openForm(reply, t, where)]);
      if (!opened) await showCard(reopenCard(reply, t), t, where);
    },
  };

  async function openForm(form: Form, t: Catalogue, { caller, triggerId, viewId }: Where): Promise<void> {
    const view = formView(form, t, caller.place);
    if (viewId) await client.views.update({ view_id: viewId, view });
    else await client.views.open({ trigger_id: triggerId ?? "", view });
  }

  async function showCard(card: Card, t: Catalogue, { caller, responseUrl, viewId }: Where): Promise<void> {
    const { place, person } = caller;
    const message = renderCard(card, t);
    const ways: (() => Promise<unknown>)[] = [];
    if (viewId) ways.push(() => client.views.update({ view_id: viewId, view: cardView(card, t, place) }));
    if (responseUrl) ways.push(() => respond(responseUrl, message));
    if (place) {
      ways.push(() =>
        client.chat.postEphemeral({ channel: place.externalId, user: person.externalId, ...message }),
      );
    }
    const unfurl = { unfurl_links: false, unfurl_media: false, mrkdwn: false };
    ways.push(() => client.chat.postMessage({ channel: person.externalId, ...message, ...unfurl }));
    await tryEach(ways);
  }

  /** Tries one way after the other until one succeeds. */
  async function tryEach(ways: (() => Promise<unknown>)[]): Promise<boolean> {
    for (const way of ways) {
      try {
        await way();
        return true;
      } catch (error) {
        log.warn({ platform: "slack", ...faultOf(error) }, "a way to reply failed");
      }
    }
    return false;
  }

  async function respond(url: string, message: { text: string; blocks: types.KnownBlock[] }): Promise<void> {
    if (!isSlacks(url, apiUrl)) throw new Error("a response_url that is not Slack's");
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ response_type: "ephemeral", replace_original: false, ...message }),
      redirect: "error",
      signal: AbortSignal.timeout(responseTimeoutMs),
    });
    await response.body?.cancel();
    if (!response.ok)
      throw Object.assign(new Error("response_url refused"), { code: `http_${response.status}` });
  }
}

/** Whether an address is Slack's; what a payload names is not trusted. */
export function isSlacks(url: string, apiUrl?: string): boolean {
  try {
    const { origin } = new URL(url);
    return (
      origin === "https://hooks.slack.com" || (apiUrl !== undefined && origin === new URL(apiUrl).origin)
    );
  } catch {
    return false;
  }
}

/** Stands in for a form that came too late for Slack to open, with a button that opens it. */
function reopenCard(form: Form, t: Catalogue): Card {
  const entered = form.fields.flatMap(({ name, value }) => (value?.length ? [[name, value] as const] : []));
  const again = {
    label: t.platform.openForm,
    command: form.command,
    input: { ...form.known, ...Object.fromEntries(entered) },
    emphasis: "primary",
  } as Action;
  return {
    kind: "card",
    title: form.title,
    elements: [{ type: "text", text: t.platform.formNotOpened }],
    actions: [again],
  };
}
