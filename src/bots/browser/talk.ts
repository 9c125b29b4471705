import type { Request, Response, Router } from "express";
import { takeSelf } from "../../domain/members/join-workspace.js";
import { messageText, postAnswer, postMessage } from "../../domain/workspace/post-message.js";
import type { Form } from "../../views/form.js";
import type { Request as Asked, Caller } from "../command.js";
import { fieldPrefix } from "./form.js";
import { sendNotice } from "./notice.js";
import type { BrowserOptions } from "./options.js";
import { isId } from "./paths.js";
import { POSTS_SHOWN } from "./posts.js";
import { talkPage } from "./talk-page.js";
import { answerId, type Place, placeOf, type Visit } from "./visit.js";
import { listOf, objectOf, textOf, visiting } from "./visiting.js";

const places = ["/channels/:channelId", "/direct"];

/** Reading and writing in channels and in the talk with the bot. */
export function talkRoutes(router: Router, options: BrowserOptions): void {
  type Handle = (visit: Visit, place: Place, req: Request, res: Response) => Promise<void>;
  const inPlace = (handle: Handle) =>
    visiting(options, async (visit, req, res) => {
      const { channelId } = req.params;
      const place = placeOf(visit, channelId === undefined ? undefined : String(channelId));
      if (!place) return sendNotice(req, res, 404, "notFound", "notFoundText");
      if (req.method === "POST" && !isId(textOf(req, "act")))
        return sendNotice(req, res, 400, "refused", "tooMuch");
      await handle(visit, place, req, res);
    });

  for (const path of places) {
    router.get(
      path,
      inPlace(async (visit, place, _req, res) => show(visit, place, res)),
    );
    // Somebody who loads the page of an act again (after "back", say) gets the place it was done in.
    router.get(
      `${path}/:act`,
      inPlace(async (_visit, place, _req, res) => res.redirect(303, place.path)),
    );
    router.post(`${path}/say`, inPlace(say));
    router.post(
      `${path}/press`,
      inPlace((visit, place, req, res) => {
        const asked = {
          kind: "press",
          command: textOf(req, "command"),
          input: objectOf(req, "input"),
        } as const;
        return ask(visit, place, asked, req, res);
      }),
    );
    router.post(
      `${path}/submit`,
      inPlace((visit, place, req, res) => {
        const asked = { kind: "submit", command: textOf(req, "command"), input: filledIn(req) } as const;
        return ask(visit, place, asked, req, res);
      }),
    );
  }

  async function say(visit: Visit, place: Place, req: Request, res: Response): Promise<void> {
    const act = textOf(req, "act");
    const text = messageText.safeParse(textOf(req, "text"));
    if (!text.success) return res.redirect(303, place.path);
    const isCommand = place.channel === undefined || text.data.startsWith("/");
    if (!isCommand || !place.channel)
      await postMessage(visit, { id: act, channelId: place.channel?.id, text: text.data });
    if (!isCommand) return res.redirect(303, place.path);
    await ask(visit, place, { kind: "text", text: text.data }, req, res);
  }

  async function ask(visit: Visit, place: Place, asked: Asked, req: Request, res: Response): Promise<void> {
    const act = textOf(req, "act");
    await takeSelf({ ...visit, now: options.now }, visit.actor);
    const { reply } = await options.dispatch(callerOf(visit, place, act), asked);
    if (reply.kind === "form") {
      res.status(asked.kind === "submit" ? 422 : 200);
      return show(visit, place, res, reply);
    }
    const typed = asked.kind === "text" && place.channel ? asked.text : undefined;
    const id = answerId(act);
    await postAnswer(visit, { id, channelId: place.channel?.id, asked: typed, card: reply });
    // A long answer is read from its beginning.
    res.redirect(303, `${place.path}#post-${id}`);
  }
}

async function show(visit: Visit, place: Place, res: Response, form?: Form): Promise<void> {
  const view = { channelId: place.channel?.id, memberId: visit.actor.memberId };
  const posts = await visit.store.workspace.posts(view, POSTS_SHOWN);
  res.send(talkPage(visit, place, posts, form));
}

function callerOf({ actor }: Visit, { channel }: Place, actKey: string): Caller {
  return {
    platform: "browser",
    workspaceId: "local",
    person: { externalId: actor.memberId, name: actor.name, locale: actor.locale, zone: actor.zone },
    ...(channel ? { place: { externalId: channel.externalId, name: channel.name } } : {}),
    actKey,
  };
}

/** The input that a form's answers make: what was known, each field's text, and the lists as lists. */
function filledIn(req: Request): Record<string, unknown> {
  const lists = textOf(req, "lists").split(",").filter(Boolean);
  const names = Object.keys((req.body ?? {}) as object).filter((name) => name.startsWith(fieldPrefix));
  const texts = names.map((name) => [name.slice(fieldPrefix.length), textOf(req, name)]);
  const chosen = lists.map((name) => [name, listOf(req, `${fieldPrefix}${name}`)]);
  return { ...objectOf(req, "known"), ...Object.fromEntries([...texts, ...chosen]) };
}
