import { randomUUID } from "node:crypto";
import { openDatabase } from "../../src/db/database.js";
import type { NewContact, NewCustomer } from "../../src/domain/customers/store.js";
import { createSurvey } from "../../src/domain/surveys/create-survey.js";
import { launchSurvey } from "../../src/domain/surveys/launch-survey.js";
import { testOrganization } from "./context.js";
import { runningClock } from "./service.js";

const contactsEach = 20;
const survey = "Pulse";

/** An organization whose survey of so many contacts is launched: its first wave waits in the outbox. */
export async function launchedWave(databaseUrl: string, contacts: number) {
  const database = openDatabase(databaseUrl);
  const organization = await testOrganization(database, { clock: runningClock() });
  const manager = organization.as(await organization.member("manager"));
  await organization.service.store.customers.addAll(...audience(contacts));
  await createSurvey(manager, {
    name: survey,
    instrument: "nps",
    subject: "Test & Co",
    kind: undefined,
    segment: undefined,
    sendAt: undefined,
  });
  await launchSurvey(manager, { name: survey });
  return { ...organization, database, manager };
}

function audience(size: number): [NewCustomer[], NewContact[]] {
  const customers = Array.from({ length: Math.ceil(size / contactsEach) }, (_, n) => {
    return { id: randomUUID(), name: `Customer ${n}`, nameKey: `customer ${n}`, kind: "direct" as const };
  });
  const contacts = Array.from({ length: size }, (_, n) => ({
    id: randomUUID(),
    customerId: customers[Math.floor(n / contactsEach)]?.id ?? "",
    name: `Contact ${n}`,
    email: `contact-${n}@customer.example`,
  }));
  return [customers, contacts];
}
