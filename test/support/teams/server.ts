import type { IncomingMessage, ServerResponse } from "node:http";
import { type Buckets, type Faults, playFault } from "../faults.js";
import { isObject, type Json, json } from "../loopback.js";
import { ConnectorRefusal, connect } from "./connector.js";
import { randomId, type TeamsState } from "./state.js";
import { channelKeys } from "./tokens.js";

export type ServerSettings = {
  appId: string;
  appSecret: string;
  tenantId: string;
  issuer: string;
  tokenLifetimeSeconds: number;
  buckets: Buckets;
  baseUrl(): string;
};

/** The HTTP face of the fake: sign-in, published keys and the Bot Connector under `/teams/`. */
export function createHandler(state: TeamsState, faults: Faults, settings: ServerSettings) {
  return async (request: IncomingMessage, body: string, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? "/", "http://teams.invalid");
    const method = request.method ?? "GET";
    const name = operationName(method, pathname);
    const fault = faults.take(name);
    const call = { method, path: pathname, body: parsed(body), at: Date.now(), status: 0 };
    if (pathname.includes("/v3/")) state.calls.push(call);
    if (playFault(fault, request, response)) {
      call.status = typeof fault === "object" ? fault.status : 0;
      return;
    }
    const answer = await act();
    call.status = answer.status;
    if (fault === "drop_after") request.socket.destroy();
    else json(response, answer.status, answer.body, answer.headers);

    async function act(): Promise<{ status: number; body: unknown; headers?: Record<string, string> }> {
      if (pathname === "/openid/.well-known/openidconfiguration")
        return { status: 200, body: metadata(settings) };
      if (pathname === "/openid/keys") {
        const { good, webchat, bare } = await channelKeys();
        return { status: 200, body: { keys: [good.jwk, webchat.jwk, bare.jwk] } };
      }
      if (name === "token") return issueToken(state, settings, pathname, body);
      try {
        // A fault in words is a refusal of the Connector: "MessageWritesBlocked" and the like answer 403.
        if (typeof fault === "string" && fault !== "drop_after") throw new ConnectorRefusal(403, fault);
        return connect(state, settings, settings.buckets.take, request, call, body);
      } catch (error) {
        if (!(error instanceof ConnectorRefusal)) throw error;
        const { status, code, message, headers } = error;
        return { status, body: { error: { code, message } }, headers };
      }
    }
  };
}

/** The name under which `failNext` knows a request. */
function operationName(method: string, path: string): string {
  if (path.endsWith("/oauth2/v2.0/token")) return "token";
  if (path.startsWith("/openid/")) return "openid";
  if (/\/v3\/conversations\/?$/.test(path)) return "createConversation";
  if (path.includes("/activities")) {
    if (method === "PUT") return "updateActivity";
    return method === "DELETE" ? "deleteActivity" : "sendActivity";
  }
  return "members";
}

function metadata({ issuer, baseUrl }: ServerSettings): Json {
  return {
    issuer,
    authorization_endpoint: "https://invalid.botframework.com",
    jwks_uri: `${baseUrl()}/openid/keys`,
    id_token_signing_alg_values_supported: ["RS256"],
    token_endpoint_auth_methods_supported: ["private_key_jwt"],
  };
}

function issueToken(state: TeamsState, settings: ServerSettings, path: string, body: string) {
  state.tokenRequests += 1;
  const form = new URLSearchParams(body);
  const refuse = (status: number, error: string, error_description: string) => ({
    status,
    body: { error, error_description: `${error_description}\r\nTrace ID: fake\r\nTimestamp: now` },
  });
  if (path !== `/${settings.tenantId}/oauth2/v2.0/token`)
    return refuse(400, "invalid_request", "AADSTS90002: Tenant not found.");
  if (form.get("grant_type") !== "client_credentials")
    return refuse(400, "unsupported_grant_type", "AADSTS70003: The grant type is not supported.");
  if (form.get("client_id") !== settings.appId)
    return refuse(400, "unauthorized_client", "AADSTS700016: Application was not found in the directory.");
  if (form.get("client_secret") !== settings.appSecret)
    return refuse(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
  if (form.get("scope") !== "https://api.botframework.com/.default")
    return refuse(400, "invalid_scope", "AADSTS70011: The provided value for scope is not valid.");
  const token = `fake-connector-token-${randomId(12)}`;
  const seconds = settings.tokenLifetimeSeconds;
  state.tokens.set(token, Date.now() + seconds * 1000);
  return {
    status: 200,
    body: { token_type: "Bearer", expires_in: seconds, ext_expires_in: seconds, access_token: token },
  };
}

function parsed(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : body;
  } catch {
    return body;
  }
}
