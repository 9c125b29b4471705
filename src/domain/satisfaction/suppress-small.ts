/** Fewer answers than this are not shown of a group, see statistics.md, section 3. */
export const SMALLEST_GROUP = 5;

/**
 * The groups to hide so that no small one can be told from the total: those smaller than k and, while what is hidden sums
 * to less than k or is one group alone, the next smallest. Empty groups are dropped first; of equal ones the first goes.
 */
export function suppressSmall<K>(groups: { key: K; count: number }[], k = SMALLEST_GROUP): Set<K> {
  const bySize = groups.filter(({ count }) => count > 0).sort((a, b) => a.count - b.count);
  const hidden = new Set<K>();
  let sum = 0;
  for (const { key, count } of bySize) {
    const isSafe = hidden.size === 0 || (hidden.size >= 2 && sum >= k);
    if (count >= k && isSafe) break;
    hidden.add(key);
    sum += count;
  }
  return hidden;
}
