import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMail, UnreadableMail } from "../../../src/mail/inbound/read.js";
import { absences, answer, exchangeBounce, gmailBounce, postfixBounce, sesBounce } from "./mails.js";

const uuid = "0b5d5b1e-7d3c-4a55-9b0e-2f4f5a3f6a10";
const about = `${uuid}@nautica.example`;

describe("a delivery report", () => {
  test.each([
    ["Postfix", postfixBounce({ about }), "failed", "5.1.1"],
    ["Postfix, delayed", postfixBounce({ about }, "4.4.1", "delayed"), "delayed", "4.4.1"],
    ["Exchange", exchangeBounce({ about }), "failed", "5.1.10"],
    ["Gmail, of several recipients", gmailBounce({ about }), "failed", "5.1.1"],
  ])("of %s says what befell the mail, and which mail", async (_name, raw, action, status) => {
    const mail = await readMail(raw);
    expect(mail.report).toEqual({ action, status });
    expect(mail.about[0]).toBe(about);
  });

  test("of a provider that changes Message-IDs names ours in References", async () => {
    const mail = await readMail(sesBounce({ about }));
    expect(mail.report).toEqual({ action: "failed", status: "5.2.2" });
    expect(mail.about).toContain(`about.${about}`);
  });

  test("whose parts are missing is still a failure", async () => {
    const raw = postfixBounce({ about }).toString();
    const torn = raw.slice(0, raw.indexOf("Content-Description: Delivery report"));
    expect((await readMail(Buffer.from(torn))).report).toEqual({ action: "failed", status: "" });
  });

  test("quoted by a person is no report", async () => {
    const text = ["I got this:", "Action: failed", "Status: 5.1.1"];
    const mail = await readMail(answer({ about, text }));
    expect(mail.report).toBeUndefined();
    expect(mail.automatic).toBe(false);
  });
});

describe("who wrote it", () => {
  test.each(absences(about))("nobody, where %s says that somebody is away", async (_name, raw) => {
    const mail = await readMail(raw);
    expect(mail.automatic).toBe(true);
    expect(mail.about).toContain(about);
  });

  test("a person, whatever their program adds", async () => {
    const headers = [
      "Auto-Submitted: no",
      "X-Auto-Response-Suppress: DR, OOF",
      "Return-Path: <ada@customer.example>",
    ];
    const mail = await readMail(answer({ about, headers, text: ["Thank you, it works well."] }));
    expect(mail.automatic).toBe(false);
    expect(mail.text).toContain("Thank you, it works well.");
    expect(mail.subject).toBe("Re: One question");
  });

  test("a person whose program writes HTML only", async () => {
    const text = ["<p>Muy <b>bien</b>, gracias.</p><blockquote>¿Qué opina?</blockquote>"];
    const mail = await readMail(answer({ about, type: "text/html", text }));
    expect(mail.text).toContain("Muy bien, gracias.");
  });
});

test("a mail without a Message-ID is known by what it holds", async () => {
  const raw = Buffer.from("From: a@b.example\r\nSubject: x\r\n\r\nHello");
  expect((await readMail(raw)).messageId).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect((await readMail(raw)).messageId).toBe((await readMail(Buffer.from(raw))).messageId);
});

describe("what is hostile", () => {
  const readsOrRefuses = async (raw: Buffer) => {
    const read = await readMail(raw).catch((error: unknown) => error);
    if (read instanceof Error) expect(read).toBeInstanceOf(UnreadableMail);
    else expect(read).toMatchObject({ messageId: expect.any(String), about: expect.any(Array) });
  };

  test("random bytes are read or refused", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), (bytes) => readsOrRefuses(Buffer.from(bytes))),
      {
        numRuns: 300,
      },
    );
  });

  test("a report that is cut, doubled or damaged anywhere is read or refused", async () => {
    const raw = postfixBounce({ about });
    const place = fc.nat(raw.length);
    const damage = fc.tuple(place, place, fc.uint8Array({ maxLength: 40 }));
    await fc.assert(
      fc.asyncProperty(damage, ([from, to, bytes]) =>
        readsOrRefuses(Buffer.concat([raw.subarray(0, from), bytes, raw.subarray(to)])),
      ),
      { numRuns: 300 },
    );
  });

  test("nothing takes long: a huge header, very many fields, deep nesting, endless quoting", async () => {
    const nested = (depth: number) => {
      const lines = ["From: a@b.example", "Content-Type: multipart/mixed; boundary=b0", ""];
      for (let n = 0; n < depth; n += 1)
        lines.push(`--b${n}`, `Content-Type: multipart/mixed; boundary=b${n + 1}`, "");
      return Buffer.from(lines.join("\r\n"));
    };
    const report = (block: string) =>
      Buffer.from(
        `Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n${block}\r\n--b--\r\n`,
      );
    const hostile = [
      Buffer.from(`Subject: ${"x".repeat(9_000_000)}\r\n\r\nHello`),
      Buffer.from(`${"X-A: b\r\n".repeat(400_000)}\r\nHello`),
      Buffer.from(`References: ${"<a@b> ".repeat(30_000)}\r\n\r\nHello`),
      Buffer.from(`Content-Type: text/html\r\n\r\n${"<div>".repeat(200_000)}`),
      nested(5_000),
      report("Action: failed\r\n\r\n".repeat(200_000)),
      report(`Status: ${"5".repeat(1_000_000)}`),
      report(`Diagnostic-Code: ${"\r\n ".repeat(300_000)}`),
    ];
    for (const raw of hostile) {
      const began = performance.now();
      await readsOrRefuses(raw);
      expect(performance.now() - began).toBeLessThan(8_000);
    }
  }, 60_000);

  test("more than 10 MB is refused unread", async () => {
    await expect(readMail(Buffer.alloc(10 * 1024 * 1024 + 1, 65))).rejects.toBeInstanceOf(UnreadableMail);
  });
});
