import { afterEach, beforeEach } from "vitest";
import type { Caller, Reply, Request } from "../../../src/bots/command.js";
import type { Database } from "../../../src/db/database.js";
import { storeFor } from "../../../src/db/store.js";
import { noteCard } from "../../../src/views/note.js";
import { testOrganization } from "../../support/context.js";
import { visitor } from "./client.js";
import { scripted, serve } from "./serve.js";

/** An answer that says what was asked. */
export const done = (request: Request): Reply => noteCard("Done", JSON.stringify(request));

type Options = Parameters<typeof serve>[0];

/** Workspaces on a real database, each test in an organization of its own. */
export function workspaceIn(database: Database) {
  let organization: Awaited<ReturnType<typeof testOrganization>>;
  let closing: (() => Promise<unknown>)[] = [];
  beforeEach(async () => {
    organization = await testOrganization(database, { zone: "UTC" });
  });
  afterEach(async () => {
    for (const close of closing) await close();
    closing = [];
  });

  async function serveHere(options: Options) {
    const served = await serve(options);
    closing.push(served.close);
    return served;
  }

  /** A workspace with Ana, its admin, and the channel #sales. */
  async function open(answer: (request: Request, caller: Caller) => Reply = done, options: Options = {}) {
    const { organizationId: id } = organization;
    const script = scripted(answer);
    const served = await serveHere({
      storeOf: (asked) => storeFor(database, asked),
      organization: async () => ({ id, name: "Test & Co", isExample: true }),
      dispatch: script.dispatch,
      ...options,
    });
    const ana = visitor(served.port);
    const joined = await ana.submit(await ana.get("/workspace"), "Your name", { name: "Ana" });
    const sales = await ana.submit(joined, "Name of the channel", { name: "# Sales" });
    return {
      ...served,
      ...script,
      ana,
      sales: sales.path,
      organizationId: id,
      store: organization.service.store,
    };
  }

  return { open, serve: serveHere };
}

/** A visitor who has added themselves under a name. */
export async function newcomer(port: number, name: string) {
  const visit = visitor(port);
  await visit.submit(await visit.get("/workspace/direct"), "/workspace/people", { name });
  return visit;
}
