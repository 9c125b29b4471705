import { randomUUID } from "node:crypto";
import { SMTPServer } from "smtp-server";
import type { Backends } from "./backends.js";
import { interleave, type Row, shareRow } from "./measure.js";
import { migrateProduct, startProduct, startWorker } from "./processes.js";
import { addInvited, withClient } from "./seed.js";

const MAILS = 10_000;
const ROUNDS = 1;

/**
 * Mails per second to an SMTP server of our own: invitations that wait in the outbox, sent by the running service, from
 * the first that arrives to the last, against nodemailer alone with the same mail and the same pool of connections.
 */
export async function benchMails(backends: Backends): Promise<Row[]> {
  const sink = await startSink();
  const url = await backends.newDatabase("mails");
  const secret = Buffer.from(backends.appSecret);
  const settings = {
    DATABASE_URL: url,
    APP_SECRET: backends.appSecret,
    ROLES: "worker,web",
    PUBLIC_URL: "http://localhost",
    SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
    MAIL_FROM: "bench@example.com",
  };
  migrateProduct(settings);
  const bare = await startWorker("mails-bare", { SMTP_URL: settings.SMTP_URL });
  try {
    const pair = await interleave(ROUNDS, {
      ours: async () => {
        await promiseMails(url, secret);
        const arrived = sink.count(MAILS);
        const product = await startProduct(settings);
        const perSecond = await arrived;
        await product.stop();
        return perSecond;
      },
      bare: async () => {
        const arrived = sink.count(MAILS);
        await bare.measure(MAILS);
        return arrived;
      },
    });
    return [shareRow(`${MAILS.toLocaleString("en")} mails, 5 connections`, pair, "/s", 0.6)];
  } finally {
    await bare.stop();
    await sink.stop();
  }
}

/** Invitations whose deliveries and tasks wait to be sent. */
async function promiseMails(url: string, secret: Buffer): Promise<void> {
  const invited = await addInvited(url, secret, MAILS);
  const ids = invited.map(() => randomUUID());
  await withClient(url, async (client) => {
    const organization = invited[0]?.organization;
    await client.query(
      `INSERT INTO "Delivery" (id, "organizationId", message, refs, "subjectId", transport, "contactId")
       SELECT d.id, $1::uuid, 'invitation', jsonb_build_object('invitationId', d.invitation), d.invitation, 'mail', d.contact
       FROM unnest($2::uuid[], $3::uuid[], $4::uuid[]) AS d(id, invitation, contact)`,
      [organization, ids, invited.map(({ id }) => id), invited.map(({ contact }) => contact)],
    );
    await client.query(
      `INSERT INTO "OutboxTask" (id, "organizationId", name, payload)
       SELECT gen_random_uuid(), $1::uuid, 'deliver', jsonb_build_object('organizationId', $1::uuid, 'deliveryId', id) FROM unnest($2::uuid[]) AS id`,
      [organization, ids],
    );
    await client.query("ANALYZE");
  });
}

/** An SMTP server that reads every mail to its end and keeps none. */
async function startSink() {
  let arrived = 0;
  let first = 0;
  let wanted = Number.POSITIVE_INFINITY;
  let done: (perSecond: number) => void = () => {};
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    authOptional: true,
    disableReverseLookup: true,
    onData(stream, _session, end) {
      stream.resume();
      stream.on("end", () => {
        arrived += 1;
        if (arrived === 1) first = performance.now();
        if (arrived === wanted) done((wanted - 1) / ((performance.now() - first) / 1_000));
        end();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  return {
    port: typeof address === "object" ? address?.port : undefined,
    /** Mails per second, from the first of so many to the last. */
    count(mails: number): Promise<number> {
      arrived = 0;
      wanted = mails;
      return new Promise((resolve) => {
        done = resolve;
      });
    },
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}
