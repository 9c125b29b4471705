import type { BotAuthenticationOptions } from "../bots/teams/auth.js";
import type { Config } from "../config.js";

/** What the Slack edge is told of the settings. */
export function slackOptions({ token, apiUrl }: NonNullable<Config["slack"]>) {
  return { token, ...(apiUrl ? { apiUrl } : {}) };
}

/** What the Teams edge is told of the settings. */
export function teamsAuth(teams: NonNullable<Config["teams"]>): BotAuthenticationOptions {
  const { loginUrl, openIdMetadataUrl, tokenIssuer, ...required } = teams;
  return {
    ...required,
    ...(loginUrl ? { loginUrl } : {}),
    ...(openIdMetadataUrl ? { openIdMetadataUrl } : {}),
    ...(tokenIssuer ? { tokenIssuer } : {}),
  };
}
