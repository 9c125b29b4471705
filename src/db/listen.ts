import pg from "pg";

/** Where the browser workspace's changes are announced, with the organization's id. */
export const WORKSPACE_CHANNEL = "enfoque_workspace";

const RECONNECT_MS = 1_000;

/** Listens to a channel on a connection of its own, which is opened again whenever it breaks. */
export function listen(
  url: string,
  channel: string,
  hear: (payload: string) => void,
): { stop(): Promise<void> } {
  let stopped = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const connect = async () => {
    timer = undefined;
    const next = new pg.Client({ connectionString: url });
    let lost = false;
    // What a lost connection says afterwards must not open a second one.
    const again = () => {
      if (lost) return;
      lost = true;
      client = undefined;
      if (!stopped) timer = setTimeout(connect, RECONNECT_MS);
    };
    next.on("error", again);
    next.on("end", again);
    next.on("notification", ({ payload }) => hear(payload ?? ""));
    try {
      await next.connect();
      await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      client = next;
      if (stopped) await next.end();
    } catch {
      // The database is away: the error event or this line tries again.
      again();
    }
  };
  void connect();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
