/** The real outbox, relay, queue, worker, `deliver` job and ledger; only what a message says, and its sending, are stubs. */
import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { openDatabase } from "../src/db/database.js";
import { createDirectory } from "../src/db/directory.js";
import { deliveryLedger } from "../src/db/ledger.js";
import { storeFor } from "../src/db/store.js";
import type { Context, Store } from "../src/domain/context.js";
import { createOrganization } from "../src/domain/organizations/create-organization.js";
import { createBreakers } from "../src/jobs/breakers.js";
import { openQueues } from "../src/jobs/queue.js";
import { startRelay } from "../src/jobs/relay.js";
import { startWorkers } from "../src/jobs/worker.js";
import { CONCURRENCY } from "../src/wiring/work.js";
import { serveWorker } from "./processes.js";
import { BATCH, countdown } from "./tasks-counting.js";

const { DATABASE_URL: databaseUrl = "", REDIS_URL: redisUrl } = process.env;
const log = pino({ level: "warn" }, pino.destination(2));
const now = () => new Date();
const organizationId = randomUUID();
const counter = countdown();

const database = openDatabase(databaseUrl);
const directory = createDirectory(database);
const queues = await openQueues({ redisUrl, databaseUrl, onError: (err) => log.error({ err }) });
const relay = startRelay({ directory, queues, now, log });
const context: Context = {
  organizationId,
  store: storeFor(database, organizationId, { onCommit: relay.wake }),
  actor: { kind: "service" },
  now,
  newId: randomUUID,
  secret: Buffer.alloc(32),
  links: {
    survey: (token) => `http://localhost/s/${token}`,
    upload: String,
    logo: String,
    talkStatus: String,
    unsubscribe: String,
    privacy: String,
    talk: String,
    data: String,
  },
};
await createOrganization(context, { name: "Bench", locale: "en", zone: "Europe/Madrid" });

startWorkers({
  queues,
  directory,
  ledger: deliveryLedger(database.marks),
  senders: { mail: async () => null },
  breakers: createBreakers(),
  contextFor: () => ({
    ...context,
    store: { ...context.store, surveys: fromMemory(), suppressions: nobodySuppressed() },
  }),
  tick: async () => {},
  concurrency: { deliver: CONCURRENCY[queues.kind], work: 1 },
  lockMs: 20_000,
  now,
  log,
  observe: (_task, outcome) => (outcome === "done" ? counter.done() : undefined),
});

serveWorker(async (count) => {
  const perSecond = await counter.perSecond(count, async () => {
    for (let from = 0; from < count; from += BATCH) await promise(Math.min(BATCH, count - from));
  });
  await directory.forgetExpired(now());
  return perSecond;
});

/** Promises deliveries as inviting a wave does: rows and tasks in one transaction. */
async function promise(count: number): Promise<void> {
  const deliveries = Array.from({ length: count }, () => {
    const id = randomUUID();
    const refs = { invitationId: id };
    const recipient = { contactId: id };
    return { id, message: "invitation", refs, subjectId: id, transport: "mail", recipient } as const;
  });
  await context.store.transaction((tx) => tx.deliveries.add(deliveries));
}

/** Lets every mail go without asking the database. */
function nobodySuppressed(): Store["suppressions"] {
  const free = { suppressed: null, slug: "bench", replyTo: null, ownerEmail: null };
  return { ...context.store.suppressions, atSending: async () => free };
}

/** Knows every invitation without asking the database. */
function fromMemory(): Store["surveys"] {
  return {
    ...context.store.surveys,
    invitation: async (id) => ({
      id,
      waveId: id,
      surveyId: id,
      surveyStatus: "open",
      instrument: "nps",
      subject: "us",
      mode: "confidential",
      organization: "Bench",
      contactId: id,
      contact: null,
      email: "contact@example.com",
      locale: "en",
      expiresAt: new Date(now().getTime() + 86_400_000),
      answered: false,
    }),
  };
}
