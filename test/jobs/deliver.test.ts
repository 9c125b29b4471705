import { pino } from "pino";
import { expect, test, vi } from "vitest";
import type { Context } from "../../src/domain/context.js";
import { OutcomeUnknown, Refused } from "../../src/domain/deliveries/outcomes.js";
import type { StartedDelivery } from "../../src/domain/deliveries/store.js";
import type { Directory } from "../../src/domain/directory.js";
import { createBreakers } from "../../src/jobs/breakers.js";
import { deliver } from "../../src/jobs/deliver.js";
import { Postpone } from "../../src/jobs/postpone.js";

const id = "00000000-0000-4000-8000-000000000000";
const started: StartedDelivery = {
  id,
  organizationId: id,
  message: "invitation",
  refs: { invitationId: id },
  transport: "mail",
  recipient: { contactId: id },
  revision: 1,
  externalRef: null,
  unknownOutcomes: 0,
};
const gone = new Error("the database is away");

/** One delivery by the job alone; the database answers as a test tells it. */
function job({
  mail = async () => ({}),
  isAway = false,
}: {
  mail?: () => Promise<unknown>;
  isAway?: boolean;
}) {
  const ledger = {
    start: vi.fn(async () => started),
    sent: vi.fn(async () => false),
    release: vi.fn(async () => {}),
    fail: vi.fn(async () => {}),
    withdraw: vi.fn(async () => {}),
  };
  const send = vi.fn(mail);
  const ping = async () => {
    if (isAway) throw gone;
  };
  const context = {
    organizationId: id,
    secret: Buffer.alloc(32),
    now: () => new Date(),
    store: {
      surveys: {
        invitation: async () => ({ email: "a@customer.example", contactId: id, expiresAt: new Date(8e12) }),
      },
      suppressions: { atSending: async () => ({ suppressed: null }) },
      transaction: async () => undefined,
    },
    links: { survey: String, unsubscribe: String, privacy: String },
  };
  const deps = {
    contextFor: () => context as unknown as Context,
    directory: { ping } as unknown as Directory,
    ledger,
    senders: { mail: send },
    breakers: createBreakers(),
    now: () => new Date(),
    log: pino({ level: "silent" }),
  };
  const payload = { organizationId: id, deliveryId: id };
  return { ledger, send, run: (lastAttempt = false) => deliver(deps, payload, { taskId: id, lastAttempt }) };
}

test("what was sent is not sent again because the database went away before that was written down", async () => {
  const { ledger, send, run } = job({});
  ledger.sent.mockRejectedValueOnce(gone).mockRejectedValueOnce(gone);
  expect(await run()).toBe(true);
  expect([send.mock.calls.length, ledger.sent.mock.calls.length]).toEqual([1, 3]);
});

test("a refusal is written down when the database is back, and the mail is not tried again", async () => {
  const mail = () => Promise.reject(new Refused("address_refused", "550 5.1.1"));
  const { ledger, send, run } = job({ mail, isAway: true });
  ledger.fail.mockRejectedValueOnce(gone);
  expect(await run()).toBe(false);
  expect(send).toHaveBeenCalledTimes(1);
  expect(ledger.fail).toHaveBeenLastCalledWith(expect.anything(), "address_refused", expect.any(Date));
});

test("an unknown outcome is recorded as such also while the database is away", async () => {
  const mail = () => Promise.reject(new OutcomeUnknown(new Error("no answer")));
  const { ledger, run } = job({ mail, isAway: true });
  ledger.release.mockRejectedValueOnce(gone);
  await expect(run()).rejects.toBeInstanceOf(Postpone);
  expect(ledger.release).toHaveBeenLastCalledWith(expect.anything(), true);
});

test("what fails because the database is away uses up no attempt, not even the last", async () => {
  const { ledger, run } = job({ mail: () => Promise.reject(gone), isAway: true });
  await expect(run(true)).rejects.toBeInstanceOf(Postpone);
  expect(ledger.fail).not.toHaveBeenCalled();
  expect(ledger.release).toHaveBeenCalledWith(expect.anything(), false);
});

test("what fails while the database is there is given up with the last attempt", async () => {
  const { ledger, run } = job({ mail: () => Promise.reject(new Error("a bug")) });
  await expect(run()).rejects.toThrow("a bug");
  expect(await run(true)).toBe(false);
  expect(ledger.fail).toHaveBeenCalledWith(expect.anything(), "attempts_used_up", expect.any(Date));
});
