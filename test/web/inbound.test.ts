import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { mountInbound } from "../../src/web/inbound.js";

const token = "0123456789abcdef";
const receive = vi.fn<(raw: Buffer) => Promise<string>>();
const logged: string[] = [];
const app = express();
const log = {
  error: (details: object, message: string) => void logged.push(message + JSON.stringify(details)),
};
mountInbound({ router: app, token, receive, log });
const server = createServer(app);
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => void receive.mockReset().mockResolvedValue("reply"));

const raw = Buffer.from([0x53, 0x3a, 0x20, 0xff, 0x0d, 0x0a, 0x0d, 0x0a, 0x00]);
async function post(body: Buffer | string, headers: Record<string, string> = {}) {
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mail/inbound`, {
    method: "POST",
    body: body as RequestInit["body"],
    headers: { authorization: `Bearer ${token}`, "content-type": "message/rfc822", ...headers },
  } as RequestInit);
  return { status: response.status, json: await response.json() };
}

test("a mail arrives byte for byte and is answered with what it was", async () => {
  expect(await post(raw)).toEqual({ status: 200, json: { outcome: "reply" } });
  expect(receive).toHaveBeenCalledExactlyOnceWith(raw);
});

test.each(["", "Bearer", "Bearer wrong", `Basic ${token}`, `Bearer ${token}x`, `Bearer ${token.slice(1)}`])(
  "authorization %j is not enough, and nothing is read",
  async (authorization) => {
    expect((await post(raw, { authorization })).status).toBe(401);
    expect(receive).not.toHaveBeenCalled();
  },
);

test("another type, too much, or what is no mail is refused", async () => {
  expect((await post("{}", { "content-type": "application/json" })).status).toBe(415);
  expect((await post(Buffer.alloc(10 * 1024 * 1024 + 1))).status).toBe(413);
  expect(receive).not.toHaveBeenCalled();
  receive.mockResolvedValue("unreadable");
  expect(await post(raw)).toEqual({ status: 422, json: { outcome: "unreadable" } });
});

test("without the database it asks for the mail again and logs nothing of it", async () => {
  receive.mockRejectedValue(new Error("the database is down"));
  expect((await post(Buffer.from("Subject: secret\r\n\r\nwords"))).status).toBe(503);
  expect(logged.join()).toContain("posted again");
  expect(logged.join()).not.toMatch(/secret|words/);
});
