import type { Store } from "../domain/context.js";
import { DomainError } from "../domain/errors.js";
import { chatAnswers } from "./answers.js";
import type { Database } from "./database.js";
import { announcementStore } from "./stores/announcements.js";
import { auditStore } from "./stores/audit.js";
import { customerStore } from "./stores/customers.js";
import { deliveryStore } from "./stores/deliveries.js";
import { digestStore } from "./stores/digests.js";
import { inboundStore } from "./stores/inbound.js";
import { intakeStore } from "./stores/intake.js";
import { interactionStore } from "./stores/interactions.js";
import { memberStore } from "./stores/members.js";
import { needStore } from "./stores/needs.js";
import { organizationStore } from "./stores/organizations.js";
import { outboxStore } from "./stores/outbox.js";
import { privacyStore } from "./stores/privacy.js";
import { suppressionStore } from "./stores/suppressions.js";
import { surveyStore } from "./stores/surveys.js";
import { teamStore } from "./stores/teams.js";
import { workspaceStore } from "./stores/workspace.js";
import { bindTenant, type TenantClient } from "./tenant.js";

const ACT_REMEMBERED_MS = 24 * 3_600_000;
const TRANSACTION = { maxWait: 5_000, timeout: 30_000 };

export type StoreOptions = {
  /** Names a single act, so that a second transaction for it is refused. */
  actKey?: string | undefined;
  /** Called after each commit, so that promised work is taken up at once. */
  onCommit?: (() => void) | undefined;
};

/** Everything the domain asks of the database, bound to one organization. */
export function storeFor(database: Database, organizationId: string, options: StoreOptions = {}): Store {
  const client = bindTenant(database.prisma, organizationId);
  const stores = storesOf(client as unknown as TenantClient, organizationId);
  return {
    ...stores,
    async transaction(work) {
      const result = await client.$transaction(async (tx) => {
        if (options.actKey)
          await claimAct(tx as unknown as TenantClient, `${organizationId}:${options.actKey}`);
        const inside: Store = {
          ...storesOf(tx as unknown as TenantClient, organizationId),
          transaction: (inner) => inner(inside),
        };
        return work(inside);
      }, TRANSACTION);
      options.onCommit?.();
      return result;
    },
  };
}

/** Takes the act for this transaction; a second one that comes at the same moment waits here and is then refused. */
async function claimAct(tx: TenantClient, key: string): Promise<void> {
  const expiresAt = new Date(Date.now() + ACT_REMEMBERED_MS);
  const { count } = await tx.seenKey.createMany({ data: [{ key, expiresAt }], skipDuplicates: true });
  if (count === 0) throw new DomainError("already_done");
}

function storesOf(client: TenantClient, organizationId: string): Omit<Store, "transaction"> {
  return {
    organization: organizationStore(client, organizationId),
    members: memberStore(client, organizationId),
    teams: teamStore(client, organizationId),
    customers: customerStore(client, organizationId),
    needs: needStore(client, organizationId),
    announcements: announcementStore(client, organizationId),
    surveys: { ...surveyStore(client, organizationId), ...chatAnswers(client) },
    interactions: interactionStore(client, organizationId),
    digests: digestStore(client, organizationId),
    intake: intakeStore(client, organizationId),
    privacy: privacyStore(client, organizationId),
    suppressions: suppressionStore(client, organizationId),
    inbound: inboundStore(client, organizationId),
    deliveries: deliveryStore(client, organizationId),
    workspace: workspaceStore(client, organizationId),
    outbox: outboxStore(client, organizationId),
    audit: auditStore(client, organizationId),
  };
}
