/** How many jobs are promised, or added, at a time. */
export const BATCH = 500;

/** Counts finished tasks, and tells how long so many took. */
export function countdown() {
  let left = 0;
  let finish: () => void = () => {};
  return {
    done() {
      left -= 1;
      if (left === 0) finish();
    },
    /** Adds `count` tasks by `add` and returns how many of them were done per second, from the first being added. */
    async perSecond(count: number, add: () => Promise<void>): Promise<number> {
      left = count;
      const finished = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const began = performance.now();
      await add();
      await finished;
      return count / ((performance.now() - began) / 1_000);
    },
  };
}
