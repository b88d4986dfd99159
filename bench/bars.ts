import type { Times } from './inTurns.ts';

/** What decoding ten million points has to reach; of fewer points the ratios are shown and not judged. */
export const BAR_POINTS = 10_000_000;

interface Bar {
  readonly who: string;
  readonly against: string;
  /** At most so many times as long as `against`. */
  readonly most?: number;
  /** At least so many times as fast as `against`. */
  readonly least?: number;
}

const BARS: Readonly<Record<string, readonly Bar[]>> = {
  'binary, 16 B': [
    { who: 'ours, reused', against: 'read, reused', most: 2 },
    { who: 'ours, reused', against: 'three', least: 50 },
    { who: 'ours, fresh', against: 'read, fresh', most: 1.4 },
    { who: 'ours, fresh', against: 'three', least: 12 },
  ],
  'binary, 26 B': [
    { who: 'ours, reused', against: 'read, reused', most: 3 },
    { who: 'ours, reused', against: 'three', least: 25 },
  ],
  compressed: [
    { who: 'ours, reused', against: 'three', least: 15 },
    { who: 'ours, fresh', against: 'three', least: 4 },
    { who: 'ours, reused', against: 'PCL, raw', least: 4 },
  ],
  ascii: [
    { who: 'ours, reused', against: 'three', least: 10 },
    { who: 'ours, reused', against: 'PCL, raw', least: 10 },
  ],
};

/** A line for each bar of a kind of file whose peer was measured. */
export function barLines(kind: string, points: number, ms: Times): string[] {
  return (BARS[kind] ?? []).flatMap(({ who, against, most, least }) => {
    const [own, other] = [ms[who], ms[against]];
    if (own === undefined || other === undefined) return [];
    const ratio = most === undefined ? other / own : own / other;
    const isMet = most === undefined ? ratio >= least! : ratio <= most;
    const text = most === undefined ? `as fast as ${against}` : `the time of ${against}`;
    const bound = most === undefined ? `at least ${least}` : `at most ${most}`;
    const verdict = points < BAR_POINTS ? '' : `, ${isMet ? 'met' : 'MISSED'}`;
    return [`${who}: ${ratio.toFixed(2)} × ${text} (${bound}${verdict})`];
  });
}
