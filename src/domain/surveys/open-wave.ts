import type { Context, Store } from "../context.js";
import { tokenFor } from "../tokens.js";
import { dealCycle, weekOf } from "./deal-cycle.js";
import { followWave } from "./follow-wave.js";
import { dueFor, type Planned, type Planning, planPage } from "./plan-contacts.js";
import { readWave } from "./read-wave.js";
import { sendDue } from "./send-due.js";
import type { NewInvitation, SurveyRow, WaveRow, WaveShare } from "./store.js";

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
  const read = await readWave(ctx.store, waveId);
  if (read?.survey.status !== "open" || read.wave.status === "sent") return;
  const { wave, survey, method } = read;
  if (await pausedForSilence(ctx, survey)) return;
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
  await sendDue(ctx, { waveId });
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

/** Writes the invitations of a chunk, each with its time, and why the others are not asked. */
export async function writePlanned(
  tx: Store,
  ctx: Context,
  { wave, planning, organization }: Opening,
  { invited, skipped }: Planned,
): Promise<void> {
  const { survey } = planning;
  const now = ctx.now();
  const invitations = invited.map((member): NewInvitation => {
    const { contactId, customerId } = member;
    const id = ctx.newId();
    const dueAt = dueFor(wave, survey, member, organization, now);
    const expiresAt = new Date(dueAt.getTime() + survey.method.expiryDays * DAY_MS);
    return {
      id,
      contactId,
      customerId,
      tokenHash: tokenFor(ctx.secret, "answer", id).hash,
      dueAt,
      expiresAt,
    };
  });
  await tx.surveys.addInvitations(wave.id, invitations);
  await tx.surveys.addSkips(wave.id, skipped);
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
