import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll } from "vitest";
import { createDirectory } from "../../src/db/directory.js";
import { addCustomer } from "../../src/domain/customers/add-customer.js";
import type { Directory } from "../../src/domain/directory.js";
import type { Instrument } from "../../src/domain/satisfaction/instruments.js";
import { type Method, methodOf } from "../../src/domain/surveys/method.js";
import { tokenFor } from "../../src/domain/tokens.js";
import { mountAssets } from "../../src/web/assets.js";
import { mountSurvey } from "../../src/web/survey.js";
import { secret, testOrganization } from "../support/context.js";
import { testDatabase } from "../support/database.js";
import { open, post } from "./site.js";

const HOUR = 3_600_000;

type Invited = {
  instrument?: Instrument;
  method?: Partial<Method>;
  locale?: string;
  /** Hours that the link is good for. */
  hours?: number;
};

/** The survey pages over real HTTP on a real database, with a clock that is moved by hand. */
export async function surveySite() {
  const { database } = await testDatabase();
  const organization = await testOrganization(database, { name: "Northwind & Sons" });
  const { clock, as, service, organizationId } = organization;
  const owner = await organization.member("manager", { name: "Olga Owner" });
  const logged: string[] = [];
  let down = false;
  const real = createDirectory(database);
  const directory = new Proxy(real, {
    get: (target, name: keyof Directory) =>
      down && name !== "countOpening"
        ? async () => Promise.reject(new Error("the database is down"))
        : target[name],
  });
  const app = express().disable("x-powered-by");
  mountAssets(app);
  mountSurvey({
    router: app,
    directory,
    contextOf: (id, responseId) => {
      if (id !== organizationId) throw new Error("a foreign organization");
      return as({ kind: "respondent", key: `response:${responseId}` });
    },
    secret,
    now: () => clock.now,
    newId: randomUUID,
    log: { error: (details, message) => void logged.push(`${message} ${JSON.stringify(details)}`) },
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const site = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    database,
    organization,
    owner,
    logged,
    down: (is: boolean) => {
      down = is;
    },
    later: (hours: number) => clock.move(hours * HOUR),
    /** A contact of a customer of their own, invited to a survey of their own; returns the link's token. */
    async invite({ instrument = "nps", method = {}, locale = "en", hours = 14 * 24 }: Invited = {}) {
      const [surveyId, waveId, id] = [randomUUID(), randomUUID(), randomUUID()];
      const name = `Customer ${id.slice(0, 8)}`;
      const email = `ada-${id}@customer.example`;
      const customer = await addCustomer(as(owner), {
        name,
        kind: "direct",
        segment: "north",
        contactName: "Ada Moss",
        email,
        locale,
        country: undefined,
        zone: undefined,
        owner: undefined,
      });
      const [contact] = await service.store.customers.contacts(customer.id);
      const { surveys } = service.store;
      await surveys.add({
        id: surveyId,
        name: `Survey ${id}`,
        nameKey: `survey ${id}`,
        instrument,
        method: methodOf(instrument, { subject: "Northwind", ...method }),
        createdById: owner.memberId,
      });
      await surveys.open(surveyId, clock.now);
      await surveys.addWave({ id: waveId, surveyId, number: 1, version: 1, opensAt: clock.now });
      const { token, hash: tokenHash } = tokenFor(secret, "answer", id);
      await surveys.addInvitations(waveId, [
        {
          id,
          contactId: contact?.id ?? "",
          customerId: customer.id,
          tokenHash,
          dueAt: clock.now,
          sentAt: clock.now,
          expiresAt: new Date(clock.now.getTime() + hours * HOUR),
        },
      ]);
      return { token, path: `/s/${token}`, id, surveyId, waveId, customer: name };
    },
    /** Opens a link, thinks for a while and sends a score, as a person does. */
    async answer(path: string, score: string, fields: Record<string, string> = {}) {
      const { nonce, once } = await open(site, path);
      clock.move(5_000);
      return post(site, path, { score, nonce, ...(once ? { once } : {}), ...fields });
    },
    /** The page that an answer leads to. */
    async receipt(path: string, score = "4") {
      const sent = await site.answer(path, score);
      const code = /^\/r\/([^?]+)/.exec(sent.headers.get("location") ?? "")?.[1] ?? "";
      return { code, path: `/r/${code}`, more: `/r/${code}/more` };
    },
    responses: (surveyId: string) => database.prisma.response.findMany({ where: { surveyId } }),
    opening: (invitationId: string) => database.prisma.pageOpening.findFirst({ where: { invitationId } }),
    audited: (action: string) =>
      database.prisma.audit.findMany({ where: { action }, orderBy: { id: "asc" } }),
  };
  return site;
}

export type SurveySite = Awaited<ReturnType<typeof surveySite>>;
