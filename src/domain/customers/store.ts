export const customerKinds = ["direct", "indirect", "interested_party"] as const;
export type CustomerKind = (typeof customerKinds)[number];
export type Locale = "en" | "es";

export type CustomerRow = {
  id: string;
  name: string;
  kind: CustomerKind;
  segment: string | null;
  country: string | null;
  ownerId: string | null;
  owner: string | null;
};

export type ContactRow = {
  id: string;
  name: string | null;
  email: string;
  locale: Locale | null;
  zone: string | null;
};

export type NewCustomer = {
  id: string;
  name: string;
  nameKey: string;
  kind: CustomerKind;
  segment?: string | undefined;
  country?: string | undefined;
  ownerId?: string | undefined;
};

export type NewContact = {
  id: string;
  customerId: string;
  email: string;
  name?: string | undefined;
  locale?: Locale | undefined;
  zone?: string | undefined;
};

/** Which customers a survey asks: all of them, or those of a kind and segment. */
export type Audience = { kind?: CustomerKind | undefined; segment?: string | undefined };

/** What customers ask of the database. */
export type CustomerStore = {
  add(customer: NewCustomer): Promise<"added" | "name_taken">;
  addContact(contact: NewContact): Promise<"added" | "email_taken">;
  /** Adds many at once; those whose name or e-mail address is taken are left out. */
  addAll(customers: NewCustomer[], contacts: NewContact[]): Promise<void>;
  byKey(nameKey: string): Promise<CustomerRow | undefined>;
  byId(id: string): Promise<CustomerRow | undefined>;
  /** The names nearest to a text, for suggestions; exact prefix first. */
  search(
    text: string,
    limit: number,
    offset: number,
  ): Promise<{ customers: (CustomerRow & { contacts: number })[]; total: number }>;
  contacts(customerId: string): Promise<ContactRow[]>;
  segments(): Promise<string[]>;
  audienceSize(audience: Audience): Promise<{ contacts: number; customers: number }>;
  /** Contacts of an audience after a given contact id, in the order of their ids. */
  audiencePage(
    audience: Audience,
    afterId: string | undefined,
    limit: number,
  ): Promise<{ contactId: string; customerId: string }[]>;
  addUploadLink(link: { id: string; memberId: string; tokenHash: Buffer; expiresAt: Date }): Promise<void>;
};
