import { randomBytes, randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import express from "express";
import { type BrowserOptions, mountBrowser } from "../../../src/bots/browser/app.js";
import type { Caller, Reply, Request } from "../../../src/bots/command.js";
import { catalogue } from "../../../src/i18n/catalogue.js";

/** The workspace on a port of its own; what a test does not set must not be reached. */
export async function serve(options: Partial<BrowserOptions>) {
  const unreachable = () => Promise.reject(new Error("not in this test"));
  const errors: unknown[] = [];
  const app = express();
  const mounted = mountBrowser({
    router: app,
    dispatch: unreachable,
    storeOf: () => {
      throw new Error("not in this test");
    },
    organization: async () => undefined,
    start: { empty: unreachable, example: unreachable },
    onChange: () => () => {},
    newId: randomUUID,
    now: () => new Date(),
    secret: randomBytes(32),
    log: { error: (details) => errors.push(details) },
    ...options,
  });
  app.get("/elsewhere", (_req, res) => void res.send("elsewhere"));
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    errors,
    /** Ends the live updates first, as a stopping service does; a second time it does nothing. */
    async close() {
      mounted.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A dispatch that notes what it was asked and answers as told. */
export function scripted(answer: (request: Request, caller: Caller) => Reply) {
  const asked: { caller: Caller; request: Request }[] = [];
  const dispatch: BrowserOptions["dispatch"] = async (caller, request) => {
    asked.push({ caller, request });
    return { reply: answer(request, caller), t: catalogue("en") };
  };
  return { asked, dispatch };
}
