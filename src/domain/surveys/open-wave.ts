import type { Context } from "../context.js";
import { tokenFor } from "../tokens.js";

const CHUNK = 500;
const DAYS_OPEN = 14;

/**
 * Invites a wave's audience, each contact once.
 * Works in chunks and begins after the last contact that was invited, so that it can be cut off and run again.
 */
export async function openWave(ctx: Context, { waveId }: { waveId: string }): Promise<void> {
  const wave = await ctx.store.surveys.wave(waveId);
  const survey = wave && (await ctx.store.surveys.byId(wave.surveyId));
  if (!wave || survey?.status !== "open" || wave.status === "sent") return;
  if (wave.status === "planned") {
    await ctx.store.transaction(async (tx) => {
      await tx.surveys.setWaveStatus(waveId, "open", ctx.now());
      await tx.audit.add(ctx.actor, "wave.opened", waveId);
    });
  }
  const expiresAt = new Date(ctx.now().getTime() + DAYS_OPEN * 86_400_000);
  let after = await ctx.store.surveys.lastInvitedContact(waveId);
  for (;;) {
    const contacts = await ctx.store.customers.audiencePage(survey.audience, after, CHUNK);
    if (contacts.length === 0) break;
    await inviteChunk(ctx, waveId, contacts, expiresAt);
    after = contacts.at(-1)?.contactId;
  }
  await ctx.store.surveys.setWaveStatus(waveId, "sent", ctx.now());
}

async function inviteChunk(
  ctx: Context,
  waveId: string,
  contacts: { contactId: string; customerId: string }[],
  expiresAt: Date,
): Promise<void> {
  const invitations = contacts.map(({ contactId, customerId }) => {
    const id = ctx.newId();
    return { id, contactId, customerId, tokenHash: tokenFor(ctx.secret, "answer", id).hash, expiresAt };
  });
  await ctx.store.transaction(async (tx) => {
    const added = new Set(await tx.surveys.addInvitations(waveId, invitations));
    await tx.deliveries.add(
      invitations
        .filter(({ id }) => added.has(id))
        .map(({ id, contactId }) => ({
          id: ctx.newId(),
          message: "invitation" as const,
          refs: { invitationId: id },
          subjectId: id,
          transport: "mail" as const,
          recipient: { contactId },
        })),
    );
  });
}
