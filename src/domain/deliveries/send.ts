import type { Locale } from "../customers/store.js";
import type { CardName, MailName, MessageContent } from "../messages.js";

/** A message ready to be shown: its name and what it says. */
export type CardMessage = { [N in CardName]: { name: N; content: MessageContent[N] } }[CardName];
export type MailMessage = { [N in MailName]: { name: N; content: MessageContent[N] } }[MailName];

/** Where a card goes on its platform: a channel, or one person. */
export type Destination = {
  organizationId: string;
  workspaceId: string;
  externalId: string;
  /** A person instead of a channel. */
  direct: boolean;
  address: unknown;
  /** The id of our row: the channel's, or the member's. */
  id: string;
};

/**
 * Shows a card on one platform, anew or in place of what stands at `externalRef`.
 * Returns what the platform calls the message.
 * Throws RateLimited, TransportDown, Refused or OutcomeUnknown; anything else is a bug and is retried.
 */
export type SendCard = (card: {
  deliveryId: string;
  message: CardMessage;
  to: Destination;
  locale: Locale;
  externalRef: unknown;
}) => Promise<unknown>;

/** Who a mail is from and how to get no more of them; it stands in the headers and at the foot. */
export type MailFoot = {
  /** Where the organization wants answers to go. */
  replyTo: string | null;
  ownerEmail: string | null;
  unsubscribeToken: string;
  unsubscribeLink: string;
  privacyLink: string;
};

/** Sends a mail; `deliveryId` makes its Message-ID, so that a repeat is recognisably the same message. */
export type SendMail = (mail: {
  deliveryId: string;
  organizationId: string;
  message: MailMessage;
  locale: Locale;
  surveyLink: string;
  foot?: MailFoot | undefined;
}) => Promise<unknown>;

/** The transports that are configured. */
export type Senders = { slack?: SendCard; teams?: SendCard; browser?: SendCard; mail: SendMail };
