/** A mail that came in, as far as we look at it. */
export type IncomingMail = {
  /** Its own Message-ID; a hash of the whole where it has none. */
  messageId: string;
  subject: string;
  text: string;
  /** Message-IDs that it names: of a bounce those of the mail inside it, else those that it answers. */
  about: string[];
  /** Nobody wrote it: a notice of absence, a receipt, a newsletter. */
  automatic: boolean;
  /** Present in what a mail server says about a delivery (RFC 3464). */
  report?: DeliveryReport | undefined;
};

export type DeliveryReport = {
  action: "failed" | "delayed" | "delivered" | "relayed" | "expanded";
  /** An enhanced status code (RFC 3463), such as 5.1.1; "" where none is given. */
  status: string;
};

/** The delivery that a Message-ID of ours belongs to. */
export function deliveryIdIn(messageId: string): string | undefined {
  const [, id] = /(?:^|[<.\s])([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/i.exec(messageId) ?? [];
  return id?.toLowerCase();
}

/** What a report means: the address is dead, the mail is not taken, it is us they do not want, it may pass, or nothing. */
export type Verdict = "dead_address" | "undelivered" | "blocked" | "soft" | "none";

/** Reads a delivery report by its status code; 5.1.7 and 5.1.8 are about the sender's address. */
export function verdictOf({ action, status }: DeliveryReport): Verdict {
  if (action !== "failed" && action !== "delayed") return "none";
  if (action === "delayed" || status.startsWith("4.")) return "soft";
  if (/^5\.(7\.|1\.[78]$)/.test(status)) return "blocked";
  return /^5\.[12]\./.test(status) ? "dead_address" : "undelivered";
}
