import { createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Backends } from "./backends.js";
import { interleave, median, type Row, timesRow } from "./measure.js";
import { compiled, type HttpServer, migrateProduct, startProduct, startServer } from "./processes.js";

const ROUNDS = 5;
const COMMANDS = 100;
const SIGNING_SECRET = "the signing secret of a benchmark";
const TEAM = "T1";
const PAUSE_MS = 20;
const ANSWERED_MS = 10_000;

/**
 * Milliseconds until a signed slash command is acknowledged (p50, one at a time, over HTTP): the running
 * service with its replay cache in PostgreSQL, against a bare Bolt app that only acknowledges.
 * The next command is sent a moment after the answer to the last has been given, so that only the acknowledgement
 * is timed and not what is done after it.
 */
export async function benchAck(backends: Backends): Promise<Row[]> {
  const slack = await startSlackSink();
  const settings = {
    DATABASE_URL: await backends.newDatabase("ack"),
    APP_SECRET: backends.appSecret,
    PUBLIC_URL: "https://enfoque.example.com",
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_BOT_TOKEN: "xoxb-benchmark",
    SLACK_API_URL: `${slack.url}/api/`,
  };
  migrateProduct(settings);
  const product = await startProduct(settings);
  const bare = await startServer([compiled("ack-bare")], { SLACK_SIGNING_SECRET: SIGNING_SECRET });
  try {
    const pair = await interleave(ROUNDS, {
      ours: () => p50(product, slack, true),
      bare: () => p50(bare, slack, false),
    });
    return [timesRow("slash command acknowledged, p50", pair, "ms", 2)];
  } finally {
    await Promise.all([product.stop(), bare.stop()]);
    slack.stop();
  }
}

type Sink = { url: string; answered(): Promise<void>; stop(): void };

async function p50(server: HttpServer, slack: Sink, answers: boolean): Promise<number> {
  const times: number[] = [];
  for (let sent = 0; sent < COMMANDS; sent += 1) {
    const { body, headers } = signedCommand(slack.url);
    const answered = answers ? slack.answered() : undefined;
    const began = performance.now();
    const response = await fetch(`${server.url}/slack/events`, { method: "POST", body, headers });
    await response.arrayBuffer();
    times.push(performance.now() - began);
    if (response.status !== 200) throw new Error(`a command was answered ${response.status}`);
    await answered;
    await pause(PAUSE_MS);
  }
  return median(times);
}

function signedCommand(url: string): { body: string; headers: Record<string, string> } {
  const body = new URLSearchParams({
    command: "/enfoque",
    text: "help",
    team_id: TEAM,
    user_id: "U1",
    user_name: "bench",
    channel_id: "C1",
    channel_name: "general",
    trigger_id: randomUUID(),
    response_url: `${url}/response`,
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac("sha256", SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest("hex");
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${signature}`,
  };
  return { body, headers };
}

/** Slack's side as far as an acknowledgement needs it: says whose token it is and takes answers. */
async function startSlackSink(): Promise<Sink> {
  let answered: (() => void) | undefined;
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ ok: true, team_id: TEAM }));
    if (request.url?.startsWith("/response")) answered?.();
  });
  // A connection that is closed just as it is used again would lose an answer.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    answered: () =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error("a command was not answered")), ANSWERED_MS);
        answered = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
