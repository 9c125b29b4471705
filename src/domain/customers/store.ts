export const customerKinds = ["direct", "indirect", "interested_party"] as const;
export type CustomerKind = (typeof customerKinds)[number];
/** A language, as its BCP 47 tag: "en", "es", "es-419". What is not spoken is said in the nearest language that is. */
export type Locale = string;

/** What may be uploaded behind a signed link: customers, the list of contacts a survey asks, or a logo. */
export type UploadPurpose = "customers" | "audience" | "logo";

export type CustomerRow = {
  id: string;
  name: string;
  kind: CustomerKind;
  segment: string | null;
  country: string | null;
  ownerId: string | null;
  owner: string | null;
  tags: string[];
  /** Since when nobody of this customer is asked. */
  pausedAt: Date | null;
};

export type ContactRow = {
  id: string;
  name: string | null;
  email: string;
  locale: Locale | null;
  zone: string | null;
  /** The colleague or guest in chat that this person is. */
  memberId: string | null;
};

export type NewCustomer = {
  id: string;
  name: string;
  nameKey: string;
  kind: CustomerKind;
  segment?: string | undefined;
  country?: string | undefined;
  ownerId?: string | undefined;
  tags?: string[] | undefined;
};

export type NewContact = {
  id: string;
  customerId: string;
  email: string;
  name?: string | undefined;
  locale?: Locale | undefined;
  zone?: string | undefined;
};

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
  contactByEmail(email: string): Promise<(ContactRow & { customerId: string }) | undefined>;
  /** The contacts with these addresses, for a list that is uploaded. */
  contactsByEmail(emails: string[]): Promise<{ id: string; email: string }[]>;
  segments(): Promise<string[]>;
  tags(): Promise<string[]>;
  setTags(customerId: string, tags: string[]): Promise<void>;
  pause(customerId: string, at: Date | null): Promise<void>;
  /** Links a contact to their self in chat. */
  setContactMember(contactId: string, memberId: string | null): Promise<void>;
  addUploadLink(link: {
    id: string;
    memberId: string;
    tokenHash: Buffer;
    expiresAt: Date;
    purpose?: UploadPurpose;
    surveyId?: string;
  }): Promise<void>;
};
