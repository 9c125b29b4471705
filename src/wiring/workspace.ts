import { randomUUID } from "node:crypto";
import type { Express } from "express";
import { mountBrowser } from "../bots/browser/app.js";
import type { Dispatch } from "../bots/command.js";
import { listen, WORKSPACE_CHANNEL } from "../db/listen.js";
import { storeFor } from "../db/store.js";
import { enter } from "../domain/members/enter.js";
import { createOrganization } from "../domain/organizations/create-organization.js";
import type { Base } from "./base.js";
import { BROWSER_WORKSPACE, claimBeginning, shownOrganization, startExample } from "./organizations.js";

/** Mounts the browser workspace and returns how to end its live updates. */
export function mountWorkspace(base: Base, app: Express, dispatch: Dispatch): () => Promise<void> {
  const { config, directory, database, databaseUrl, secret, now, log } = base;
  const listeners = new Set<(organizationId: string) => void>();
  const heard = listen(databaseUrl, WORKSPACE_CHANNEL, (organizationId) => {
    for (const hear of listeners) hear(organizationId);
  });
  const browser = mountBrowser({
    router: app,
    dispatch,
    storeOf: (organizationId) => storeFor(database, organizationId),
    organization: () => shownOrganization(directory),
    start: {
      async empty({ name, locale, person, zone }) {
        const organizationId = await claimBeginning(base);
        if (!organizationId) return;
        const ctx = base.contextOf(organizationId, { kind: "service" });
        await createOrganization(ctx, { name, locale, zone });
        await directory.bindWorkspace("browser", BROWSER_WORKSPACE, organizationId, randomUUID());
        await enter(ctx, {
          identity: { platform: "browser", workspaceId: BROWSER_WORKSPACE, externalId: randomUUID() },
          name: person,
          locale,
          zone,
        });
      },
      example: (locale) => startExample(base, locale),
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    newId: randomUUID,
    now,
    secret,
    accessSecret: config.localChat?.secret,
    log,
  });
  return async () => {
    browser.close();
    await heard.stop();
  };
}
