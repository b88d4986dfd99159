/**
 * Pairs two series of times, each sorted and without duplicates: `a[i]` goes with `b[j]` when each is the other's
 * nearest and they are at most `tolerance` apart. So nothing is paired twice and pairs never cross. Of two that are
 * equally near, an `a` takes the later `b` and a `b` the earlier `a`: an image half way between two sweeps goes with the
 * sweep before it, for all of them alike.
 *
 * Linear in the lengths. All in the same unit.
 */
export function nearestInTime(
  a: readonly bigint[],
  b: readonly bigint[],
  tolerance: bigint,
): [indexA: number, indexB: number][] {
  const nearestB = nearestIndices(a, b, true);
  const nearestA = nearestIndices(b, a, false);
  const pairs: [number, number][] = [];
  for (const [i, j] of nearestB.entries()) {
    if (j === -1 || nearestA[j] !== i) continue;
    const difference = a[i]! - b[j]!;
    if (difference <= tolerance && -difference <= tolerance) pairs.push([i, j]);
  }
  return pairs;
}

/** For each time the index of the nearest candidate; −1 where there are none. */
function nearestIndices(
  times: readonly bigint[],
  candidates: readonly bigint[],
  laterWins: boolean,
): number[] {
  let j = 0;
  return times.map((time) => {
    while (j + 1 < candidates.length && isNearer(candidates[j + 1]!, candidates[j]!, time, laterWins)) j++;
    return candidates.length === 0 ? -1 : j;
  });
}

/** Is the later candidate the better one? Sums instead of distances: `later − time < time − earlier`. */
function isNearer(later: bigint, earlier: bigint, time: bigint, laterWins: boolean): boolean {
  const sum = later + earlier;
  const twice = time + time;
  return sum < twice || (laterWins && sum === twice);
}

/** The median difference between neighbours in a sorted series; undefined for fewer than two. */
export function medianPeriod(times: readonly bigint[]): bigint | undefined {
  const gaps = times.slice(1).map((time, i) => time - times[i]!);
  gaps.sort((x, y) => (x < y ? -1 : Number(x > y)));
  return gaps[gaps.length >> 1];
}
