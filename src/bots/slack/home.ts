import { slackClient } from "./client.js";

const TIMEOUT_MS = 5_000;

/** Asks Slack, once, which workspace a token belongs to. */
export function slackHome(options: { token: string; apiUrl?: string }): () => Promise<string> {
  const client = slackClient({ ...options, timeoutMs: TIMEOUT_MS });
  let known: string | undefined;
  return async () => {
    known ??= (await client.auth.test()).team_id;
    if (!known) throw new Error("Slack does not say which workspace the token belongs to");
    return known;
  };
}
