import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { randomId } from "./state.js";

/** Every way in which the token of an incoming activity can be wrong. */
export const badTokens = [
  "missing",
  "malformed",
  "unsigned",
  "wrong_audience",
  "wrong_issuer",
  "wrong_service_url",
  "missing_service_url",
  "expired",
  "not_yet_valid",
  "unknown_key",
  "wrong_endorsement",
  "bad_signature",
  "public_key_as_secret",
] as const;
export type BadToken = (typeof badTokens)[number];

type Key = Awaited<ReturnType<typeof generateKeyPair>>["privateKey"];
type PublishedKey = { kid: string; key: Key; jwk: Record<string, unknown>; endorsements?: string[] };

let made: Promise<{ good: PublishedKey; webchat: PublishedKey; bare: PublishedKey; forged: Key }> | undefined;

/** The keys of the fake channel service, made once per process since making them is slow. */
export function channelKeys() {
  made ??= makeKeys();
  return made;
}

async function makeKeys() {
  const [good, webchat, bare, forged] = await Promise.all([
    publish(["msteams", "directline"]),
    publish(["webchat"]),
    publish(),
    generateKeyPair("RS256"),
  ]);
  return { good, webchat, bare, forged: forged.privateKey };
}

async function publish(endorsements?: string[]): Promise<PublishedKey> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const kid = randomId(20);
  const jwk = {
    ...(await exportJWK(publicKey)),
    use: "sig",
    kid,
    x5t: kid,
    ...(endorsements ? { endorsements } : {}),
  };
  return { kid, key: privateKey, jwk, ...(endorsements ? { endorsements } : {}) };
}

export type TokenClaims = { issuer: string; audience: string; serviceUrl: string };

/**
 * The Authorization header of an activity, right or wrong in one way. "unendorsed_key" is signed by a published key
 * without any endorsements, which Microsoft's SDK accepts.
 */
export async function authorization(
  claims: TokenClaims,
  flaw?: BadToken | "unendorsed_key",
): Promise<string | undefined> {
  if (flaw === "missing") return undefined;
  if (flaw === "malformed") return "Bearer not.a.token";
  const keys = await channelKeys();
  const now = Math.floor(Date.now() / 1000);
  const times =
    flaw === "expired"
      ? { nbf: now - 7200, exp: now - 3600 }
      : flaw === "not_yet_valid"
        ? { nbf: now + 3600, exp: now + 7200 }
        : { nbf: now - 60, exp: now + 3600 };
  const payload = {
    iss: flaw === "wrong_issuer" ? "https://evil.example.com" : claims.issuer,
    aud: flaw === "wrong_audience" ? "00000000-0000-0000-0000-000000000bad" : claims.audience,
    ...(flaw === "missing_service_url"
      ? {}
      : { serviceurl: flaw === "wrong_service_url" ? "https://evil.example.com/" : claims.serviceUrl }),
    ...times,
  };
  const { good, webchat, bare } = keys;
  if (flaw === "unsigned") {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    return `Bearer ${part({ alg: "none", typ: "JWT", kid: good.kid })}.${part(payload)}.`;
  }
  const sign = (key: Key | Uint8Array, kid: string, alg = "RS256") =>
    new SignJWT(payload).setProtectedHeader({ alg, typ: "JWT", kid }).sign(key);
  if (flaw === "public_key_as_secret")
    return `Bearer ${await sign(new TextEncoder().encode(JSON.stringify(good.jwk)), good.kid, "HS256")}`;
  if (flaw === "bad_signature") return `Bearer ${await sign(keys.forged, good.kid)}`;
  if (flaw === "unknown_key") return `Bearer ${await sign(keys.forged, "no-such-key")}`;
  if (flaw === "wrong_endorsement") return `Bearer ${await sign(webchat.key, webchat.kid)}`;
  if (flaw === "unendorsed_key") return `Bearer ${await sign(bare.key, bare.kid)}`;
  return `Bearer ${await sign(good.key, good.kid)}`;
}
