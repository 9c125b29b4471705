import { createHmac } from "node:crypto";

/** A keyed hash of an address, spelling details aside: what is kept of those who are not to be written to. */
export function addressKey(secret: Buffer, email: string): Buffer {
  const pepper = createHmac("sha256", secret).update("pepper:suppression").digest();
  return createHmac("sha256", pepper).update(email.normalize("NFKC").trim().toLowerCase()).digest();
}
