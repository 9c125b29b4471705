import type { ConfigurationBotFrameworkAuthentication } from "botbuilder";

/** Why there is no token: our id or secret was refused (permanent), or the service could not be reached (passing). */
export class TokenError extends Error {
  override readonly name = "TokenError";
  readonly kind: "refused" | "unavailable";
  /** Seconds to wait, when the service named them. */
  readonly retryAfter: number | undefined;

  constructor(
    kind: TokenError["kind"],
    message: string,
    options: { retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.retryAfter = options.retryAfter;
  }
}

type TokenOptions = {
  appId: string;
  appSecret: string;
  /** The one tenant that the bot is registered in. */
  tenantId: string;
  /** Without the tenant, for instance https://login.microsoftonline.com. */
  loginUrl: string;
  timeoutMs?: number;
  /** The clock, in milliseconds. */
  now?: () => number;
};

/** Gives a valid bearer token for the Bot Connector. */
type TokenSource = () => Promise<string>;

/** The SDK's credentials factory; its class is not exported by botbuilder, so the shape is taken from its only user. */
type CredentialsFactory = NonNullable<
  ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]
>;

const scope = "https://api.botframework.com/.default";
const earlyMs = 5 * 60_000;

/**
 * Gets tokens by OAuth 2 client credentials; keeps one until 5 minutes before it expires and shares a running request.
 * A plain fetch in place of the SDK's MSAL, which demands https and real Microsoft hosts.
 */
export function createTokenSource(options: TokenOptions): TokenSource {
  const now = options.now ?? Date.now;
  let kept: { token: string; until: number } | undefined;
  let running: Promise<string> | undefined;

  async function renew(): Promise<string> {
    const asked = now();
    const { token, expiresIn } = await requestToken(options);
    kept = { token, until: asked + expiresIn * 1000 - earlyMs };
    return token;
  }

  return async () => {
    if (kept && now() < kept.until) return kept.token;
    running ??= renew().finally(() => {
      running = undefined;
    });
    return running;
  };
}

/** The credentials the SDK asks for: every request is signed with a token from `token`. */
export function createCredentialsFactory(appId: string, token: TokenSource): CredentialsFactory {
  // The SDK takes an empty id for "no authentication".
  if (!appId) throw new Error("The Teams app id is empty");
  return {
    isValidAppId: async (id) => id.toLowerCase() === appId.toLowerCase(),
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      async signRequest(request) {
        request.headers.set("authorization", `Bearer ${await token()}`);
        return request;
      },
    }),
  };
}

async function requestToken(options: TokenOptions): Promise<{ token: string; expiresIn: number }> {
  const { appId, appSecret, tenantId, loginUrl, timeoutMs = 10_000 } = options;
  const url = `${loginUrl.replace(/\/+$/, "")}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`;
  const form = { grant_type: "client_credentials", client_id: appId, client_secret: appSecret, scope };
  const place = new URL(url).host;
  let response: Response;
  let body: Record<string, unknown>;
  try {
    response = await fetch(url, {
      method: "POST",
      body: new URLSearchParams(form),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    body = objectIn(await response.text());
  } catch (cause) {
    const timedOut = cause instanceof Error && cause.name === "TimeoutError";
    const how = timedOut ? `did not answer within ${timeoutMs} ms` : "could not be reached";
    throw new TokenError("unavailable", `Microsoft's sign-in service (${place}) ${how}`, { cause });
  }
  if (response.ok && typeof body.access_token === "string") {
    return { token: body.access_token, expiresIn: Number(body.expires_in) || 0 };
  }
  throw refusal(response, body, place);
}

function refusal(response: Response, body: Record<string, unknown>, place: string): TokenError {
  const { status } = response;
  const description = typeof body.error_description === "string" ? body.error_description : "";
  const reason = [body.error, description.split(/[\r\n]/)[0]].filter(Boolean).join(": ") || "no reason given";
  const passing = status === 408 || status === 429 || status >= 500 || response.ok;
  if (!passing) {
    const words = `Microsoft's sign-in service (${place}) refused the Teams app id, secret or tenant: ${reason}`;
    return new TokenError("refused", words);
  }
  const retryAfter = Number(response.headers.get("retry-after"));
  const words = `Microsoft's sign-in service (${place}) gave no token (HTTP ${status}): ${reason}`;
  return new TokenError("unavailable", words, retryAfter > 0 ? { retryAfter } : {});
}

function objectIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
