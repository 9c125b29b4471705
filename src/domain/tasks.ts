import { z } from "zod";

const organizationId = z.uuid();

/** What can happen later. Payloads are ids only: no personal data ever enters the queue. */
export const tasks = {
  deliver: z.object({ organizationId, deliveryId: z.uuid() }),
  openWave: z.object({ organizationId, waveId: z.uuid() }),
  triggerSurvey: z.object({ organizationId, surveyId: z.uuid(), interactionId: z.uuid() }),
};

export type TaskName = keyof typeof tasks;
export type TaskPayload<N extends TaskName> = z.infer<(typeof tasks)[N]>;
/** A task's payload as a use-case states it: the bound store adds the organization. */
export type TaskInput<N extends TaskName> = Omit<TaskPayload<N>, "organizationId">;
