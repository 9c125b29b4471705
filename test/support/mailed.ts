import { randomUUID } from "node:crypto";
import type { Database } from "../../src/db/database.js";
import { tokenFor } from "../../src/domain/tokens.js";
import { secret } from "./context.js";

/** A contact of a new customer who was sent an invitation by mail, row by row. */
export async function mailedContact(
  { prisma }: Database,
  organizationId: string,
  {
    ownerId = null as string | null,
    createdById = null as string | null,
    at = new Date("2026-03-02T08:00:00Z"),
  } = {},
) {
  const [customerId, contactId, surveyId, waveId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const email = `ada-${contactId}@customer.example`;
  const name = `Customer ${customerId}`;
  await prisma.customer.create({ data: { id: customerId, organizationId, name, nameKey: name, ownerId } });
  await prisma.contact.create({
    data: { id: contactId, organizationId, customerId, email, name: "Ada Moss" },
  });
  await prisma.survey.create({
    data: {
      id: surveyId,
      organizationId,
      name: surveyId,
      nameKey: surveyId,
      instrument: "nps",
      status: "open",
      createdById,
    },
  });
  const method = { subject: "Northwind", instrumentVersion: "nps-1" };
  await prisma.surveyVersion.create({ data: { organizationId, surveyId, number: 1, method } });
  await prisma.wave.create({
    data: { id: waveId, organizationId, surveyId, number: 1, version: 1, opensAt: at, status: "sent" },
  });
  /** Another mail to the same contact, in a wave of its own where there is one already. */
  const mail = async (status: "sent" | "pending" = "sent", number = 1) => {
    const wave = number === 1 ? waveId : randomUUID();
    if (number > 1)
      await prisma.wave.create({
        data: { id: wave, organizationId, surveyId, number, version: 1, opensAt: at },
      });
    const [invitationId, deliveryId, taskId] = [randomUUID(), randomUUID(), randomUUID()];
    const tokenHash = new Uint8Array(tokenFor(secret, "answer", invitationId).hash);
    const expiresAt = new Date(at.getTime() + 14 * 86_400_000);
    await prisma.invitation.create({
      data: {
        ...{
          id: invitationId,
          organizationId,
          waveId: wave,
          contactId,
          customerId,
          tokenHash,
          dueAt: at,
          expiresAt,
        },
        sentAt: status === "sent" ? at : null,
      },
    });
    await prisma.delivery.create({
      data: {
        ...{
          id: deliveryId,
          organizationId,
          message: "invitation",
          refs: { invitationId },
          subjectId: invitationId,
        },
        ...{ transport: "mail", contactId, status },
      },
    });
    await prisma.outboxTask.create({
      data: { id: taskId, organizationId, name: "deliver", payload: { organizationId, deliveryId } },
    });
    return { invitationId, deliveryId, taskId, waveId: wave, about: `${deliveryId}@nautica.example` };
  };
  return { customerId, contactId, surveyId, email, mail };
}
