/** The key by which two spellings of a name are the same: case, accents, widths and spacing aside. */
export function nameKey(name: string): string {
  return name
    .normalize("NFKC")
    .normalize("NFD")
    .replace(/[\u0300-\u036f\p{Cf}]/gu, "")
    .toLowerCase()
    .normalize("NFKC")
    .replace(/\s+/g, " ")
    .trim();
}
