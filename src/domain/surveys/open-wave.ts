import type { Context, Store } from "../context.js";
import type { NewDelivery } from "../deliveries/store.js";
import { addressKey } from "../suppression/address-key.js";
import { tokenFor } from "../tokens.js";
import { dealCycle, weekOf } from "./deal-cycle.js";
import { followWave } from "./follow-wave.js";
import { dueFor, type Planned, type Planning, planPage } from "./plan-contacts.js";
import { reminderMoment } from "./sending-time.js";
import type { AudienceMember, NewInvitation, SurveyRow, WaveRow, WaveShare } from "./store.js";

const CHUNK = 500;
const DAY_MS = 86_400_000;
const SILENT_WAVES = 4;

/** What is the same for every contact of a wave. */
type Opening = {
  wave: WaveRow;
  planning: Planning;
  organization: { zone: string; country: string | null };
};

/**
 * Plans a wave: every contact of its part of the audience is invited, once, or skipped with the reason.
 * Works in chunks and begins after the last contact that was planned, so that it can be cut off and run again.
 */
export async function openWave(ctx: Context, { waveId }: { waveId: string }): Promise<void> {
  const wave = await ctx.store.surveys.wave(waveId);
  const survey = wave && (await ctx.store.surveys.byId(wave.surveyId));
  if (!wave || survey?.status !== "open" || wave.status === "sent") return;
  if (await pausedForSilence(ctx, survey)) return;
  const method = (await ctx.store.surveys.method(survey.id, wave.version)) ?? survey.method;
  const asked = { ...survey, method };
  if (wave.status === "planned") {
    await ctx.store.transaction(async (tx) => {
      await tx.surveys.setWaveStatus(waveId, "open", ctx.now());
      await tx.audit.add(ctx.actor, "wave.opened", waveId, { after: { number: wave.number } });
    });
  }
  if (method.cadence.kind === "weekly") await dealCycle(ctx, asked, wave);
  const organization = await ctx.store.organization.get();
  const nobody = { contactId: "", zone: null, country: null };
  const at = dueFor(wave, asked, nobody, organization, ctx.now());
  const planning = { survey: asked, share: shareOf(asked, wave), at };
  let afterId = await ctx.store.surveys.lastPlannedContact(waveId);
  for (;;) {
    const chunk = { wave, planning, organization };
    afterId = await ctx.store.transaction((tx) => planChunk(tx, ctx, chunk, afterId));
    if (!afterId) break;
  }
  await followWave(ctx, asked, wave);
}

/** The part of the audience that a wave is about. */
function shareOf({ method }: SurveyRow, wave: WaveRow): WaveShare {
  return {
    week: method.cadence.kind === "weekly" ? weekOf(wave.number) : undefined,
    afterWaveId: wave.afterWaveId ?? undefined,
  };
}

async function planChunk(
  tx: Store,
  ctx: Context,
  opening: Opening,
  afterId: string | undefined,
): Promise<string | undefined> {
  await tx.surveys.lockPlanning();
  const page = await planPage(tx, ctx, opening.planning, { afterId, limit: CHUNK });
  if (!page) return undefined;
  await writePlanned(tx, ctx, opening, page);
  return page.lastId;
}

/** Writes the invitations of a chunk with their deliveries and links, and why the others are not asked. */
export async function writePlanned(
  tx: Store,
  ctx: Context,
  { wave, planning, organization }: Opening,
  { invited, skipped }: Planned,
): Promise<void> {
  const { survey } = planning;
  const { expiryDays, reminders, reminderDays } = survey.method;
  const invitations = invited.map((member): NewInvitation & { member: AudienceMember } => {
    const { contactId, customerId, zone, country } = member;
    const id = ctx.newId();
    const dueAt = dueFor(wave, survey, member, organization, ctx.now());
    const sent = { at: dueAt, zone: zone ?? organization.zone, country: country ?? organization.country };
    return {
      id,
      contactId,
      customerId,
      tokenHash: tokenFor(ctx.secret, "answer", id).hash,
      dueAt,
      expiresAt: new Date(dueAt.getTime() + expiryDays * DAY_MS),
      remindAt: reminders > 0 ? reminderMoment(sent, reminderDays).at : undefined,
      member,
    };
  });
  const added = new Set(
    await tx.surveys.addInvitations(
      wave.id,
      invitations.map(({ member: _, ...invitation }) => invitation),
    ),
  );
  const fresh = invitations.filter(({ id }) => added.has(id));
  await tx.suppressions.addUnsubscribeLinks(
    fresh.map(({ contactId, member }) => ({
      tokenHash: tokenFor(ctx.secret, "unsubscribe", contactId).hash,
      addressKey: addressKey(ctx.secret, member.email),
    })),
  );
  const deliveries: NewDelivery[] = [];
  for (const { id, dueAt, member } of fresh) deliveries.push(await deliveryOf(tx, ctx, id, dueAt, member));
  await tx.deliveries.add(deliveries);
  await tx.surveys.addSkips(wave.id, skipped);
}

/** The question goes by chat to who is there, by mail to everybody else. */
async function deliveryOf(
  tx: Store,
  ctx: Context,
  invitationId: string,
  dueAt: Date,
  { contactId, memberId }: AudienceMember,
): Promise<NewDelivery> {
  const identity = memberId ? await tx.members.latestIdentity(memberId) : undefined;
  const common = { id: ctx.newId(), refs: { invitationId }, subjectId: invitationId, dueAt };
  return identity && memberId
    ? { ...common, message: "question", transport: identity.platform, recipient: { memberId } }
    : { ...common, message: "invitation", transport: "mail", recipient: { contactId } };
}

/** A recurring survey that nobody has answered for four waves pauses itself. */
async function pausedForSilence(ctx: Context, { id, method }: SurveyRow): Promise<boolean> {
  if (method.cadence.kind !== "weekly") return false;
  const latest = await ctx.store.surveys.latestWaves(id, SILENT_WAVES);
  const isSilent =
    latest.length === SILENT_WAVES && latest.every(({ sent, answered }) => sent > 0 && answered === 0);
  if (!isSilent) return false;
  return ctx.store.transaction(async (tx) => {
    if ((await tx.surveys.pause(id, ctx.now())) === "not_open") return false;
    await tx.audit.add(ctx.actor, "survey.paused", id, { after: { silentWaves: SILENT_WAVES } });
    return true;
  });
}
