import { type Palette, paletteOf } from "./palette.js";

/** What an organization shows of itself. */
export type Branded = { name: string; slug: string; color: string | null; hasLogo: boolean };

/** How a page shows whose it is: the name, and the addresses of its colours and logo where it has any. */
export type Brand = { name: string; stylesheet?: string; logo?: string };

/** The brand of an organization's pages; a changed colour is a new address, so that no cache shows the old one. */
export function brandOf({ name, slug, color, hasLogo }: Branded): Brand {
  return {
    name,
    ...(color && paletteOf(color, "light")
      ? { stylesheet: `/brand/${slug}.css?c=${color.slice(1).toLowerCase()}` }
      : {}),
    ...(hasLogo ? { logo: `/brand/${slug}/logo` } : {}),
  };
}

/** The stylesheet that puts a brand's colour in place of ours; empty where it has none. */
export function brandStylesheet(color: string | null): string {
  const light = color ? paletteOf(color, "light") : undefined;
  const dark = color ? paletteOf(color, "dark") : undefined;
  if (!light || !dark) return "";
  return `${rule(light)}\n@media (prefers-color-scheme: dark) {\n${rule(dark)}\n}\n`;
}

function rule({ accent, strong, onAccent, tint }: Palette): string {
  return `:root { --accent: ${accent}; --accent-strong: ${strong}; --on-accent: ${onAccent}; --tint: ${tint}; }`;
}
