// Writes the migration that leads from the newest one to prisma/schema.prisma: npm run migration -- NAME
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeEmbedded, startEmbedded } from "../dist/db/embedded.js";
import { migrate } from "../dist/db/migrate.js";
import { sqlFromDatabaseTo } from "./schema-engine.mjs";

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error("Usage: npm run migration -- name_of_the_change   (small letters, digits, _)");
  process.exit(1);
}
const dataDir = join(tmpdir(), `enfoque-migration-${process.pid}`);
const server = await startEmbedded({ dataDir, durable: false });
try {
  await migrate(server.url);
  const sql = await sqlFromDatabaseTo(server.url, await readFile("prisma/schema.prisma", "utf8"));
  if (sql === "") {
    console.log("The migrations agree with prisma/schema.prisma; nothing to write.");
  } else {
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const folder = join("prisma/migrations", `${stamp}_${name}`);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "migration.sql"), `${sql}\n`);
    console.log(`${folder}/migration.sql: read it before you commit it.`);
  }
} finally {
  await server.stop();
  await removeEmbedded(dataDir);
}
