import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../../src/db/database.js";
import { startEmbedded } from "../../../src/db/embedded.js";
import { migrate } from "../../../src/db/migrate.js";
import { storeFor } from "../../../src/db/store.js";
import type { Actor, Context } from "../../../src/domain/context.js";
import { createOrganization } from "../../../src/domain/organizations/create-organization.js";
import { testLinks } from "../../support/context.js";

/** A database of its own; each context is an organization of its own. To be replaced by test/support's builder. */
export async function openTestDatabase() {
  const dataDir = mkdtempSync(join(tmpdir(), "imports-test-"));
  const server = await startEmbedded({ dataDir, durable: false });
  await migrate(server.url);
  const database = openDatabase(server.url);
  return {
    async context(actor: Actor = { kind: "operator" }): Promise<Context> {
      const organizationId = randomUUID();
      const ctx: Context = {
        organizationId,
        store: storeFor(database, organizationId),
        actor,
        now: () => new Date("2026-11-24T10:00:00Z"),
        newId: randomUUID,
        secret: Buffer.alloc(32, 1),
        links: testLinks,
      };
      await createOrganization(
        { ...ctx, actor: { kind: "operator" } },
        { name: "Test", locale: "en", zone: "UTC" },
      );
      return ctx;
    },
    /** Actions and what they noted, in order, without the organization's own. */
    async audit({ organizationId }: Context) {
      const rows = await database.prisma.audit.findMany({
        where: { organizationId },
        orderBy: { id: "asc" },
      });
      return rows
        .filter(({ action }) => action !== "organization.created")
        .map(({ action, after }) => ({ action, after }));
    },
    responses: ({ organizationId }: Context) =>
      database.prisma.response.findMany({ where: { organizationId }, orderBy: { importKey: "asc" } }),
    async close() {
      await database.close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
