import { createHash, createHmac } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 16;

/**
 * The receipt code of an answer, such as "7F3K-9QWE-AB2C-D4XY" (80 bits, Crockford's base 32), by which whoever gave it
 * finds it again. Derived from the answer's id, so that a page shown twice shows the same; only its hash is kept.
 */
export function receiptFor(secret: Buffer, responseId: string): { code: string; hash: Buffer } {
  const bytes = createHmac("sha256", secret).update(`receipt:${responseId}`).digest();
  const letters = Array.from({ length: LENGTH }, (_, index) => ALPHABET[(bytes[index] ?? 0) % 32]).join("");
  return { code: letters.replace(/(.{4})(?=.)/g, "$1-"), hash: hashOf(letters) };
}

/** The hash of a code as somebody typed it; undefined where it cannot be one. What looks alike is read alike. */
export function hashOfReceipt(typed: string): Buffer | undefined {
  const letters = typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  if (letters.length !== LENGTH || [...letters].some((letter) => !ALPHABET.includes(letter)))
    return undefined;
  return hashOf(letters);
}

function hashOf(letters: string): Buffer {
  return createHash("sha256").update(`receipt:${letters}`).digest();
}
