import { randomUUID } from "node:crypto";
import { simpleParser } from "mailparser";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createDirectory } from "../../src/db/directory.js";
import { RateLimited } from "../../src/domain/deliveries/outcomes.js";
import type { MailFoot, SendMail } from "../../src/domain/deliveries/send.js";
import { deliveryIdIn } from "../../src/domain/inbound/mail.js";
import { mailPace } from "../../src/mail/pace.js";
import { smtpSender } from "../../src/mail/send.js";
import { testDatabase } from "../support/database.js";
import { startSmtpSink } from "../support/smtp-sink.js";

const { database } = await testDatabase();
const sink = await startSmtpSink();
const closers: (() => void)[] = [];
afterAll(async () => {
  for (const close of closers) close();
  await sink.stop();
});
beforeEach(() => void sink.messages.splice(0));

const token = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
const foot: MailFoot = {
  replyTo: null,
  ownerEmail: null,
  unsubscribeToken: token,
  unsubscribeLink: `https://ask.example/u/${token}`,
  privacyLink: "https://ask.example/privacy/nautica-sur",
};
const mail = (change: Partial<MailFoot> | undefined = {}): Parameters<SendMail>[0] => ({
  deliveryId: randomUUID(),
  organizationId: "organization",
  message: {
    name: "invitation",
    content: {
      organization: "Náutica Sur",
      instrument: "nps",
      subject: "Náutica Sur",
      mode: "confidential",
      contact: "Ada Moss",
      email: "ada@customer.example",
      token: "unused",
      expiresAt: new Date("2026-03-16T10:00:00Z"),
    },
  },
  locale: "es",
  surveyLink: "https://ask.example/s/x",
  foot: { ...foot, ...change },
});
function sender(options: Partial<Parameters<typeof smtpSender>[0]> = {}) {
  const made = smtpSender({ url: sink.url, from: "ask@nautica.example", ...options });
  closers.push(made.close);
  return made;
}
const headersOf = async () => {
  const [kept] = sink.messages;
  const parsed = await simpleParser(kept?.raw ?? "");
  return { kept, parsed, raw: kept?.headers ?? {} };
};

describe("a mail to a contact", () => {
  test("can be unsubscribed from with one click, or by a mail where mails come in", async () => {
    await sender({ inbound: "in@nautica.example" }).send(mail());
    const { raw, parsed } = await headersOf();
    expect(raw["list-unsubscribe"]).toBe(
      `<https://ask.example/u/${token}>, <mailto:in@nautica.example?subject=unsubscribe%20${token}>`,
    );
    expect(raw["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");
    expect(parsed.headers.get("list")).toMatchObject({
      unsubscribe: {
        url: `https://ask.example/u/${token}`,
        mail: expect.stringContaining("in@nautica.example"),
      },
    });
  });

  test("names no address for that where none comes in", async () => {
    await sender().send(mail());
    expect((await headersOf()).raw["list-unsubscribe"]).toBe(`<https://ask.example/u/${token}>`);
  });

  test.each<[string, Partial<MailFoot>, string | undefined, string | undefined]>([
    [
      "what the organization has set",
      { replyTo: "hola@nautica.example", ownerEmail: "max@x.example" },
      "in@x.example",
      "hola@nautica.example",
    ],
    ["where mails come in", { ownerEmail: "max@x.example" }, "in@x.example", "in@x.example"],
    ["the customer's owner", { ownerEmail: "max@x.example" }, undefined, "max@x.example"],
    ["nobody else", {}, undefined, undefined],
  ])("is answered to %s", async (_name, change, inbound, expected) => {
    await sender({ inbound }).send(mail(change));
    const { parsed, kept } = await headersOf();
    expect(parsed.replyTo?.value[0]?.address).toBe(expected);
    expect(kept?.fromHeader).toBe('"Náutica Sur" <ask@nautica.example>');
  });

  test("shows both links in both parts, in the contact's language", async () => {
    await sender().send(mail());
    const { parsed } = await headersOf();
    for (const part of [parsed.text, parsed.html]) {
      expect(part).toContain(`https://ask.example/u/${token}?lang=es`);
      expect(part).toContain("https://ask.example/privacy/nautica-sur?lang=es");
      expect(part).toContain("No quiero más preguntas");
      expect(part).toContain("Cómo tratamos sus datos");
    }
  });

  test("names its delivery twice, for servers that change Message-IDs", async () => {
    const one = mail();
    await sender().send(one);
    const { parsed } = await headersOf();
    expect(deliveryIdIn(parsed.messageId ?? "")).toBe(one.deliveryId);
    expect(deliveryIdIn(String(parsed.references))).toBe(one.deliveryId);
    expect(parsed.references).not.toBe(parsed.messageId);
  });

  test("on request of the person themself offers no unsubscribing", async () => {
    const { foot: _, ...notice } = mail();
    await sender({ inbound: "in@nautica.example" }).send(notice);
    const { raw, parsed } = await headersOf();
    expect(raw["list-unsubscribe"]).toBeUndefined();
    expect(parsed.replyTo?.value[0]?.address).toBe("in@nautica.example");
  });
});

describe("the pace", () => {
  test("is one for all senders: together they send no faster than is set", async () => {
    const directory = createDirectory(database);
    const clock = { now: new Date("2026-03-02T09:00:00Z") };
    const waits: number[] = [];
    const paces = [1, 2].map(() => mailPace({ directory, perSecond: 10, now: () => clock.now }));
    for (let n = 0; n < 24; n += 1) waits.push((await paces[n % 2]?.()) ?? -1);
    // Two seconds' worth of turns in order, then everybody else comes later, also in order.
    expect(waits.slice(0, 21)).toEqual(Array.from({ length: 21 }, (_, n) => n * 100));
    expect(waits.slice(21)).toEqual([2_001, 2_101, 2_201]);
    clock.now = new Date(clock.now.getTime() + 2_101);
    expect(await paces[0]?.()).toBeCloseTo(0, -1);
  });

  test("sends two senders' mails one after the other", async () => {
    const directory = createDirectory(database);
    const began = performance.now();
    const now = () => new Date(Date.now() + 60_000);
    const senders = [1, 2].map(() => sender({ pace: mailPace({ directory, perSecond: 20, now }) }));
    await Promise.all(Array.from({ length: 10 }, (_, n) => senders[n % 2]?.send(mail())));
    expect(sink.messages).toHaveLength(10);
    expect(performance.now() - began).toBeGreaterThan(400);
  });

  test("that asks for more than two seconds sends a mail back to the queue, unsent", async () => {
    const slow = sender({ pace: vi.fn(async () => 2_500) });
    const refused = await slow.send(mail()).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RateLimited);
    expect(refused).toMatchObject({ retryAfterMs: 2_500 });
    expect(sink.messages).toHaveLength(0);
  });
});
