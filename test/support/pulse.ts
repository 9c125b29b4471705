import { randomUUID } from "node:crypto";
import type { Database } from "../../src/db/database.js";
import { commands } from "../../src/domain/commands.js";
import { addCustomer } from "../../src/domain/customers/add-customer.js";
import { changeSurvey } from "../../src/domain/surveys/change-survey.js";
import { createSurvey } from "../../src/domain/surveys/create-survey.js";
import type { HeldFor } from "../../src/domain/surveys/held.js";
import type { Method } from "../../src/domain/surveys/method.js";
import { openWave } from "../../src/domain/surveys/open-wave.js";
import { receiptFor } from "../../src/domain/surveys/receipt.js";
import { sendDue } from "../../src/domain/surveys/send-due.js";
import { sendNow } from "../../src/domain/surveys/send-now.js";
import { tokenFor } from "../../src/domain/tokens.js";
import { secret, testOrganization } from "./context.js";

/** Who may be asked by every rule, so that a test decides who is. */
const open = { anyDays: 0, sameDays: 0, weeklyShare: 1 };

/** An organization with a customer per contact, `segments` saying how many there are of each, and what pulses do in it. */
export async function pulseCompany(database: Database, segments: Record<string, number> = { Retail: 3 }) {
  const { prisma } = database;
  const organization = await testOrganization(database);
  const { organizationId, service, clock, directory } = organization;
  const where = { organizationId };
  const owner = await organization.member("member", { name: "Olga Owner" });
  const boss = organization.as(await organization.member("manager", { name: "Max Manager" }));
  for (const [segment, contacts] of Object.entries(segments)) {
    for (let n = 0; n < contacts; n += 1) {
      const email = `p${n}@${segment.toLowerCase()}.example`;
      const add = {
        name: `${segment} ${n}`,
        segment,
        email,
        contactName: `Person ${n}`,
        owner: owner.memberId,
      };
      await addCustomer(boss, commands.customerAdd.parse(add));
    }
  }
  await prisma.contact.updateMany({ where, data: { createdAt: clock.now } });
  return {
    ...organization,
    boss,
    owner,
    where,
    /** A draft that may ask everybody. */
    async draft(name: string, more: object = {}, change: Partial<Method> = {}) {
      await createSurvey(boss, commands.pulseNew.parse({ name, instrument: "nps", subject: "us", ...more }));
      return changeSurvey(boss, { name, change: { rules: open, ...change } });
    },
    /** Launches a pulse, or hastens it, and sends everything of it: what is promised counts as arrived. */
    async send(name: string) {
      await sendNow(boss, { name });
      for (const { id: waveId } of await prisma.wave.findMany({ where: { ...where, survey: { name } } })) {
        await openWave(service, { waveId });
        await sendDue(service, { waveId });
        const sent = { waveId, sentAt: null, withdrawnAt: null, promisedAt: { not: null } };
        await prisma.invitation.updateMany({ where: { ...where, ...sent }, data: { sentAt: clock.now } });
      }
    },
    invitation: (name: string, email: string) =>
      prisma.invitation.findFirstOrThrow({
        where: { ...where, contact: { email }, wave: { survey: { name } } },
        orderBy: { wave: { number: "desc" } },
      }),
    /** Answers by the link, as its page does; returns the answer's id and its receipt code. */
    async answer(
      invitationId: string,
      score: number,
      { locale = "en", heldFor = null as HeldFor | null } = {},
    ) {
      const id = randomUUID();
      const { code, hash: receiptHash } = receiptFor(secret, id);
      const { hash: tokenHash } = tokenFor(secret, "answer", invitationId);
      const answer = { tokenHash, id, score, locale, now: clock.now, heldFor, receiptHash };
      const recorded = await directory.recordAnswer(answer);
      if (recorded.outcome !== "recorded") throw new Error(recorded.outcome);
      return { id: recorded.responseId, receipt: code };
    },
  };
}
