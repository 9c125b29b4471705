import type { CommandInput } from "../commands.js";
import { type Context, type Member, requireMember, type Store } from "../context.js";
import { findCustomer } from "../customers/find-customer.js";
import { tellChannel, tellMember } from "../deliveries/tell.js";
import { DomainError } from "../errors.js";
import type { TeamRow, ThemeRow } from "../teams/store.js";
import { themesIn } from "../teams/themes.js";
import type { Horizon, NeedKind } from "./store.js";

const SUMMARY_LENGTH = 140;

/** Records a customer's need with its first voice and announces it to the teams that its themes concern. */
export async function captureNeed(
  ctx: Context,
  input: Omit<CommandInput<"needAdd">, "customer"> & { customer: string },
): Promise<{ id: string; number: number; teams: string[] }> {
  const member = requireMember(ctx.actor);
  return ctx.store.transaction(async (tx) => {
    const customer = await findCustomer(tx, input.customer);
    return recordNeed(tx, ctx, member, {
      customerId: customer.id,
      words: input.words,
      kind: input.kind,
      horizon: input.horizon,
      themeKeys: input.themes,
    });
  });
}

type Captured = {
  customerId: string;
  words: string;
  kind: NeedKind;
  horizon: Horizon;
  themeKeys?: string[] | undefined;
  responseId?: string | undefined;
};

/** Writes a need, its voice and its announcements inside the caller's transaction. */
export async function recordNeed(tx: Store, ctx: Context, member: Member, captured: Captured) {
  const themes = await tx.teams.themes();
  const teams = await tx.teams.list();
  const about = captured.themeKeys?.length
    ? themes.filter(({ key }) => captured.themeKeys?.includes(key))
    : themesIn(captured.words, themes);
  const id = ctx.newId();
  const number = await tx.needs.nextNumber();
  const { kind, horizon, words, customerId, responseId } = captured;
  await tx.needs.add({
    id,
    number,
    summary: summaryOf(words),
    kind,
    horizon,
    themeIds: about.map((theme) => theme.id),
  });
  const voice = { id: ctx.newId(), needId: id, customerId, recordedById: member.memberId, responseId, words };
  if ((await tx.needs.addVoice(voice)) === "taken") {
    const before = responseId && (await tx.needs.numberOfResponse(responseId));
    throw new DomainError("response_recorded", { number: String(before ?? "") });
  }
  await tx.audit.add(member, "need.recorded", id, { after: { number, kind, horizon } });

  const concerned = teamsFor(about, teams);
  for (const team of concerned) {
    const announcementId = ctx.newId();
    await tx.announcements.add({ id: announcementId, needId: id, teamId: team.id });
    const channel = await tx.members.channel(team.channelId);
    if (channel) await tellChannel(tx, ctx, channel, "needAnnounced", { needId: id, announcementId }, id);
  }
  if (!concerned.some(({ channelId }) => channelId === ctx.channelId))
    await showWhereRecorded(tx, ctx, member, id);
  return { id, number, teams: concerned.map(({ name }) => name) };
}

/** The teams that hear any of these themes; all of them where none does. */
function teamsFor(themes: ThemeRow[], teams: TeamRow[]): TeamRow[] {
  const hearing = teams.filter((team) =>
    team.themes.some(({ id }) => themes.some((theme) => theme.id === id)),
  );
  return hearing.length > 0 ? hearing : teams;
}

async function showWhereRecorded(tx: Store, ctx: Context, member: Member, needId: string): Promise<void> {
  const channel = ctx.channelId ? await tx.members.channel(ctx.channelId) : undefined;
  if (channel) await tellChannel(tx, ctx, channel, "needRecorded", { needId }, needId);
  else await tellMember(tx, ctx, member.memberId, "needRecorded", { needId }, needId);
}

/** The first sentence or line, clipped at a word. */
export function summaryOf(words: string): string {
  const [line = ""] = words.trim().split(/\n/);
  const characters = [...line];
  if (characters.length <= SUMMARY_LENGTH) return line;
  const cut = characters.slice(0, SUMMARY_LENGTH - 1).join("");
  const space = cut.lastIndexOf(" ");
  return `${cut.slice(0, space > SUMMARY_LENGTH / 2 ? space : undefined).trimEnd()}…`;
}
