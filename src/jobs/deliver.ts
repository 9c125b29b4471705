import { sendDelivery } from "../domain/deliveries/deliver.js";
import {
  OutcomeUnknown,
  RateLimited,
  Refused,
  TransportDown,
  Withdrawn,
} from "../domain/deliveries/outcomes.js";
import type { StartedDelivery } from "../domain/deliveries/store.js";
import { suppressRefused } from "../domain/suppression/suppress-bounced.js";
import type { TaskPayload } from "../domain/tasks.js";
import type { JobDeps, Run } from "./jobs.js";
import { DATABASE_AWAY_MS, Postpone, reasonOf } from "./postpone.js";

const UNKNOWN_OUTCOMES_ALLOWED = 1;
const AFTER_UNKNOWN_MS = 5_000;
const MARK_ATTEMPTS = 60;
const MARK_PAUSE_MS = 500;

/** Sends a delivery until what stands there is its latest revision; ends its outbox row with the mark. */
export async function deliver(deps: JobDeps, payload: TaskPayload<"deliver">, run: Run): Promise<boolean> {
  const { ledger, breakers, now } = deps;
  const ref = { ...payload, taskId: run.taskId };
  for (;;) {
    const started = await ledger.start(ref, now()).catch((error) => {
      throw new Postpone(DATABASE_AWAY_MS, error);
    });
    if (!started) return false;
    const wait = breakers.openFor(started.transport);
    if (wait > 0) {
      await mark(() => ledger.release(ref, false));
      throw new Postpone(wait);
    }
    if (started.unknownOutcomes > UNKNOWN_OUTCOMES_ALLOWED) {
      await mark(() => ledger.fail(ref, "outcome_unknown", now()));
      return false;
    }
    const outcome = await attempt(deps, started, run);
    if (outcome === "ended") return false;
    if (outcome === "withdrawn") return true;
    const { revision } = started;
    const newer = await mark(() => ledger.sent(ref, { revision, externalRef: outcome.externalRef }, now()));
    if (!newer) return true;
  }
}

/** Sends once. Throws where the job is to run again, having released the delivery. */
async function attempt(
  deps: JobDeps,
  started: StartedDelivery,
  run: Run,
): Promise<{ externalRef: unknown } | "ended" | "withdrawn"> {
  const { ledger, breakers, senders, log, now } = deps;
  const ref = { organizationId: started.organizationId, deliveryId: started.id };
  const { transport } = started;
  try {
    const externalRef = await sendDelivery(deps.contextFor(ref.organizationId), started, senders);
    breakers.reached(transport);
    return { externalRef };
  } catch (fault) {
    if (fault instanceof Withdrawn) {
      await mark(() => ledger.withdraw({ ...ref, taskId: run.taskId }, fault.reason, now()));
      return "withdrawn";
    }
    const error = isOutcome(fault) ? fault : await reasonOf(fault, deps.directory);
    if (error instanceof Postpone) {
      await mark(() => ledger.release(ref, false));
      throw error;
    }
    if (error instanceof RateLimited) {
      await mark(() => ledger.release(ref, false));
      throw new Postpone(error.retryAfterMs, error);
    }
    if (error instanceof TransportDown) {
      await mark(() => ledger.release(ref, false));
      const delay = breakers.trip(transport);
      log.warn({ transport, delay, err: error }, "a transport cannot be reached; its deliveries wait");
      throw new Postpone(delay, error);
    }
    if (error instanceof OutcomeUnknown && started.unknownOutcomes < UNKNOWN_OUTCOMES_ALLOWED) {
      await mark(() => ledger.release(ref, true));
      log.warn({ deliveryId: started.id, transport }, "a sending had no answer; it is repeated once");
      throw new Postpone(AFTER_UNKNOWN_MS, error);
    }
    const reason = finalReason(error, run);
    if (!reason) {
      await mark(() => ledger.release(ref, false));
      throw error;
    }
    const detail = error instanceof Refused ? error.detail : undefined;
    log.error(
      { deliveryId: started.id, transport, reason, detail, ...(detail ? {} : { err: error }) },
      "a delivery failed",
    );
    // First, so that a crash in between leaves a delivery that is tried again and refused again.
    if (reason === "address_refused")
      await mark(() => suppressRefused(deps.contextFor(ref.organizationId), started));
    await mark(() => ledger.fail(ref, reason, now()));
    return "ended";
  }
}

/** Whether the sender has said what became of the message. */
function isOutcome(fault: unknown): boolean {
  return [RateLimited, TransportDown, Refused, OutcomeUnknown].some((outcome) => fault instanceof outcome);
}

function finalReason(error: unknown, { lastAttempt }: Run) {
  if (error instanceof Refused) return error.reason;
  if (error instanceof OutcomeUnknown) return "outcome_unknown" as const;
  return lastAttempt ? ("attempts_used_up" as const) : undefined;
}

/** What came of a sending is written down even where the database is away for a while, so that it is not sent twice. */
async function mark<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (attempt === MARK_ATTEMPTS) throw new Postpone(DATABASE_AWAY_MS, error);
      await new Promise((resolve) => setTimeout(resolve, MARK_PAUSE_MS));
    }
  }
}
