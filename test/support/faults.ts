import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * What goes wrong next: a platform error code, an HTTP status, no answer at all ("hang"), the connection cut before
 * the request is acted on ("drop") or after ("drop_after": done, but the caller cannot know).
 */
export type Fault = string | { status: number; retryAfter?: number; error?: string; body?: unknown };

/** A queue of faults per method; "*" stands for every method. */
export type Faults = {
  failNext(method: string, fault: Fault, times?: number): void;
  take(method: string): Fault | undefined;
  clear(): void;
};

/** Starts with nothing going wrong. */
export function createFaults(): Faults {
  const queues = new Map<string, Fault[]>();
  return {
    failNext(method, fault, times = 1) {
      const queue = queues.get(method) ?? [];
      queue.push(...Array.from({ length: times }, () => fault));
      queues.set(method, queue);
    },
    take: (method) => queues.get(method)?.shift() ?? queues.get("*")?.shift(),
    clear: () => queues.clear(),
  };
}

/** Plays a fault that ends the request before it is acted on; false when there is none of that kind. */
export function playFault(
  fault: Fault | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (fault === "hang") return true;
  if (fault === "drop") {
    request.socket.destroy();
    return true;
  }
  if (typeof fault !== "object") return false;
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (fault.retryAfter !== undefined) headers["retry-after"] = String(fault.retryAfter);
  response.writeHead(fault.status, headers);
  response.end(JSON.stringify(fault.body ?? { ok: false, error: fault.error ?? "injected" }));
  return true;
}

export type RateLimit = { perSecond: number; burst: number };

/** `take` gives 0 when the request may pass, else the whole seconds to wait; `clear` fills every bucket. */
export type Buckets = { take(key: string): number; clear(): void };

/** A token bucket per key. */
export function createBuckets(limit: RateLimit): Buckets {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const take = (key: string) => {
    const now = Date.now();
    const bucket = buckets.get(key) ?? { tokens: limit.burst, at: now };
    bucket.tokens = Math.min(limit.burst, bucket.tokens + ((now - bucket.at) / 1000) * limit.perSecond);
    bucket.at = now;
    buckets.set(key, bucket);
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / limit.perSecond));
    bucket.tokens -= 1;
    return 0;
  };
  return { take, clear: () => buckets.clear() };
}
