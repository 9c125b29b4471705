import { randomUUID } from "node:crypto";
import { openDatabase } from "../../src/db/database.js";
import { commands } from "../../src/domain/commands.js";
import type { NewContact, NewCustomer } from "../../src/domain/customers/store.js";
import { createSurvey } from "../../src/domain/surveys/create-survey.js";
import { launchSurvey } from "../../src/domain/surveys/launch-survey.js";
import { testOrganization } from "./context.js";
import { runningClock } from "./service.js";

const survey = "Pulse";

/** An organization whose survey of so many contacts is launched: its first wave waits in the outbox. */
export async function launchedWave(databaseUrl: string, contacts: number) {
  const database = openDatabase(databaseUrl);
  const organization = await testOrganization(database, { clock: runningClock() });
  const manager = organization.as(await organization.member("manager"));
  await organization.service.store.customers.addAll(...audience(contacts));
  await createSurvey(
    manager,
    commands.pulseNew.parse({ name: survey, instrument: "nps", subject: "Test & Co" }),
  );
  await launchSurvey(manager, { name: survey, now: true });
  return { ...organization, database, manager };
}

function audience(size: number): [NewCustomer[], NewContact[]] {
  const customers = Array.from({ length: size }, (_, n) => {
    return { id: randomUUID(), name: `Customer ${n}`, nameKey: `customer ${n}`, kind: "direct" as const };
  });
  const contacts = Array.from({ length: size }, (_, n) => ({
    id: randomUUID(),
    customerId: customers[n]?.id ?? "",
    name: `Contact ${n}`,
    email: `contact-${n}@customer.example`,
  }));
  return [customers, contacts];
}
