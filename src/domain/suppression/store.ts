/** Why an address is not written to, the strongest reason first. */
export const suppressionReasons = ["opted_out", "hard_bounce", "soft_bounce"] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

export type NewSuppression = {
  addressKey: Buffer;
  reason: SuppressionReason;
  /** Null: for good. */
  until: Date | null;
};

/** What a link to unsubscribe leads to, kept apart from the contact because it outlives them. */
export type NewUnsubscribeLink = { tokenHash: Buffer; addressKey: Buffer };

/** What a mail to a contact needs to know about its sender, and whether it may go at all. */
export type Sending = {
  suppressed: SuppressionReason | null;
  slug: string;
  replyTo: string | null;
  ownerEmail: string | null;
};

/** What the list of addresses that are not written to asks of the database. */
export type SuppressionStore = {
  /** False where the address is suppressed for this reason already, for as long or longer. */
  add(suppression: NewSuppression): Promise<boolean>;
  /** Of many addresses those that are suppressed, by their key in hex; one statement. */
  among(addressKeys: Buffer[], now: Date): Promise<Map<string, SuppressionReason>>;
  of(addressKey: Buffer, now: Date): Promise<SuppressionReason | undefined>;
  /** Takes a suppression back, which nothing but the person's own act may do; false where there was none. */
  lift(addressKey: Buffer, reason: SuppressionReason): Promise<boolean>;
  /** Adds many at once; a link that is there already leads to the contact's present address. */
  addUnsubscribeLinks(links: NewUnsubscribeLink[]): Promise<void>;
  /** The last look before a mail goes out; undefined where the contact was erased. */
  atSending(contactId: string, addressKey: Buffer, now: Date): Promise<Sending | undefined>;
};

/** The strongest of several reasons. */
export function strongest(reasons: SuppressionReason[]): SuppressionReason | undefined {
  return suppressionReasons.find((reason) => reasons.includes(reason));
}

/** What a suppressed contact is passed over for, as a wave counts it. */
export const skippedFor = {
  opted_out: "opted_out",
  hard_bounce: "bounced",
  soft_bounce: "mail_paused",
} as const satisfies Record<SuppressionReason, string>;
