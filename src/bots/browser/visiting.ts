import type { Request, RequestHandler, Response } from "express";
import type { BrowserOptions } from "./options.js";
import { base } from "./paths.js";
import { openVisit, type Visit } from "./visit.js";

/** A handler for who is somebody in an organization; everybody else is sent to the beginning. */
export function visiting(
  options: BrowserOptions,
  handle: (visit: Visit, req: Request, res: Response) => Promise<void> | void,
): RequestHandler {
  return async (req, res) => {
    const visit = await openVisit(options, req, res);
    if (visit === undefined || visit === "nobody") return res.redirect(303, base);
    await handle(visit, req, res);
  };
}

/** A posted field as one text; "" where there is none. */
export function textOf(req: Request, name: string): string {
  return listOf(req, name)[0] ?? "";
}

/** Every value posted under a name. */
export function listOf(req: Request, name: string): string[] {
  const body = (req.body ?? {}) as Record<string, unknown>;
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  return [value].flat().filter((one): one is string => typeof one === "string");
}

/** A posted field that holds a JSON object; empty where it holds anything else. */
export function objectOf(req: Request, name: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(textOf(req, name));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
