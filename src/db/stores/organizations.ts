import type { OrganizationStore } from "../../domain/organizations/store.js";
import type { TenantClient } from "../tenant.js";

const shown = { id: true, name: true, locale: true, zone: true, isExample: true } as const;

export function organizationStore(db: TenantClient, organizationId: string): OrganizationStore {
  return {
    get: () => db.organization.findUniqueOrThrow({ where: { id: organizationId }, select: shown }),
    async create(organization) {
      await db.organization.create({ data: organization });
    },
  };
}
