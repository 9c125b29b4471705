/** What a mail that came in was. */
export const inboundKinds = [
  "reply",
  "auto_reply",
  "bounced",
  "soft_bounced",
  "blocked",
  "unsubscribed",
] as const;
export type InboundKind = (typeof inboundKinds)[number];

export type NewInbound = {
  id: string;
  messageId: string;
  kind: InboundKind;
  deliveryId?: string | undefined;
  invitationId?: string | null | undefined;
  contactId?: string | null | undefined;
  customerId?: string | null | undefined;
  /** The enhanced status code (RFC 3463) of a bounce. */
  status?: string | undefined;
  text?: string | undefined;
  receivedAt: Date;
};

/** The mail of ours that another one is about, and to whom it went. */
export type SentMail = {
  invitationId: string | null;
  contactId: string | null;
  email: string | null;
  customerId: string | null;
  /** Who is told of a reply: the customer's owner, else whoever made the survey. */
  tellId: string | null;
};

/** A person's reply as it is shown to whoever looks after them. */
export type ReplyRow = {
  id: string;
  text: string;
  customerId: string;
  customer: string;
  contact: string | null;
  survey: string | null;
  /** The number of the need that it was recorded as. */
  recorded: number | null;
};

/** What mails that came in ask of the database. */
export type InboundStore = {
  sentMail(deliveryId: string): Promise<SentMail | undefined>;
  /** False where a mail with this Message-ID came in before. */
  add(mail: NewInbound): Promise<boolean>;
  markBounced(invitationId: string, at: Date): Promise<void>;
  /**
   * Counts a passing bounce, one for each delivery and anew after an answer; how many there were in a row.
   * `inboundId` is the mail that told of it.
   */
  countSoftBounce(contactId: string, inboundId: string): Promise<number>;
  forgetSoftBounces(contactId: string): Promise<void>;
  /** The bounce that an alert is about: its status, and how many like it came in the day before it. */
  blocked(id: string): Promise<{ status: string; count: number } | undefined>;
  reply(id: string): Promise<ReplyRow | undefined>;
  /** False where the reply has become a need already: one UPDATE decides. */
  recordAs(id: string, needId: string): Promise<boolean>;
};
