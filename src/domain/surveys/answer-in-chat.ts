import { type Context, requireMember, type Store } from "../context.js";
import { DomainError } from "../errors.js";
import { answerRecorded } from "./answer-survey.js";
import type { Method } from "./method.js";
import { readWave } from "./read-wave.js";
import { receiptFor } from "./receipt.js";
import type { Addition } from "./response-store.js";
import { reviseResponse } from "./revise-response.js";
import type { InvitationRow } from "./store.js";

/** A question in chat stands open: nobody presses one of its buttons faster than a person reads. */
const OPEN_MS = 3_600_000;

/** A score given in chat, the code by which more is added to it, and what can be added. */
export type AnsweredInChat = {
  invitation: InvitationRow;
  score: number;
  receipt: string;
  method: Method;
  /** What was added before, where the score replaces another. */
  before: Addition | undefined;
};

/**
 * Records the score that the linked member gives in chat, or changes it within 24 h; a link's page and chat are one answer.
 * Refuses with question_not_yours, link_unknown, score_out_of_range, link_expired, survey_closed, link_used or response_final.
 */
export async function answerInChat(
  ctx: Context,
  { invitationId, score }: { invitationId: string; score: number },
): Promise<AnsweredInChat> {
  const member = requireMember(ctx.actor);
  return ctx.store.transaction(async (tx) => {
    const invitation = await tx.surveys.invitation(invitationId);
    if (!invitation) throw new DomainError("link_unknown");
    const contact = invitation.contactId ? await tx.customers.contactByEmail(invitation.email) : undefined;
    if (contact?.memberId !== member.memberId) throw new DomainError("question_not_yours");
    const id = ctx.newId();
    const now = ctx.now();
    const { hash: receiptHash } = receiptFor(ctx.secret, id);
    const answer = { invitationId, id, score, locale: member.locale, now, receiptHash };
    const { responseId, receipt, before } = answerRecorded(await tx.surveys.recordInChat(answer), ctx.secret);
    if (before) {
      const opened = new Date(now.getTime() - OPEN_MS);
      await reviseResponse({ ...ctx, store: tx }, { responseId, score, opened });
    }
    await tx.deliveries.refresh(invitationId);
    const added = before && (await tx.surveys.addition(responseId));
    return { invitation, score, receipt, method: await methodUsed(tx, invitation), before: added };
  });
}

/** The method of the wave that a question or an answer is of. */
export async function methodUsed(
  store: Store,
  { surveyId, waveId }: { surveyId: string; waveId: string | null },
): Promise<Method> {
  const read = waveId ? await readWave(store, waveId) : undefined;
  const method = read?.method ?? (await store.surveys.byId(surveyId))?.method;
  if (!method) throw new DomainError("link_unknown");
  return method;
}
