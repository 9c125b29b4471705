import { coverageOf } from "../announcements/coverage.js";
import type { AnnouncementRow } from "../announcements/store.js";
import type { Context } from "../context.js";
import type { NeedContent, TeamAnswer } from "../messages.js";

/** Everything that is shown of a need, and its announcements; undefined where it is gone. */
export async function needContent(
  ctx: Context,
  needId: string,
): Promise<{ content: NeedContent; announcements: AnnouncementRow[] } | undefined> {
  const [need, announcements] = await Promise.all([
    ctx.store.needs.byId(needId),
    ctx.store.announcements.ofNeed(needId),
  ]);
  if (!need) return undefined;
  const content: NeedContent = {
    needId,
    number: need.number,
    summary: need.summary,
    kind: need.kind,
    horizon: need.horizon,
    customers: [...new Set(need.voices.map(({ customer }) => customer))],
    voices: need.voices.map(({ customer, words }) => ({ customer, words })),
    themes: need.themes.map(({ en, es }) => ({ en, es })),
    author: need.author,
    teams: announcements.map(teamAnswer),
    coverage: coverageOf(announcements),
  };
  return { content, announcements };
}

/** What one team has answered so far. */
export function teamAnswer({ team, answer, answeredBy, question }: AnnouncementRow): TeamAnswer {
  return { team, answer, by: answeredBy, question };
}
