import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type SmtpSink, startSmtpSink } from "./smtp-sink.js";

let sink: SmtpSink;
beforeAll(async () => {
  sink = await startSmtpSink();
});
afterAll(() => sink.stop());

const mail = (to: string) => ({
  from: "Enfoque <hello@example.com>",
  to,
  subject: "¿Qué tal?",
  text: "Plain words",
  html: "<p>Plain <b>words</b></p>",
  headers: { "List-Unsubscribe": "<https://example.com/u/1>" },
});
const transport = () =>
  createTransport({ host: sink.host, port: sink.port, ignoreTLS: true, connectionTimeout: 1000 });

test("a mail arrives as it was sent", async () => {
  await transport().sendMail(mail("Ana <ana@example.com>"));
  expect(sink.to("ana@example.com")).toMatchObject([
    {
      from: "hello@example.com",
      to: ["ana@example.com"],
      fromHeader: '"Enfoque" <hello@example.com>',
      subject: "¿Qué tal?",
      text: "Plain words",
      html: "<p>Plain <b>words</b></p>",
      messageId: expect.stringMatching(/^<.+@example.com>$/),
      headers: { "list-unsubscribe": "<https://example.com/u/1>" },
    },
  ]);
});

test("a recipient can be refused, then accepted", async () => {
  sink.refuse((to) => to === "gone@example.com", { code: 550, message: "5.1.1 No such user" });
  await expect(transport().sendMail(mail("gone@example.com"))).rejects.toMatchObject({
    responseCode: 550,
    response: expect.stringContaining("5.1.1"),
  });
  await transport().sendMail(mail("here@example.com"));
  sink.acceptAll();
  await transport().sendMail(mail("gone@example.com"));
  expect([sink.to("here@example.com").length, sink.to("gone@example.com").length]).toEqual([1, 1]);
});

test("a stopped server refuses connections and comes back on the same port", async () => {
  await sink.stop();
  await expect(transport().sendMail(mail("later@example.com"))).rejects.toMatchObject({ code: "ESOCKET" });
  await sink.restart();
  await transport().sendMail(mail("later@example.com"));
  expect(sink.to("later@example.com")).toHaveLength(1);
});

test("a mail can be refused after it was sent, or kept without an answer", async () => {
  sink.refuse((to) => to === "full@example.com", { code: 452, message: "4.2.2 Mailbox full" }, "data");
  await expect(transport().sendMail(mail("full@example.com"))).rejects.toMatchObject({ responseCode: 452 });
  sink.acceptAll();
  sink.hangAfterData = true;
  const impatient = createTransport({
    host: sink.host,
    port: sink.port,
    ignoreTLS: true,
    socketTimeout: 200,
  });
  await expect(impatient.sendMail(mail("silent@example.com"))).rejects.toMatchObject({ code: "ETIMEDOUT" });
  sink.hangAfterData = false;
  expect([sink.to("full@example.com").length, sink.to("silent@example.com").length]).toEqual([0, 1]);
});
