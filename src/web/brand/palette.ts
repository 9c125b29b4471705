import { BLACK, contrast, hexOf, mix, type Rgb, rgbOf, WHITE } from "./contrast.js";

/** What assets/survey.css draws on, in light and dark; a test keeps them the same. */
export const surfaces = {
  light: { grounds: ["#f4f6f8", "#ffffff"], ink: "#17202b" },
  dark: { grounds: ["#10151b", "#19202a"], ink: "#e9edf2" },
} as const;

/** What WCAG 2.2 AA asks of text; more than the 3:1 it asks of controls. */
const ENOUGH = 4.5;
const STEP = 0.02;

/** The colours that a brand's colour makes, each #rrggbb. */
export type Palette = { accent: string; strong: string; onAccent: string; tint: string };

/** A brand's colour, moved towards black or white until everything written in it or on it can be read. */
export function paletteOf(color: string, mode: "light" | "dark"): Palette | undefined {
  const given = rgbOf(color);
  if (!given) return undefined;
  const grounds = surfaces[mode].grounds.map(known);
  const [towards, away] = mode === "light" ? [BLACK, WHITE] : [WHITE, BLACK];
  const accent = readable(given, towards, grounds);
  const tint = mix(mode === "light" ? WHITE : known(surfaces.dark.grounds[1]), accent, 0.12);
  return {
    accent: hexOf(accent),
    strong: hexOf(mix(accent, towards, 0.3)),
    onAccent: hexOf(away),
    tint: hexOf(tint),
  };
}

function readable(given: Rgb, towards: Rgb, grounds: Rgb[]): Rgb {
  for (let share = 0; share < 1; share += STEP) {
    const color = mix(given, towards, share);
    if (grounds.every((ground) => contrast(color, ground) >= ENOUGH)) return color;
  }
  return towards;
}

function known(hex: string): Rgb {
  return rgbOf(hex) ?? BLACK;
}
