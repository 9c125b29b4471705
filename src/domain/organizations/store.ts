import type { Locale } from "../customers/store.js";

export type OrganizationRow = { id: string; name: string; locale: Locale; zone: string; isExample: boolean };

/** What the organization itself asks of the database. */
export type OrganizationStore = {
  get(): Promise<OrganizationRow>;
  create(organization: OrganizationRow): Promise<void>;
};
