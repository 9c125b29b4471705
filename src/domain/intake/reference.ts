import { createHash, createHmac } from "node:crypto";

/** Crockford's base 32: no letter that is taken for another. */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 12;

/** A reference code that people can read out, and the hash by which it is found. */
export type Reference = { code: string; hash: Buffer };

/** The reference code of one message, like K7QF-3M9T-2XPD: 60 bits of HMAC-SHA-256. */
export function referenceFor(secret: Buffer, id: string): Reference {
  const bytes = createHmac("sha256", secret).update(`reference:${id}`).digest();
  let bits = bytes.readBigUInt64BE() >> 4n;
  let letters = "";
  for (let at = 0; at < LENGTH; at += 1) {
    letters = LETTERS[Number(bits & 31n)] + letters;
    bits >>= 5n;
  }
  return referenceOf(letters);
}

/** A code as somebody typed it, whatever the case, the dashes and the letters taken for others; undefined where it is none. */
export function readReference(typed: unknown): Reference | undefined {
  if (typeof typed !== "string" || typed.length > 60) return undefined;
  const letters = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(letters) ? referenceOf(letters) : undefined;
}

function referenceOf(letters: string): Reference {
  const code = letters.match(/.{4}/g)?.join("-") ?? letters;
  return { code, hash: createHash("sha256").update(letters).digest() };
}
