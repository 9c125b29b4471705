import type { Writable } from "node:stream";

/** Where progress is shown: a terminal gets a bar, anything else a line now and then. */
export type Terminal = Writable & { isTTY?: boolean };

export type Progress = { update(bytes: number): void; end(): void };

const WIDTH = 30;
const BAR_EVERY_MS = 100;
const LINE_EVERY_MS = 10_000;

/** Shows how many of `total` bytes have been read. */
export function showProgress(stream: Terminal, label: string, total: number, now = Date.now): Progress {
  const bar = stream.isTTY === true;
  const every = bar ? BAR_EVERY_MS : LINE_EVERY_MS;
  let shownAt = now();
  const share = (bytes: number) => (total > 0 ? Math.min(bytes / total, 1) : 1);
  const show = (bytes: number) =>
    stream.write(bar ? barOf(label, share(bytes)) : `${label} ${percent(share(bytes))}\n`);
  if (bar) show(0);
  else stream.write(`${label} …\n`);
  return {
    update(bytes) {
      if (now() - shownAt < every) return;
      shownAt = now();
      show(bytes);
    },
    end() {
      if (bar) stream.write("\r\x1b[K");
    },
  };
}

function barOf(label: string, share: number): string {
  const full = Math.round(share * WIDTH);
  return `\r\x1b[K${label} [${"█".repeat(full)}${"░".repeat(WIDTH - full)}] ${percent(share)}`;
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}
