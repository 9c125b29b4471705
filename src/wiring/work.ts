import { browserSender } from "../bots/browser/send.js";
import { slackSender } from "../bots/slack/send.js";
import type { BotAuthenticationOptions } from "../bots/teams/auth.js";
import { deliveryLedger } from "../db/ledger.js";
import { storeFor } from "../db/store.js";
import type { Context } from "../domain/context.js";
import type { Senders } from "../domain/deliveries/send.js";
import { createBreakers } from "../jobs/breakers.js";
import type { Queues } from "../jobs/queue.js";
import { type Relay, startRelay } from "../jobs/relay.js";
import { startWorkers } from "../jobs/worker.js";
import { mailPace } from "../mail/pace.js";
import { mailboxSender, smtpSender } from "../mail/send.js";
import type { Metrics } from "../web/health.js";
import type { Base, Overrides } from "./base.js";
import { slackOptions, teamsAuth } from "./platforms.js";

const TICK_MS = 15_000;
/** A worker that is silent for so long has died; its jobs go to another. */
const LOCK_MS = 20_000;
/** How many deliveries one process sends at once, by the kind of queue. */
export const CONCURRENCY = { redis: 128, postgresql: 16 };
const WORK_CONCURRENCY = 4;

/** Starts the worker role: relay, workers and the recurring tick. */
export async function startWork(
  base: Base,
  queues: Queues,
  tick: () => Promise<void>,
  metrics: Metrics,
  overrides: Overrides,
): Promise<{ close(): Promise<void> }> {
  const { config, directory, database, log, now } = base;
  const perSecond = config.smtp?.perSecond;
  const mail = config.smtp
    ? smtpSender({
        ...config.smtp,
        inbound: config.inbound.address,
        pace: perSecond ? mailPace({ directory, perSecond, now }) : undefined,
      })
    : undefined;
  const storeOf = (organizationId: string) => storeFor(database, organizationId);
  const senders: Senders = {
    browser: browserSender({ storeOf }),
    mail: mail?.send ?? mailboxSender({ storeOf }),
    ...(config.slack ? { slack: slackSender(slackOptions(config.slack)) } : {}),
    ...(config.teams ? { teams: await lazyTeamsSender(teamsAuth(config.teams)) } : {}),
  };
  const relay: Relay = startRelay({ directory, queues, now, log });
  base.onCommit.add(relay.wake);
  const workers = startWorkers({
    queues,
    directory,
    ledger: deliveryLedger(database.marks),
    senders,
    breakers: createBreakers(),
    contextFor: keptContexts(base),
    tick,
    concurrency: { deliver: config.workerConcurrency ?? CONCURRENCY[queues.kind], work: WORK_CONCURRENCY },
    lockMs: overrides.lockMs ?? LOCK_MS,
    now,
    log,
    observe(task, outcome, seconds) {
      metrics.tasks.inc({ task, outcome });
      metrics.taskSeconds.observe({ task }, seconds);
    },
  });
  queues.scheduleTick({ everyMs: overrides.tickMs ?? TICK_MS });
  return {
    async close() {
      base.onCommit.delete(relay.wake);
      await relay.stop();
      await workers.close();
      mail?.close();
    },
  };
}

async function lazyTeamsSender(auth: BotAuthenticationOptions) {
  const [{ teamsSender }, { loadTeams }] = await Promise.all([
    import("../bots/teams/send.js"),
    import("../bots/teams/connect.js"),
  ]);
  await loadTeams();
  return teamsSender({ auth });
}

/** The service's context of each organization, made once: a store for every mail would cost more than its look-ups. */
function keptContexts(base: Base): (organizationId: string) => Context {
  const kept = new Map<string, Context>();
  return (organizationId) => {
    const known = kept.get(organizationId);
    if (known) return known;
    const context = base.contextOf(organizationId, { kind: "service" });
    kept.set(organizationId, context);
    return context;
  };
}
