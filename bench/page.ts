import autocannon from "autocannon";
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
    p99({ url, seconds, requests: [{ method: "GET", setupRequest: pages(tokens.slice(0, half)) }] }, 200),
    p99(
      {
        url,
        seconds,
        requests: [
          {
            method: "POST",
            headers: { "content-type": "application/x-www-form-urlencoded" },
            setupRequest: answers(tokens.slice(half), secret),
          },
        ],
      },
      303,
    ),
  ]);
}

type Load = { url: string; seconds: number; requests: autocannon.Request[]; perSecond?: number };

/** The 99th percentile of the times that a steady load takes, in ms; fails where an answer is another than wanted. */
export async function p99(
  { url, seconds, requests, perSecond = PER_SECOND / 2 }: Load,
  status: number,
): Promise<number> {
  const times: number[] = [];
  let wrong = 0;
  await new Promise<void>((resolve, reject) => {
    const options = { url, connections: 20, duration: seconds, overallRate: perSecond, requests };
    autocannon(options, (error) => (error ? reject(error) : resolve())).on(
      "response",
      (_client, answered, _bytes, time) => {
        if (answered !== status) wrong += 1;
        times.push(time);
      },
    );
  });
  if (wrong > 0) throw new Error(`${wrong} of ${times.length} answers were not ${status}`);
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.99)] ?? Number.NaN;
}

/** Looks at one page after the other. */
export function pages(tokens: string[]) {
  let next = 0;
  return (request: autocannon.Request) => ({ ...request, path: `/s/${tokens[next++ % tokens.length]}` });
}

function answers(tokens: string[], secret: Buffer) {
  let next = 0;
  return (request: autocannon.Request) => {
    const token = tokens[next++] ?? "";
    // A page that was opened a while ago, as by a person.
    const opened = new Date(Date.now() - 10_000);
    const nonce = nonceFor(secret, hashOfToken(token)?.toString("hex") ?? "", opened);
    const body = new URLSearchParams({ score: String(next % 11), nonce, lang: "en" }).toString();
    return { ...request, path: `/s/${token}`, body };
  };
}
