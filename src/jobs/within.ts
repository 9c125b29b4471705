/** Whether something ends within a time. */
export async function within(something: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  return Promise.race([something.then(() => true), late]).finally(() => clearTimeout(timer));
}
