import { randomUUID } from "node:crypto";
import type { Backends } from "./backends.js";
import { limitRow, type Row, timesRow } from "./measure.js";
import { p99, pages } from "./page.js";
import { residentMb, startProduct } from "./processes.js";
import { addInvitations, addOrganization, withClient } from "./seed.js";

const CONTACTS = 100_000;
const LIMIT_SECONDS = 10;
const GROWTH_MB = 100;
const PER_SECOND = 50;
const QUIET_SECONDS = 8;
const LOOK_MS = 100;
/** A page may take this many times as long while a wave is planned, or this many ms. */
const UNHARMED_MS = 50;

/**
 * How long the planning of a wave for 100,000 contacts takes from the task's promise to the wave's end, how much memory
 * the process takes for it, and how long survey pages take in the same process meanwhile.
 */
export async function benchPlan(backends: Backends): Promise<Row[]> {
  const url = await backends.newDatabase("plan");
  const secret = Buffer.from(backends.appSecret);
  const product = await startProduct({
    DATABASE_URL: url,
    APP_SECRET: backends.appSecret,
    ROLES: "web,worker",
  });
  try {
    const tokens = await addInvitations(url, secret, 500);
    // So that nothing of it is due while it is measured.
    const cadence = { kind: "once", sendAt: "2030-01-08T10:00" };
    const { organization, wave } = await addOrganization(url, CONTACTS, {
      wave: "planned",
      method: { cadence },
    });
    const load = (seconds: number) => {
      return p99({ url: product.url, seconds, next: pages(tokens), perSecond: PER_SECOND }, 200);
    };
    await load(QUIET_SECONDS);
    const quiet = await load(QUIET_SECONDS);
    const before = residentMb(product.pid) ?? Number.NaN;
    const planning = planned(url, organization, wave, product.pid);
    const busy = await load(QUIET_SECONDS);
    const { seconds, peak } = await planning;
    return [
      limitRow("planning a wave for 100,000 contacts", seconds, "s", LIMIT_SECONDS),
      limitRow("memory that takes", peak - before, "MB", GROWTH_MB),
      limitRow("survey page meanwhile, p99", busy, "ms", UNHARMED_MS),
      timesRow("survey page meanwhile against before, p99", { ours: [busy], bare: [quiet] }, "ms"),
    ];
  } finally {
    await product.stop();
  }
}

/** Promises the wave's task and waits until the wave is planned. */
async function planned(url: string, organization: string, wave: string, pid: number) {
  return withClient(url, async (client) => {
    let peak = 0;
    const began = performance.now();
    await client.query(
      `INSERT INTO "OutboxTask" (id, "organizationId", name, payload) VALUES ($1, $2, 'openWave', $3)`,
      [randomUUID(), organization, { organizationId: organization, waveId: wave }],
    );
    for (;;) {
      peak = Math.max(peak, residentMb(pid) ?? Number.NaN);
      const { rows } = await client.query<{ status: string }>(`SELECT status FROM "Wave" WHERE id = $1`, [
        wave,
      ]);
      if (rows[0]?.status === "sent") break;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    const seconds = (performance.now() - began) / 1_000;
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM "Invitation" WHERE "waveId" = $1`,
      [wave],
    );
    if (rows[0]?.count !== CONTACTS) throw new Error(`${rows[0]?.count} contacts were invited`);
    return { seconds, peak };
  });
}
