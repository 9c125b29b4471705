import { createHmac, timingSafeEqual } from "node:crypto";
import type { Request, Response } from "express";
import { base } from "./paths.js";

export type CookieName = "enfoque_visit" | "enfoque_access" | "enfoque_person";

/** The value of a cookie of ours, or "" where there is none. */
export function cookie(req: Request, name: CookieName): string {
  for (const part of (req.headers.cookie ?? "").split(";")) {
    const at = part.indexOf("=");
    if (part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return "";
}

/** Sets a cookie that no script reads and no other site sends; it ends with the browser's session unless it has days. */
export function setCookie(req: Request, res: Response, name: CookieName, value: string, days?: number): void {
  res.cookie(name, value, {
    path: base,
    httpOnly: true,
    sameSite: "strict",
    secure: req.secure,
    ...(days ? { maxAge: days * 86_400_000 } : {}),
  });
}

/** A keyed digest of a text for one purpose. */
export function digest(secret: Buffer, purpose: string, text: string): string {
  return createHmac("sha256", secret).update(`${purpose}\0${text}`).digest("base64url");
}

/** Compares two texts in a time that tells nothing about them. */
export function same(secret: Buffer, one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHmac("sha256", secret).update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
