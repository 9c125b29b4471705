import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { expect, test } from "vitest";
import { readConfig } from "../src/config.js";
import { startService } from "../src/service.js";
import { testDatabase } from "./support/database.js";
import { eventually } from "./support/eventually.js";

test("a service whose port is taken says so and leaves nothing running", async () => {
  const { url, database } = await testDatabase();
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const { port } = taken.address() as AddressInfo;
  const settings = { PORT: String(port), DATABASE_URL: url, APP_SECRET: "s".repeat(32), LOCAL_CHAT: "on" };
  try {
    const starting = startService(readConfig(settings), { log: pino({ level: "silent" }) });
    await expect(starting).rejects.toMatchObject({ code: "EADDRINUSE" });
    await eventually(async () => {
      const others =
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
      return (await database.pool.query(others)).rowCount === 0;
    });
  } finally {
    taken.close();
  }
});
