import type { Locale } from "../customers/store.js";

export const lawfulBases = ["legitimate_interest", "consent", "contract"] as const;
export type LawfulBasis = (typeof lawfulBases)[number];

/** What an operator may set, all of it shown to customers. */
export type OrganizationSettings = {
  country: string | null;
  /** A CSS colour, #rrggbb. */
  color: string | null;
  /** Whom to ask about personal data: an address or a sentence. */
  privacyContact: string | null;
  lawfulBasis: LawfulBasis;
  /** Where answers to our mails go; without it, to the customer's owner. */
  replyTo: string | null;
};

export type NewOrganization = { id: string; name: string; locale: Locale; zone: string; isExample: boolean };

/** `slug` names the organization in the addresses of its public pages. */
export type OrganizationRow = NewOrganization & OrganizationSettings & { slug: string; hasLogo: boolean };

/** What the organization itself asks of the database. */
export type OrganizationStore = {
  get(): Promise<OrganizationRow>;
  /** The slug is made of the name; where it is taken, a number is added. */
  create(organization: NewOrganization): Promise<void>;
  change(settings: Partial<OrganizationSettings>): Promise<void>;
  setLogo(logo: { bytes: Buffer; type: string } | null): Promise<void>;
};
