import type { RequestHandler, Response } from "express";
import type { BrowserOptions } from "./options.js";

const HEARTBEAT_MS = 25_000;

/** Server-sent events that say "something was posted"; the page then fetches itself anew. */
export function liveUpdates({ organization, onChange }: BrowserOptions): {
  handle: RequestHandler;
  close(): void;
} {
  const open = new Set<Response>();
  const handle: RequestHandler = async (req, res) => {
    const shown = await organization();
    if (!shown) {
      // An EventSource does not come back after 204.
      res.status(204).end();
      return;
    }
    res.set({ "Content-Type": "text/event-stream", "X-Accel-Buffering": "no" });
    res.flushHeaders();
    res.write("retry: 2000\n\n");
    const stop = onChange((organizationId) => {
      if (organizationId === shown.id) res.write("event: posts\ndata: 1\n\n");
    });
    const heartbeat = setInterval(() => res.write(":\n\n"), HEARTBEAT_MS);
    open.add(res);
    req.on("close", () => {
      stop();
      clearInterval(heartbeat);
      open.delete(res);
    });
  };
  return {
    handle,
    close() {
      for (const res of open) res.end();
    },
  };
}
