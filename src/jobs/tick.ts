import type { Logger } from "pino";
import type { Context } from "../domain/context.js";
import { postDigest } from "../domain/digests/post-digest.js";
import type { Directory } from "../domain/directory.js";
import { expireData } from "../domain/privacy/expire-data.js";
import { remindWave } from "../domain/surveys/remind-wave.js";
import { sendDue } from "../domain/surveys/send-due.js";

const RESWEEP_AFTER_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

/** What is due is asked of SQL now and then; running it twice, or in two processes at once, does no harm. */
export function createTick({
  directory,
  contextFor,
  now,
  log,
}: {
  directory: Directory;
  contextFor(organizationId: string): Context;
  now(): Date;
  log: Logger;
}): () => Promise<void> {
  return async () => {
    for (const { organizationId, ...due } of await directory.dueDigests(now())) {
      try {
        await postDigest(contextFor(organizationId), due);
      } catch (error) {
        log.error(
          { err: error, scheduleId: due.scheduleId },
          "a digest could not be promised; the next tick tries again",
        );
      }
    }
    for (const { organizationId, waveId } of await directory.dueWaves(now())) {
      try {
        await sendDue(contextFor(organizationId), { waveId });
        await remindWave(contextFor(organizationId), { waveId });
      } catch (error) {
        log.error({ err: error, waveId }, "a wave's mails could not be promised; the next tick tries again");
      }
    }
    const resent = await directory.resweepTasks(new Date(now().getTime() - RESWEEP_AFTER_MS));
    if (resent > 0) log.warn({ tasks: resent }, "tasks that the queue had lost are handed over again");
    await directory.forgetExpired(now());
    await expireDaily({ directory, contextFor, now, log });
  };
}

/** Forgets what has become too old, once a day by whichever process comes first. */
async function expireDaily({ directory, contextFor, now, log }: Parameters<typeof createTick>[0]) {
  const day = now().toISOString().slice(0, 10);
  if (!(await directory.firstSeen(`expire-data:${day}`, new Date(now().getTime() + 2 * DAY_MS)))) return;
  for (const { id } of await directory.organizations()) {
    try {
      await expireData(contextFor(id));
    } catch (error) {
      log.error({ err: error, organizationId: id }, "old data could not be forgotten; tomorrow tries again");
    }
  }
}
