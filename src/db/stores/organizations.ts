import { slugOf } from "../../domain/organizations/slug.js";
import type { OrganizationRow, OrganizationStore } from "../../domain/organizations/store.js";
import type { TenantClient } from "../tenant.js";

/** What is read of an organization, here and by its public name. */
export const shownOrganization = {
  id: true,
  slug: true,
  name: true,
  locale: true,
  zone: true,
  isExample: true,
  country: true,
  color: true,
  logoType: true,
  privacyContact: true,
  lawfulBasis: true,
  replyTo: true,
} as const;

export function organizationStore(db: TenantClient, organizationId: string): OrganizationStore {
  return {
    async get() {
      return organizationRow(
        await db.organization.findUniqueOrThrow({
          where: { id: organizationId },
          select: shownOrganization,
        }),
      );
    },
    async create(organization) {
      const slug = slugOf(organization.name);
      for (let number = 1; ; number += 1) {
        const { count } = await db.organization.createMany({
          data: [{ ...organization, slug: number === 1 ? slug : `${slug}-${number}` }],
          skipDuplicates: true,
        });
        if (count === 1) return;
        // It was not the slug that was taken: the row is there, and the database says so.
        const isThere = await db.organization.count({ where: { id: organizationId } });
        if (isThere > 0) await db.organization.create({ data: { ...organization, slug } });
        // It is there already; the slug is not what stands in the way.
        if ((await db.organization.count()) > 0) throw new Error("the organization exists");
      }
    },
    async change(settings) {
      await db.organization.update({ where: { id: organizationId }, data: settings });
    },
    async setLogo(logo) {
      await db.organization.update({
        where: { id: organizationId },
        data: { logo: logo ? new Uint8Array(logo.bytes) : null, logoType: logo?.type ?? null },
      });
    },
  };
}

/** An organization as the domain knows it: of its logo only whether there is one. */
export function organizationRow({
  logoType,
  ...row
}: Omit<OrganizationRow, "hasLogo"> & { logoType: string | null }): OrganizationRow {
  return { ...row, hasLogo: logoType !== null };
}
