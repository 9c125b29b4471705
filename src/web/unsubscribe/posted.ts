import express, { type NextFunction, type Request, type Response } from "express";

const types = ["application/x-www-form-urlencoded", "multipart/form-data"];
const body = express.raw({ type: types, limit: "64kb", inflate: false });

/** Reads a body as mail programs and our own pages send it (RFC 8058); anything else is an error with a 4xx status. */
export function readUnsubscribe(request: Request, response: Response, next: NextFunction): void {
  if (request.is(types)) body(request, response, next);
  else next(Object.assign(new Error("not a form"), { status: 415 }));
}

/** What was posted: an objection, its taking back, or neither; undefined where it cannot be read. */
export async function postedUnsubscribe(request: Request) {
  const form = await formOf(request);
  const field = (name: string) => {
    const value = form?.get(name);
    return typeof value === "string" ? value : undefined;
  };
  return (
    form && {
      oneClick: field("List-Unsubscribe")?.trim().toLowerCase() === "one-click",
      fromPage: field("page") !== undefined,
      undo: field("undo") === "1",
      nonce: field("nonce"),
      lang: field("lang"),
    }
  );
}

async function formOf(request: Request): Promise<FormData | undefined> {
  if (!Buffer.isBuffer(request.body)) return undefined;
  const headers = { "content-type": request.get("content-type") ?? "" };
  try {
    const body = new Uint8Array(request.body);
    return await new globalThis.Request("http://form.invalid", { method: "POST", headers, body }).formData();
  } catch {
    return undefined;
  }
}
