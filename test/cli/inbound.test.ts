import { PassThrough, Readable } from "node:stream";
import { expect, test } from "vitest";
import { takeMail } from "../../src/cli/inbound.js";

function run(receive: (raw: Buffer) => Promise<string>) {
  const lines: string[] = [];
  const stderr = new PassThrough();
  const out = (line: string) => void lines.push(line);
  const stream = Readable.from([Buffer.from([0x53, 0x3a, 0xff]), Buffer.from([0x0d, 0x0a])]);
  return takeMail({ receive, out, stderr }, stream).then((code) => ({
    code,
    lines,
    said: String(stderr.read() ?? ""),
  }));
}

test("a mail from standard input arrives byte for byte, and it is said what it was", async () => {
  const { code, lines } = await run(async (raw) => raw.toString("hex"));
  expect([code, lines]).toEqual([0, ["533aff0d0a"]]);
});

test("where it cannot be taken in the mail server is told to come again", async () => {
  const { code, lines, said } = await run(() => Promise.reject(new Error("the database is away")));
  expect([code, lines, said]).toEqual([75, [], "the database is away\n"]);
});
