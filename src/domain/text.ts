import { z } from "zod";

/** A text as people type it, without what no keyboard writes and no database keeps: NUL and halves of characters. */
export const typedText = z.string().transform((text) => text.replaceAll("\0", "").replace(/\p{Cs}/gu, ""));
