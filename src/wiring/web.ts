import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { createDispatch } from "../bots/dispatch.js";
import { mountSlack } from "../bots/slack/app.js";
import { importUploaded, importUploadedAudience } from "../cli/import-upload.js";
import type { Context, Member } from "../domain/context.js";
import { DomainError } from "../domain/errors.js";
import { actorOf } from "../domain/members/enter.js";
import { catalogue } from "../i18n/catalogue.js";
import type { Queues } from "../jobs/queue.js";
import { mountAssets } from "../web/assets.js";
import { mountBrand } from "../web/brand.js";
import { mountData } from "../web/data.js";
import { type Metrics, mountHealth } from "../web/health.js";
import { mountInbound } from "../web/inbound.js";
import { mountLogo } from "../web/logo.js";
import { mountPrivacy } from "../web/privacy.js";
import { mountSurvey } from "../web/survey.js";
import { mountTalk } from "../web/talk.js";
import { mountUnsubscribe } from "../web/unsubscribe.js";
import { mountUpload } from "../web/upload.js";
import type { Base } from "./base.js";
import { createEntrance } from "./entrance.js";
import { mailReceiver } from "./inbound.js";
import { slackOptions, teamsAuth } from "./platforms.js";
import { mountWorkspace } from "./workspace.js";

const HEADERS_MS = 15_000;

/** Starts the web role: pages, platforms and health on one Express application. */
export async function startWeb(
  base: Base,
  queues: Queues,
  metrics: Metrics,
): Promise<{ url: string; close(): Promise<void> }> {
  const { config, directory, secret, now, log } = base;
  const newId = randomUUID;
  const app = express();
  app.disable("x-powered-by");
  if (config.trustProxy !== undefined) app.set("trust proxy", config.trustProxy);
  const dispatch = createDispatch(createEntrance(base));
  const closers: (() => void | Promise<void>)[] = [];

  mountHealth(app, {
    checks: { database: directory.ping, queue: queues.ping },
    metrics,
    metricsToken: config.metricsToken,
  });
  mountAssets(app);
  mountSurvey({
    router: app,
    directory,
    contextOf: (organizationId, responseId) =>
      base.contextOf(organizationId, { kind: "respondent", key: `response:${responseId}` }),
    secret,
    now,
    newId,
    log,
  });
  const visiting = (organizationId: string) => base.contextOf(organizationId, { kind: "visitor" });
  mountUnsubscribe({ router: app, directory, contextOf: visiting, secret, now, log });
  if (config.inbound.token) {
    const take = mailReceiver(base);
    mountInbound({
      router: app,
      token: config.inbound.token,
      log,
      async receive(raw) {
        const outcome = await take(raw);
        metrics.inbound.inc({ outcome });
        return outcome;
      },
    });
  }
  const visit = { router: app, directory, contextOf: visiting, secret, now, log };
  mountBrand(visit);
  mountTalk(visit);
  mountPrivacy(visit);
  mountData(visit);
  mountLogo({ ...visit, memberContext: (...member) => memberContext(base, ...member) });
  mountUpload({ router: app, directory, secret, now, log, ...createUploaders(base) });
  const firstSeen = (key: string, expiresAt: Date) => directory.firstSeen(key, expiresAt);
  if (config.slack) {
    const slack = mountSlack({
      router: app,
      ...slackOptions(config.slack),
      signingSecret: config.slack.signingSecret,
      dispatch,
      firstSeen,
      now,
      log,
    });
    closers.push(slack.settled);
  }
  if (config.teams) {
    const { mountTeams } = await import("../bots/teams/app.js");
    await mountTeams({ router: app, auth: teamsAuth(config.teams), dispatch, firstSeen, now, log });
  }
  if (config.localChat) closers.unshift(mountWorkspace(base, app, dispatch));

  const end = async () => {
    for (const close of closers) await close();
  };
  const server = await listenOn(app, config.port, config.host).catch(async (error) => {
    await end();
    throw error;
  });
  const { port } = server.address() as AddressInfo;
  const host = ["127.0.0.1", "::1", "0.0.0.0", "::"].includes(config.host) ? "localhost" : config.host;
  if (!config.publicUrl) base.address.origin = `http://${host}:${port}`;
  return {
    url: `http://${host}:${port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await end();
      server.closeIdleConnections();
      await closed;
    },
  };
}

/** Imports uploaded lists on behalf of the member whose link they came by. */
function createUploaders(base: Base) {
  return {
    async importCustomers(organizationId: string, memberId: string, bytes: Uint8Array) {
      const ctx = await memberContext(base, organizationId, memberId);
      return importUploaded(ctx, bytes, catalogue(ctx.actor.locale));
    },
    async importAudience(organizationId: string, memberId: string, surveyId: string, bytes: Uint8Array) {
      const ctx = await memberContext(base, organizationId, memberId);
      return importUploadedAudience(ctx, surveyId, bytes, catalogue(ctx.actor.locale));
    },
  };
}

/** The context of the member whose link it is, with the role they have now. */
async function memberContext(base: Base, organizationId: string, memberId: string): Promise<Context<Member>> {
  const service = base.contextOf(organizationId, { kind: "service" });
  const member = await service.store.members.byId(memberId);
  if (!member) throw new DomainError("not_allowed");
  return base.contextOf(organizationId, await actorOf(service, member)) as Context<Member>;
}

function listenOn(app: express.Express, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host, (error?: Error) => (error ? reject(error) : resolve(server)));
    server.headersTimeout = HEADERS_MS;
  });
}
