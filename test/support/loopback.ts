import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Json = Record<string, unknown>;

/** A loopback HTTP server that can be stopped and started again on its own port, to play an outage. */
export type Loopback = { url: string; port: number; stop(): Promise<void>; restart(): Promise<void> };

type Handler = (request: IncomingMessage, body: string, response: ServerResponse) => void | Promise<void>;

/** Serves `handler` on 127.0.0.1, port chosen by the system, with the whole body already read. */
export async function listen(handler: Handler): Promise<Loopback> {
  let server = await open(handler, 0);
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    stop: close,
    async restart() {
      if (server.listening) await close();
      server = await open(handler, port);
    },
  };
}

function open(handler: Handler, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    serve(handler, request, response).catch((error: unknown) => {
      // A fault of the fake itself must be seen, not taken for an answer of the cloud.
      response.writeHead(599).end(`the fake failed: ${error instanceof Error ? error.stack : String(error)}`);
    });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

async function serve(handler: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  await handler(request, Buffer.concat(chunks).toString("utf8"), response);
}

/** Answers with JSON. */
export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  response.end(JSON.stringify(body));
}

/** True for a plain object, the only thing whose fields a fake may read. */
export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The list of plain objects in `value`, empty when it is not a list. */
export function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The text in `value`, "" when it is none. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
