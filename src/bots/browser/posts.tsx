import { createHash } from "node:crypto";
import { DateTime } from "luxon";
import type { VNode } from "preact";
import type { PostRow } from "../../domain/workspace/store.js";
import type { Card } from "../../views/card.js";
import { Avatar } from "./avatar.js";
import { Linked } from "./linked.js";
import { CardView, type Pressing } from "./render.js";
import type { Place, Visit } from "./visit.js";

export const POSTS_SHOWN = 100;

/** The posts of a place, a heading before each day; what has a version is exchanged where that has changed. */
export function Posts({ posts, visit, place }: { posts: PostRow[]; visit: Visit; place: Place }): VNode {
  const { t, actor } = visit;
  const { workspace } = t;
  const moments = posts.map((post) => localTime(post.createdAt, visit));
  const empty = place.channel ? workspace.emptyChannel(place.channel.name) : workspace.emptyDirect;
  return (
    <ol id="posts" data-page={place.path} data-live={actor.memberId}>
      {posts.length === 0 ? (
        <li id="post-none" class="none" data-version="">
          {empty}
        </li>
      ) : null}
      {posts.length === POSTS_SHOWN ? (
        <li id="post-earlier" class="none" data-version="">
          {workspace.latest(POSTS_SHOWN)}
        </li>
      ) : null}
      {posts.flatMap((post, index) => {
        const at = moments[index] ?? localTime(post.createdAt, visit);
        const before = moments[index - 1];
        const item = <Post key={post.id} post={post} at={at} visit={visit} place={place} />;
        if (before && before.toISODate() === at.toISODate()) return [item];
        return [<Day key={`day-${post.id}`} at={at} visit={visit} />, item];
      })}
    </ol>
  );
}

function localTime(date: Date, { actor }: Visit): DateTime {
  const at = DateTime.fromJSDate(date, { zone: actor.zone }).setLocale(actor.locale);
  return at.isValid ? at : DateTime.fromJSDate(date, { zone: "UTC" }).setLocale(actor.locale);
}

function Day({ at, visit }: { at: DateTime; visit: Visit }): VNode {
  const today = DateTime.now().setZone(at.zone).startOf("day");
  const isNear = today.diff(at.startOf("day"), "days").days < 2;
  const near = isNear ? at.toRelativeCalendar({ unit: "days" }) : null;
  const day = near ?? at.toLocaleString({ weekday: "long", day: "numeric", month: "long" });
  return (
    <li id={`day-${at.toISODate()}`} class="day" data-version={day}>
      <span>{day.charAt(0).toLocaleUpperCase(visit.actor.locale) + day.slice(1)}</span>
    </li>
  );
}

function Post({
  post,
  at,
  visit,
  place,
}: {
  post: PostRow;
  at: DateTime;
  visit: Visit;
  place: Place;
}): VNode {
  const { t, actor, token, newId } = visit;
  const { id, author, text, card, visibleToId, edited } = post;
  const pressing: Pressing = { path: place.path, token, newId };
  const isAlone = place.channel !== undefined && visibleToId !== null;
  const moment = t.format.moment(post.createdAt, at.zoneName ?? "UTC");
  return (
    <li id={`post-${id}`} class={isAlone ? "post alone" : "post"} data-version={version(post)} tabIndex={-1}>
      <Avatar name={author} />
      <div class="said">
        <p class="who">
          <strong dir="auto">{author ?? "Enfoque"}</strong>
          {author === null ? <span class="badge">{t.workspace.app}</span> : null}
          <time dateTime={post.createdAt.toISOString()} title={moment}>
            {at.toLocaleString(DateTime.TIME_SIMPLE)}
          </time>
          {edited ? <span class="muted">({t.workspace.edited})</span> : null}
          {isAlone ? <span class="lonely">{t.workspace.onlyYou}</span> : null}
        </p>
        {text ? (
          <p class={author === null ? "text typed" : "text"} dir="auto">
            {author === null ? <span class="visually-hidden">{actor.name}: </span> : null}
            <Linked text={text} />
          </p>
        ) : null}
        {isCard(card) ? <CardView card={card} pressing={pressing} /> : null}
      </div>
    </li>
  );
}

function isCard(card: unknown): card is Card {
  return typeof card === "object" && card !== null && "kind" in card && card.kind === "card";
}

function version({ text, card, edited }: PostRow): string {
  return createHash("sha256")
    .update(JSON.stringify([text, card, edited]))
    .digest("base64url")
    .slice(0, 12);
}
