/** One line of the table: a figure of ours, the bare baseline's where there is one, and what is to be reached. */
export type Row = {
  what: string;
  ours: string;
  bare: string;
  result: string;
  target: string;
  pass: boolean | undefined;
};

/** The figures of A and of B, from the same minutes. */
export type Pair = { ours: number[]; bare: number[] };

type Run = (round: number) => Promise<number>;

/** Runs A B A B …, so that whatever else the machine does touches both alike; a first run of each is thrown away. */
export async function interleave(rounds: number, { ours, bare }: { ours: Run; bare: Run }): Promise<Pair> {
  const pair: Pair = { ours: [], bare: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const figures = { ours: await ours(round), bare: await bare(round) };
    if (round === 0) continue;
    pair.ours.push(figures.ours);
    pair.bare.push(figures.bare);
  }
  return pair;
}

/** The middle of some figures. */
export function median(figures: number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [upper = Number.NaN, lower = upper] = [sorted[middle], sorted[middle - 1]];
  return sorted.length % 2 === 1 ? upper : (lower + upper) / 2;
}

/** A row for rates, where more is better: ours as a share of the bare baseline's, and the least share wanted. */
export function shareRow(what: string, { ours, bare }: Pair, unit: string, least?: number): Row {
  const share = median(ours) / median(bare);
  return {
    what,
    ours: `${figure(median(ours))} ${unit}`,
    bare: `${figure(median(bare))} ${unit}`,
    result: `${Math.round(share * 100)} %`,
    target: least === undefined ? "" : `>= ${least * 100} %`,
    pass: least === undefined ? undefined : share >= least,
  };
}

/** A row for times, where less is better: how many times as long ours takes, and the most that is allowed. */
export function timesRow(what: string, { ours, bare }: Pair, unit: string, most?: number): Row {
  const times = median(ours) / median(bare);
  return {
    what,
    ours: `${median(ours).toFixed(2)} ${unit}`,
    bare: `${median(bare).toFixed(2)} ${unit}`,
    result: `${times.toFixed(2)} x`,
    target: most === undefined ? "" : `<= ${most} x`,
    pass: most === undefined ? undefined : times <= most,
  };
}

/** A row for a figure of ours alone, which is to stay below a limit. */
export function limitRow(what: string, value: number, unit: string, below: number): Row {
  const ours = `${figure(value)} ${unit}`;
  return { what, ours, bare: "", result: ours, target: `< ${below} ${unit}`, pass: value < below };
}

/** The rows as a table in plain text. */
export function table(rows: Row[]): string {
  const head = ["", "Enfoque", "bare", "result", "target", ""];
  const lines = rows.map(({ what, ours, bare, result, target, pass }) => [
    what,
    ours,
    bare,
    result,
    target,
    pass === undefined ? "" : pass ? "pass" : "MISS",
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)),
  );
  const print = (line: string[]) =>
    line
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return [print(head), print(widths.map((width) => "-".repeat(width))), ...lines.map(print)].join("\n");
}

function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(2);
}
