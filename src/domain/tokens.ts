import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** What a link is good for; a token of one purpose never opens another. */
export type Purpose = "answer" | "upload" | "unsubscribe" | "logo" | "data";

/** A link's token and the hash that is kept of it. */
export type Token = { token: string; hash: Buffer };

/**
 * The token of one row for one purpose: 32 bytes of HMAC-SHA-256, base64url.
 * Derived rather than stored, so that a mail sent again after a crash carries the same link.
 */
export function tokenFor(secret: Buffer, purpose: Purpose, id: string): Token {
  return tokenOf(createHmac("sha256", secret).update(`${purpose}:${id}`).digest());
}

/** The token that stands for 32 given bytes. */
export function tokenOf(bytes: Buffer): Token {
  return { token: bytes.toString("base64url"), hash: createHash("sha256").update(bytes).digest() };
}

/** The hash of a token as it came in a link; undefined where it cannot be one. */
export function hashOfToken(token: string): Buffer | undefined {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return undefined;
  const bytes = Buffer.from(token, "base64url");
  return bytes.toString("base64url") === token ? tokenOf(bytes).hash : undefined;
}

const NONCE_HOURS = 24;

/** A page's nonce: says when the page was opened and for what, and cannot be made by others. */
export function nonceFor(secret: Buffer, scope: string, now: Date): string {
  const opened = now.getTime().toString(36);
  return `${opened}.${sign(secret, scope, opened)}`;
}

/** When the page with this nonce was opened; undefined where the nonce is missing, foreign or a day old. */
export function openedAt(secret: Buffer, scope: string, nonce: unknown, now: Date): Date | undefined {
  if (typeof nonce !== "string") return undefined;
  const [opened = "", signature = ""] = nonce.split(".");
  const expected = Buffer.from(sign(secret, scope, opened));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  const time = Number.parseInt(opened, 36);
  const age = now.getTime() - time;
  return age >= -60_000 && age <= NONCE_HOURS * 3_600_000 ? new Date(time) : undefined;
}

function sign(secret: Buffer, scope: string, opened: string): string {
  return createHmac("sha256", secret).update(`nonce:${scope}:${opened}`).digest("base64url");
}
