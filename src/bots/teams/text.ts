const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
const entity = /&(?=#?\w{1,31};)/g;
const tag = /<(?=[a-z/!?])/gi;
// "{" is here for {{DATE(…)}} and ${…}, which the clients and templates fill in.
const anywhere = /[\\`*_{}[\]~|]/g;
const atLineStart = /^([#>+\-=:])|^(\d{1,9})([.)])/;

/** Escapes the markdown of a TextBlock or Fact, so that a plain text is shown as it was typed. */
export function asTyped(text: string): string {
  if (text === "") return "";
  // One line break alone is taken for a space.
  return text.split(lineBreak).map(escapeLine).join("\n\n");
}

function escapeLine(line: string): string {
  const words = line.trimStart();
  if (words === "") return "\u00a0";
  // Plain spaces in front would be dropped, or taken for a block of code.
  const indent = "\u00a0".repeat(line.length - words.length);
  const escaped = words.replace(anywhere, "\\$&").replace(entity, "\\&").replace(tag, "\\<");
  return (
    indent + escaped.replace(atLineStart, (_, mark = "", number = "", dot = "") => `${number}\\${mark}${dot}`)
  );
}

/** A text of at most `max` code units; what was cut off is said by `notice`, and no character is split. */
export function clip(text: string, max: number, notice: string): string {
  if (text.length <= max) return text;
  const end = Math.max(0, max - notice.length - 1);
  const cut = text.slice(0, end).replace(/[\ud800-\udbff\u200d]+$/, "");
  return `${cut.trimEnd()} ${notice}`;
}
