import { Agent, request } from "node:http";
import { hashOfToken, nonceFor } from "../src/domain/tokens.js";
import type { Backends } from "./backends.js";
import { limitRow, type Row } from "./measure.js";
import { startProduct } from "./processes.js";
import { addInvitations } from "./seed.js";

const PER_SECOND = 200;
const SECONDS = 30;
const P99_MS = 50;
const WARM_UP_SECONDS = 3;

/** How long pages take while 200 requests come each second, half of them looks at a page, half answers. */
export async function benchPage(backends: Backends): Promise<Row[]> {
  const url = await backends.newDatabase("page");
  const secret = Buffer.from(backends.appSecret);
  const product = await startProduct({ DATABASE_URL: url, APP_SECRET: backends.appSecret });
  try {
    await measure(
      product.url,
      await addInvitations(url, secret, PER_SECOND * WARM_UP_SECONDS),
      secret,
      WARM_UP_SECONDS,
    );
    const tokens = await addInvitations(url, secret, PER_SECOND * (SECONDS + 5));
    const [get, post] = await measure(product.url, tokens, secret, SECONDS);
    return [
      limitRow(`page GET at ${PER_SECOND / 2} /s of ${PER_SECOND} /s, p99`, get, "ms", P99_MS),
      limitRow(`page POST at ${PER_SECOND / 2} /s of ${PER_SECOND} /s, p99`, post, "ms", P99_MS),
    ];
  } finally {
    await product.stop();
  }
}

/** The 99th percentiles, in ms, of GET and of POST. */
function measure(
  url: string,
  tokens: string[],
  secret: Buffer,
  seconds: number,
): Promise<[get: number, post: number]> {
  const half = Math.floor(tokens.length / 2);
  return Promise.all([
    p99({ url, seconds, next: pages(tokens.slice(0, half)) }, 200),
    p99({ url, seconds, next: answers(tokens.slice(half), secret) }, 303),
  ]);
}

type Load = { url: string; seconds: number; next(): Sent; perSecond?: number };
type Sent = { path: string; body?: string };

/**
 * The 99th percentile, in ms, of a steady load: each request is sent at its own moment, whether those before it have been
 * answered or not, and counted from that moment on. Fails where an answer is another than wanted.
 */
export async function p99(
  { url, seconds, next, perSecond = PER_SECOND / 2 }: Load,
  status: number,
): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const count = seconds * perSecond;
  const began = performance.now() + 100;
  const times = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const at = began + (index / perSecond) * 1_000;
      await new Promise((resolve) => setTimeout(resolve, at - performance.now()));
      const answered = await send(agent, url, next());
      if (answered !== status) throw new Error(`an answer was ${answered} instead of ${status}`);
      return performance.now() - at;
    }),
  );
  agent.destroy();
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.99)] ?? Number.NaN;
}

function send(agent: Agent, url: string, { path, body }: Sent): Promise<number> {
  return new Promise((resolve, reject) => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const options = body ? { agent, method: "POST", headers: form } : { agent };
    const sent = request(url + path, options, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Looks at one page after the other. */
export function pages(tokens: string[]) {
  let next = 0;
  return (): Sent => ({ path: `/s/${tokens[next++ % tokens.length]}` });
}

function answers(tokens: string[], secret: Buffer) {
  let next = 0;
  return (): Sent => {
    const token = tokens[next++] ?? "";
    // A page that was opened a while ago, as by a person.
    const opened = new Date(Date.now() - 10_000);
    const nonce = nonceFor(secret, hashOfToken(token)?.toString("hex") ?? "", opened);
    const body = new URLSearchParams({ score: String(next % 11), nonce, lang: "en" }).toString();
    return { path: `/s/${token}`, body };
  };
}
