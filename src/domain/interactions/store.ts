/** What a contact with a customer was; a survey can be triggered by each. */
export const interactionKinds = ["meeting", "call", "support", "delivery", "training", "visit"] as const;
export type InteractionKind = (typeof interactionKinds)[number];

export type NewInteraction = {
  id: string;
  customerId: string;
  contactId?: string | undefined;
  memberId?: string | undefined;
  kind: InteractionKind;
  note?: string | undefined;
  at: Date;
};

/** What interactions ask of the database. */
export type InteractionStore = {
  add(interaction: NewInteraction): Promise<void>;
  byId(id: string): Promise<(NewInteraction & { contactId: string | undefined }) | undefined>;
  ofCustomer(
    customerId: string,
    limit: number,
  ): Promise<{ kind: InteractionKind; note: string | null; at: Date; by: string | null }[]>;
};
