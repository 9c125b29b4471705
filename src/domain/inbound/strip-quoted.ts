/** The longest text that is kept, in code points, as of a comment. */
const TEXT_MAX = 20_000;

const saysWho = [
  /^on .{4,300}wrote:$/i,
  /^el .{4,300}escribi[oó]:$/i,
  /^le .{4,300}a écrit\s?:$/i,
  /^am .{4,300}schrieb.{0,200}:$/i,
];
const divider = /^-{2,}\s*(original message|mensaje original|mensaje reenviado|forwarded message)\s*-{2,}$/i;
const headerLine = /^\*?(from|de|von|sent|enviado( el)?|date|fecha|to|para|cc|subject|asunto):\*?\s/i;

/** What a person wrote above, below or between the lines that their mail program quotes; the whole where that is nothing. */
export function stripQuoted(text: string): string {
  const whole = text.replaceAll("\r\n", "\n").replaceAll("\0", "").trim();
  const lines = whole.split("\n");
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]?.trim() ?? "";
    const attribution = attributionAt(lines, at);
    if (attribution > 0) {
      // Quoted line by line: an answer may stand between or below. Else everything that follows is the original.
      const next = lines.slice(at + attribution).find((each) => each.trim() !== "");
      if (!next?.trim().startsWith(">")) break;
      at += attribution - 1;
      continue;
    }
    if (line === "--" || divider.test(line) || startsHeaders(lines, at)) break;
    if (!line.startsWith(">")) kept.push(lines[at] ?? "");
  }
  const own = kept
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return [...(own || whole)].slice(0, TEXT_MAX).join("");
}

/** How many lines it takes to say who wrote what follows: mail programs break long ones. */
function attributionAt(lines: string[], at: number): number {
  if (!/^(on|el|le|am)\s/i.test(lines[at]?.trim() ?? "")) return 0;
  for (let count = 1; count <= 3; count += 1) {
    const said = lines
      .slice(at, at + count)
      .map((line) => line.trim())
      .join(" ");
    if (said.length <= 400 && saysWho.some((pattern) => pattern.test(said))) return count;
  }
  return 0;
}

/** Outlook's way: the original's headers, sometimes below a line. */
function startsHeaders(lines: string[], at: number): boolean {
  const first = /^_{10,}$/.test(lines[at]?.trim() ?? "") ? at + 1 : at;
  if (!/^\*?(from|de|von):\*?\s/i.test(lines[first]?.trim() ?? "")) return false;
  const following = lines.slice(first + 1, first + 5).filter((line) => headerLine.test(line.trim()));
  return following.length >= 2;
}
