import type { Request } from "express";

/** Programs that open links in mails and chats before, or without, any person. */
const machines =
  /bot\b|crawl|spider|slurp|preview|scan|safelinks|proofpoint|barracuda|mimecast|symantec|headless|phantom|selenium|playwright|puppeteer|python|curl|wget|java\/|go-http|okhttp|axios|node-fetch|undici|libwww|httpclient|facebookexternalhit|slack|whatsapp|telegram|discord|skypeuri|monitor/i;

/** Whether a look at a page says of itself that no person is looking: what it calls itself, or that it only prefetches. */
export function looksLikeScanner(request: Request): boolean {
  const agent = request.get("user-agent") ?? "";
  const purpose = `${request.get("sec-purpose") ?? ""} ${request.get("purpose") ?? ""} ${request.get("x-moz") ?? ""}`;
  return agent.length < 20 || machines.test(agent) || /prefetch|preview|prerender/i.test(purpose);
}
