/** A text that LIKE takes as it is written: Prisma passes %, _ and \ on as patterns, also where it compares whole texts. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
