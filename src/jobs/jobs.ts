import type { Logger } from "pino";
import type { Context } from "../domain/context.js";
import type { Senders } from "../domain/deliveries/send.js";
import type { DeliveryLedger } from "../domain/deliveries/store.js";
import type { Directory } from "../domain/directory.js";
import { openWave } from "../domain/surveys/open-wave.js";
import { triggerSurvey } from "../domain/surveys/trigger-survey.js";
import type { TaskName, TaskPayload } from "../domain/tasks.js";
import type { Breakers } from "./breakers.js";
import { deliver } from "./deliver.js";
import type { QueueName } from "./queue.js";

/** What jobs are handed. */
export type JobDeps = {
  contextFor(organizationId: string): Context;
  directory: Directory;
  ledger: DeliveryLedger;
  senders: Senders;
  breakers: Breakers;
  now(): Date;
  log: Logger;
};

/** One run of a task: which outbox row it is for, and whether this is its last attempt. */
export type Run = { taskId: string; lastAttempt: boolean };

export type Job<N extends TaskName> = {
  queue: QueueName;
  attempts: number;
  backoffMs: number;
  /** True when the job has ended its outbox row itself. */
  run(deps: JobDeps, payload: TaskPayload<N>, run: Run): Promise<boolean>;
};

/** One job per task: forget one and this does not compile. */
export const jobs: { [N in TaskName]: Job<N> } = {
  deliver: { queue: "deliver", attempts: 8, backoffMs: 5_000, run: deliver },
  openWave: {
    queue: "work",
    attempts: 5,
    backoffMs: 2_000,
    async run({ contextFor }, { organizationId, waveId }) {
      await openWave(contextFor(organizationId), { waveId });
      return false;
    },
  },
  triggerSurvey: {
    queue: "work",
    attempts: 5,
    backoffMs: 2_000,
    async run({ contextFor }, { organizationId, ...trigger }) {
      await triggerSurvey(contextFor(organizationId), trigger);
      return false;
    },
  },
};
