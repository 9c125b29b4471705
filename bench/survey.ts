import autocannon from "autocannon";
import { hashOfToken, nonceFor } from "../src/domain/tokens.js";
import type { Backends } from "./backends.js";
import { interleave, limitRow, type Row, shareRow } from "./measure.js";
import { compiled, residentMb, startProduct, startServer } from "./processes.js";
import { addInvitations, countResponses } from "./seed.js";

const CONNECTIONS = 20;
const POSTS = 4_000;
const ROUNDS = 5;
const MEMORY_MB = 350;

type Post = { path: string; body: string };

/**
 * Answers per second: the running service, each answer by a fresh link with its page's nonce, against Express and
 * one INSERT per request. Both are processes of their own on the same durable PostgreSQL with a pool of ten.
 */
export async function benchSurvey(backends: Backends): Promise<Row[]> {
  const url = await backends.newDatabase("survey");
  const secret = Buffer.from(backends.appSecret);
  const settings = { DATABASE_URL: url, APP_SECRET: backends.appSecret };
  const bare = await startServer([compiled("survey-bare")], {
    DATABASE_URL: await backends.newDatabase("survey_bare"),
  });
  const product = await startProduct(settings);
  try {
    const pair = await interleave(ROUNDS, {
      ours: async () => answer(product.url, await linksOf(url, secret), 303),
      bare: async () => answer(bare.url, await linksOf(url, secret), 204),
    });
    const recorded = await countResponses(url);
    if (recorded !== (ROUNDS + 1) * POSTS) throw new Error(`${recorded} answers were recorded`);
    const memory = residentMb(product.pid);
    return [
      shareRow("survey answers, 20 connections", pair, "/s", 0.5),
      ...(memory === undefined
        ? []
        : [limitRow("memory of the service after that", memory, "MB", MEMORY_MB)]),
    ];
  } finally {
    await Promise.all([product.stop(), bare.stop()]);
  }
}

async function linksOf(url: string, secret: Buffer): Promise<Post[]> {
  const tokens = await addInvitations(url, secret, POSTS);
  const now = new Date();
  return tokens.map((token, index) => {
    const nonce = nonceFor(secret, hashOfToken(token)?.toString("hex") ?? "", now);
    return {
      path: `/s/${token}`,
      body: new URLSearchParams({ score: String(index % 11), nonce, lang: "en" }).toString(),
    };
  });
}

/** Posts each once and returns how many were answered per second. */
async function answer(url: string, posts: Post[], status: number): Promise<number> {
  let next = 0;
  let good = 0;
  // autocannon itself ends at whole seconds only.
  let ended = Number.NaN;
  const began = performance.now();
  await new Promise<void>((resolve, reject) => {
    const requests: autocannon.Request[] = [
      {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        setupRequest: (request) => ({ ...request, ...posts[next++] }),
      },
    ];
    const options = { url, connections: CONNECTIONS, amount: posts.length, requests };
    autocannon(options, (error) => (error ? reject(error) : resolve())).on(
      "response",
      (_client, answered) => {
        if (answered === status) good += 1;
        ended = performance.now();
      },
    );
  });
  if (good !== posts.length) throw new Error(`${good} of ${posts.length} answers were ${status}`);
  return good / ((ended - began) / 1_000);
}
