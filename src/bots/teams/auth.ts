import { type Activity, CallerIdConstants, ConfigurationBotFrameworkAuthentication } from "botbuilder";
import { createCredentialsFactory, createTokenSource } from "./credentials.js";

export type BotAuthenticationOptions = {
  appId: string;
  appSecret: string;
  /** The one tenant that the bot is registered in. */
  tenantId: string;
  /** Where the bot signs in, without the tenant. */
  loginUrl?: string;
  /** Where the keys are published that sign what Teams sends us. */
  openIdMetadataUrl?: string;
  /** Who issues the tokens that Teams sends us. */
  tokenIssuer?: string;
  /** How long one call to Microsoft may take. */
  timeoutMs?: number;
  /** Told why a request was refused; the caller itself gets one and the same 401. */
  onRefused?: (reason: string) => void;
};

type AuthenticateResult = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication["authenticateRequest"]>>;
type ConnectorFactory = NonNullable<AuthenticateResult["connectorFactory"]>;
type ClaimsIdentity = AuthenticateResult["claimsIdentity"];
type PipelineRequest = { timeout: number };
type Pipeline = {
  removePolicy(policy: { name: string }): unknown;
  addPolicy(policy: {
    name: string;
    sendRequest<R>(request: PipelineRequest, next: (request: PipelineRequest) => R): R;
  }): void;
};

const publicCloud = {
  loginUrl: "https://login.microsoftonline.com",
  openIdMetadataUrl: "https://login.botframework.com/v1/.well-known/openidconfiguration",
  tokenIssuer: "https://api.botframework.com",
};
const connectorScope = "https://api.botframework.com";

/** The authentication of both directions for a bot in a single tenant; the public cloud unless told otherwise. */
export function botAuthentication(
  options: BotAuthenticationOptions,
): ConfigurationBotFrameworkAuthentication {
  return new TeamsAuthentication(options);
}

/** Microsoft's validation, closed where it is open: it accepts other channels and callers, and retries by itself. */
class TeamsAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #tokenIssuer: string;
  readonly #timeoutMs: number;
  readonly #onRefused: (reason: string) => void;

  constructor(options: BotAuthenticationOptions) {
    const { appId, tenantId, timeoutMs = 15_000 } = options;
    const { loginUrl, openIdMetadataUrl, tokenIssuer } = { ...publicCloud, ...options };
    const settings = {
      MicrosoftAppId: appId,
      MicrosoftAppTenantId: tenantId,
      CallerId: CallerIdConstants.PublicAzureChannel,
      ValidateAuthority: true,
      ToChannelFromBotLoginUrl: `${loginUrl}/${tenantId}`,
      ToChannelFromBotOAuthScope: connectorScope,
      ToBotFromChannelTokenIssuer: tokenIssuer,
      ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
      // Emulators and other bots are no callers of ours: their keys are not in the channel's set.
      ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
      OAuthUrl: connectorScope,
    };
    const token = createTokenSource({ ...options, loginUrl, timeoutMs: Math.min(timeoutMs, 10_000) });
    super(settings, createCredentialsFactory(appId, token));
    this.#tokenIssuer = tokenIssuer;
    this.#timeoutMs = timeoutMs;
    this.#onRefused = options.onRefused ?? (() => {});
  }

  override async authenticateRequest(activity: Activity, authHeader: string): Promise<AuthenticateResult> {
    // Without these the SDK skips the check of the key's endorsement and of the serviceurl claim.
    if (activity.channelId !== "msteams") return this.#refuse(`channel ${activity.channelId}`);
    if (!activity.serviceUrl) return this.#refuse("no serviceUrl");
    let result: AuthenticateResult;
    try {
      result = await super.authenticateRequest(activity, authHeader);
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      // The keys could not be fetched: that says nothing about the caller.
      if (name === "FetchError") throw error;
      // A bad signature escapes from the SDK as the bare error of its JWT library, odd claims as a TypeError.
      return this.#refuse(message);
    }
    const issuer = result.claimsIdentity.getClaimValue("iss");
    if (issuer !== this.#tokenIssuer) return this.#refuse(`issuer ${issuer}`);
    const { connectorFactory } = result;
    return connectorFactory
      ? { ...result, connectorFactory: withoutRetries(connectorFactory, this.#timeoutMs) }
      : result;
  }

  override createConnectorFactory(claimsIdentity: ClaimsIdentity): ConnectorFactory {
    return withoutRetries(super.createConnectorFactory(claimsIdentity), this.#timeoutMs);
  }

  /** Ends in the SDK's own 401 (an empty header always does): botbuilder does not export its error class. */
  #refuse(reason: string): Promise<AuthenticateResult> {
    this.#onRefused(reason);
    return super.authenticateRequest({} as Activity, "");
  }
}

/** Connector clients that try once, within a time limit: only the queue repeats, since a repeated POST is a second message. */
function withoutRetries(factory: ConnectorFactory, timeoutMs: number): ConnectorFactory {
  return {
    async create(serviceUrl, audience) {
      const connector = await factory.create(serviceUrl, audience);
      const { pipeline } = (connector as unknown as { client: { pipeline: Pipeline } }).client;
      pipeline.removePolicy({ name: "defaultRetryPolicy" });
      pipeline.addPolicy({
        name: "enfoqueTimeout",
        sendRequest(request, next) {
          request.timeout = timeoutMs;
          return next(request);
        },
      });
      return connector;
    },
  };
}
