import { createHmac } from "node:crypto";

/** A keyed hash of an address, spelling details aside: what is kept of those who are not to be written to. */
export function addressKey(secret: Buffer, email: string): Buffer {
  return createHmac("sha256", pepperOf(secret)).update(email.normalize("NFKC").trim().toLowerCase()).digest();
}

const peppers = new WeakMap<Buffer, Buffer>();

function pepperOf(secret: Buffer): Buffer {
  const known = peppers.get(secret);
  if (known) return known;
  const pepper = createHmac("sha256", secret).update("pepper:suppression").digest();
  peppers.set(secret, pepper);
  return pepper;
}
