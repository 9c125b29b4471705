import { createHmac } from "node:crypto";
import { isIPv6 } from "node:net";
import type { Request } from "express";
import type { VisitOptions } from "./options.js";

const PER_HOUR = 5;
const INTERVAL_MS = 3_600_000 / PER_HOUR;

/** How long a network that has used up its turns waits for the next, in minutes. */
export const WAIT_MINUTES = INTERVAL_MS / 60_000;

/** Whether a network may do something again: five times at once, then five times an hour. */
export async function mayAgain(
  { directory, secret, now }: Pick<VisitOptions, "directory" | "secret" | "now">,
  what: string,
  request: Pick<Request, "ip">,
): Promise<boolean> {
  const key = `${what}:${networkKey(secret, request.ip ?? "", now())}`;
  return allowed(await directory.reserve(key, INTERVAL_MS, now(), INTERVAL_MS * (PER_HOUR - 1)));
}

/** Whether one address may be written to again: three times at once, then three times a day. */
export async function mayWrite(
  { directory, secret, now }: Pick<VisitOptions, "directory" | "secret" | "now">,
  what: string,
  email: string,
): Promise<boolean> {
  const address = createHmac("sha256", secret)
    .update(`written-to:${email.toLowerCase()}`)
    .digest("base64url");
  return allowed(await directory.reserve(`${what}:${address}`, 8 * 3_600_000, now(), 16 * 3_600_000));
}

function allowed(wait: number | undefined): boolean {
  return wait !== undefined;
}

/** A name for the network that an address belongs to, which nobody can turn back and which changes every day. */
export function networkKey(secret: Buffer, ip: string, now: Date): string {
  const day = createHmac("sha256", secret)
    .update(`network:${now.toISOString().slice(0, 10)}`)
    .digest();
  return createHmac("sha256", day).update(networkOf(ip)).digest("base64url");
}

/** The /24 of an IPv4 address, the /48 of an IPv6 one. */
export function networkOf(ip: string): string {
  const address = ip.toLowerCase().replace(/%.*$/, "");
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address) ?? [];
  const [, v4] = /^(\d+\.\d+\.\d+)\.\d+$/.exec(mapped ?? address) ?? [];
  if (v4) return `${v4}.0/24`;
  if (!isIPv6(address)) return "unknown";
  const [head = "", tail] = address.split("::");
  const groups = (part: string | undefined) => (part ? part.split(":") : []);
  const before = groups(head);
  const after = groups(tail);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const all = [...before, ...Array.from({ length: zeros }, () => "0"), ...after];
  return `${all
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/48`;
}
