/** The largest logo that is kept, in bytes. */
export const LOGO_MAX_BYTES = 200 * 1024;

/** The media type of a picture by how its bytes begin; undefined where it is no picture that we show. */
export function logoType(bytes: Uint8Array): "image/png" | "image/jpeg" | "image/svg+xml" | undefined {
  if (begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png";
  if (begins(bytes, [0xff, 0xd8, 0xff])) return "image/jpeg";
  return isSvg(bytes) ? "image/svg+xml" : undefined;
}

function begins(bytes: Uint8Array, magic: number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

/** After an XML declaration, comments and a doctype, the first element is svg. */
function isSvg(bytes: Uint8Array): boolean {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return false;
  }
  return /^\s*(<\?xml[^>]*\?>\s*)?((<!--[\s\S]*?-->|<!DOCTYPE\s+svg[^>[]*>)\s*)*<svg[\s>]/i.test(text);
}
