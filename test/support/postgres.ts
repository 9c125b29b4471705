import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeEmbedded, startEmbedded } from "../../src/db/embedded.js";

export type PostgresServer = {
  /** Stays the same, however often the server is stopped and started. */
  url: string;
  stop(): Promise<void>;
  /** Starts it again where it was stopped. */
  start(): Promise<void>;
  /** Ends it for good. */
  remove(): Promise<void>;
};

/** Starts a PostgreSQL server of our own that can be away for a while. */
export async function startPostgres(): Promise<PostgresServer> {
  const dataDir = mkdtempSync(join(tmpdir(), "enfoque-postgres-"));
  // Not tmpdir(): a socket's path may have 103 bytes. The server's own folder is another at each start.
  const folder = mkdtempSync("/tmp/enfoque-pg-");
  const socket = join(folder, "s");
  let server = await startEmbedded({ dataDir, durable: false });
  const link = () => {
    rmSync(socket, { force: true });
    symlinkSync(new URL(server.url).searchParams.get("host") ?? "", socket);
  };
  link();
  let isAway = false;
  const url = new URL(server.url);
  url.searchParams.set("host", socket);
  return {
    url: url.href,
    async stop() {
      isAway = true;
      await server.stop();
    },
    async start() {
      if (!isAway) return;
      isAway = false;
      server = await startEmbedded({ dataDir, durable: false });
      link();
    },
    async remove() {
      await server.stop();
      removeEmbedded(dataDir);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
