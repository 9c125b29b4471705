import express, { type NextFunction, type Request, type Response } from "express";

/** The largest list that is read, in bytes. */
const MAX_BYTES = 5 * 1024 * 1024;

// The form's other parts take a little room beside the list.
const body = express.raw({ type: "multipart/form-data", limit: MAX_BYTES + 64 * 1024, inflate: false });

/** What the upload form sends: a file or pasted lines. */
export type PostedList = { file: Uint8Array; pasted: string; nonce: unknown; lang: unknown };

/** Reads a form's body; anything that a form of ours does not send is an error with a 4xx status. */
export function readMultipart(request: Request, response: Response, next: NextFunction): void {
  if (request.is("multipart/form-data")) body(request, response, next);
  else next(Object.assign(new Error("not a form"), { status: 415 }));
}

/** The parts of a form, taken apart by the platform's own parser; undefined where it is not one. */
export async function postedList(request: Request): Promise<PostedList | "too_large" | undefined> {
  const form = await postedParts(request);
  if (!form) return undefined;
  const file = form.get("file");
  const pasted = form.get("pasted");
  if (file !== null && typeof file !== "string" && file.size > MAX_BYTES) return "too_large";
  return {
    file:
      file === null || typeof file === "string" ? new Uint8Array() : new Uint8Array(await file.arrayBuffer()),
    pasted: typeof pasted === "string" ? pasted : "",
    nonce: form.get("nonce"),
    lang: form.get("lang"),
  };
}

/** The parts of a form that `readMultipart` has read; undefined where it is torn. */
export async function postedParts(request: Request): Promise<FormData | undefined> {
  if (!Buffer.isBuffer(request.body)) return undefined;
  const headers = { "content-type": request.get("content-type") ?? "" };
  try {
    const body = new Uint8Array(request.body);
    return await new globalThis.Request("http://form.invalid", { method: "POST", headers, body }).formData();
  } catch {
    return undefined;
  }
}
