import type { AddressInfo, Socket } from "node:net";
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../src/domain/context.js";
import { OutcomeUnknown, TransportDown } from "../../src/domain/deliveries/outcomes.js";
import type { SendMail } from "../../src/domain/deliveries/send.js";
import { mailboxSender, type SmtpSender, type SmtpTimeouts, smtpSender } from "../../src/mail/send.js";
import { type SmtpSink, startSmtpSink } from "../support/smtp-sink.js";

const mail: Parameters<SendMail>[0] = {
  deliveryId: "0b5d5b1e-7d3c-4a55-9b0e-2f4f5a3f6a10",
  organizationId: "organization",
  message: {
    name: "invitation",
    content: {
      organization: 'Náutica, "Sur" & Cía',
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
  surveyLink: "https://ask.example/s/AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
};
const from = "encuestas@nautica.example";
const messageId = `<${mail.deliveryId}@nautica.example>`;

describe("over SMTP", () => {
  let sink: SmtpSink;
  let sender: SmtpSender;
  const start = (timeouts?: SmtpTimeouts) => {
    sender = smtpSender({ url: sink.url, from, ...(timeouts ? { timeouts } : {}) });
  };
  beforeEach(async () => {
    sink = await startSmtpSink();
    start();
  });
  afterEach(async () => {
    sender.close();
    await sink.stop();
  });

  test("the mail arrives whole, from the organization, with a Message-ID of its delivery", async () => {
    await expect(sender.send(mail)).resolves.toEqual({ messageId });
    const [kept] = sink.to("ada@customer.example");
    expect(kept).toMatchObject({ from, messageId, subject: "Una pregunta sobre Náutica Sur" });
    expect(kept?.fromHeader).toContain('Náutica, "Sur" & Cía'.replaceAll('"', '\\"'));
    expect(kept?.fromHeader).toContain(from);
    expect(kept?.text).toContain("¿Qué probabilidad hay de que recomiende Náutica Sur");
    expect(kept?.text).toContain(mail.surveyLink);
    expect(kept?.html).toContain(`${mail.surveyLink}?s=10`);
    expect(kept?.headers["auto-submitted"]).toBe("auto-generated");
  });

  test("a repeat is recognisably the same message", async () => {
    await sender.send(mail);
    await sender.send(mail);
    expect(sink.messages.map((one) => one.messageId)).toEqual([messageId, messageId]);
  });

  test("an unknown mailbox is refused as an address, a message that is not wanted as a message", async () => {
    sink.refuse(() => true, { code: 550, message: "5.1.1 no such user" });
    await expect(sender.send(mail)).rejects.toMatchObject({ name: "Refused", reason: "address_refused" });
    sink.acceptAll();
    sink.refuse(() => true, { code: 554, message: "5.7.1 not wanted" }, "data");
    await expect(sender.send(mail)).rejects.toMatchObject({ name: "Refused", reason: "message_refused" });
    sink.acceptAll();
    await expect(sender.send(mail)).resolves.toEqual({ messageId });
  });

  test("a passing refusal is an ordinary error", async () => {
    sink.refuse(() => true, { code: 451, message: "4.7.1 greylisted" });
    await expect(sender.send(mail)).rejects.toMatchObject({ name: "Error", responseCode: 451 });
  });

  test("nobody listening is an outage, and goes by when somebody does", async () => {
    await sink.stop();
    await expect(sender.send(mail)).rejects.toBeInstanceOf(TransportDown);
    await sink.restart();
    await expect(sender.send(mail)).resolves.toEqual({ messageId });
  });

  test("a server that takes the mail and says nothing leaves the outcome unknown, and is asked once", async () => {
    sender.close();
    start({ connectionMs: 1000, greetingMs: 1000, socketMs: 300 });
    sink.hangAfterData = true;
    await expect(sender.send(mail)).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(sink.messages).toHaveLength(1);
  });

  test("a host that does not exist is an outage", async () => {
    const nowhere = smtpSender({ url: "smtp://mail.enfoque.invalid:25", from });
    await expect(nowhere.send(mail)).rejects.toBeInstanceOf(TransportDown);
    nowhere.close();
  });
});

describe("a server that hangs up", () => {
  /** Speaks as much SMTP as it takes to hang up at a given moment. */
  async function hangUpAt(
    moment: "greeting" | "mail" | "data" | "text",
    run: (sender: SmtpSender) => Promise<void>,
  ) {
    let connections = 0;
    const server = createServer((socket: Socket) => {
      connections += 1;
      socket.on("error", () => {});
      if (moment === "greeting") return void socket.destroy();
      socket.write("220 ready\r\n");
      let inText = false;
      socket.on("data", (chunk) => {
        const said = chunk.toString();
        if (inText) return void socket.destroy();
        if (said.startsWith("EHLO")) return void socket.write("250 hello\r\n");
        if (said.startsWith("MAIL") && moment === "mail") return void socket.destroy();
        if (!said.startsWith("DATA")) return void socket.write("250 ok\r\n");
        if (moment === "data") return void socket.destroy();
        inText = true;
        socket.write("354 go on\r\n");
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const sender = smtpSender({ url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, from });
    try {
      await run(sender);
    } finally {
      sender.close();
      server.close();
    }
    return connections;
  }

  test.each(["greeting", "mail", "data"] as const)("at %s is an outage: nothing was sent", async (moment) => {
    await hangUpAt(moment, async (sender) => {
      await expect(sender.send(mail)).rejects.toBeInstanceOf(TransportDown);
    });
  });

  test("in the middle of the message leaves the outcome unknown, and nothing is sent again behind our back", async () => {
    const connections = await hangUpAt("text", async (sender) => {
      await expect(sender.send(mail)).rejects.toBeInstanceOf(OutcomeUnknown);
    });
    expect(connections).toBe(1);
  });
});

test("without a mail server the mail is kept in the workspace's mailbox", async () => {
  const kept: unknown[] = [];
  const store = { workspace: { addMail: async (one: unknown) => void kept.push(one) } } as unknown as Store;
  const organizations: string[] = [];
  const storeOf = (organizationId: string) => {
    organizations.push(organizationId);
    return store;
  };
  await expect(mailboxSender({ storeOf })(mail)).resolves.toEqual({
    messageId: `<${mail.deliveryId}@enfoque.invalid>`,
  });
  expect(organizations).toEqual(["organization"]);
  expect(kept).toEqual([
    expect.objectContaining({
      id: mail.deliveryId,
      recipient: "ada@customer.example",
      subject: expect.any(String),
    }),
  ]);
});
