import type { Figures } from "../domain/satisfaction/figures.js";
import type { Verdict } from "../domain/satisfaction/verdict.js";
import type { Catalogue } from "../i18n/catalogue.js";

/** A score with its interval and the number of answers, as far as the display gate lets it be shown. */
export function figuresText(figures: Figures, t: Catalogue): string {
  if (figures.gate === "hidden") return t.figures.hidden(figures.n);
  const few = figures.gate === "few" ? ` ${t.figures.few}` : "";
  const answers = t.figures.answers(figures.n);
  switch (figures.instrument) {
    case "nps":
      return `NPS ${points(figures.score)} (${points(figures.low)} … ${points(figures.high)}), ${answers}${few}`;
    case "csat":
      return `CSAT ${shareText(figures, t)}, ${answers}${few}`;
    case "ces": {
      const { decimal } = t.format;
      const mean = `${decimal(figures.mean)} (${decimal(figures.low)} … ${decimal(figures.high)})`;
      return `CES ${mean}, ${t.figures.easy} ${shareText(figures.topShare, t)}, ${answers}${few}`;
    }
    case "expectations": {
      const met = `${t.figures.met} ${shareText(figures.met, t)}`;
      return `${met}, ${t.figures.exceeded} ${shareText(figures.exceeded, t)}, ${answers}${few}`;
    }
  }
}

/** A share with its interval, in per cent. */
function shareText({ share, low, high }: { share: number; low: number; high: number }, t: Catalogue): string {
  const { percent } = t.format;
  return `${percent(share)} (${percent(low)} … ${percent(high)})`;
}

/** One sentence: whether this quarter differs from the one before by more than chance explains. */
export function verdictText(verdict: Verdict, t: Catalogue): string {
  switch (verdict.kind) {
    case "no_previous":
      return t.figures.noPrevious;
    case "too_few":
      return t.figures.tooFew;
    case "no_signal":
      return t.figures.noSignal;
    case "signal": {
      const by = points(Math.abs(verdict.difference));
      return verdict.direction === "up" ? t.figures.signalUp(by) : t.figures.signalDown(by);
    }
  }
}

/** A whole number of points with a true minus sign. */
function points(value: number): string {
  const whole = Math.round(value);
  return whole < 0 ? `−${-whole}` : String(Math.abs(whole));
}
