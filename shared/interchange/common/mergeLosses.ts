import { firstLosses, type LossSummary } from './lossLog.ts';

/** What was lost in several parts of one conversion, in any order, as one that did all of it would have said. */
export function mergeLosses(parts: readonly LossSummary[]): LossSummary {
  const sum = (of: (part: LossSummary) => number): number =>
    parts.reduce((total, part) => total + of(part), 0);
  const largest = (key: keyof LossSummary['rounding']): number =>
    Math.max(0, ...parts.map(({ rounding }) => rounding[key]));
  const all = parts.flatMap(({ changed }) => changed);
  const changed = firstLosses(all);
  return {
    objects: {
      written: sum(({ objects }) => objects.written),
      leftOut: sum(({ objects }) => objects.leftOut),
      withoutPitchAndRoll: sum(({ objects }) => objects.withoutPitchAndRoll),
    },
    boxes2d: {
      written: sum(({ boxes2d }) => boxes2d.written),
      leftOut: sum(({ boxes2d }) => boxes2d.leftOut),
    },
    rounding: {
      centreMetres: largest('centreMetres'),
      sizeMetres: largest('sizeMetres'),
      yawRad: largest('yawRad'),
      rotationRad: largest('rotationRad'),
    },
    attributesLost: counted(parts.map(({ attributesLost }) => attributesLost)),
    notes: counted(parts.map(({ notes }) => notes)),
    changed,
    changedNotNamed: sum(({ changedNotNamed }) => changedNotNamed) + all.length - changed.length,
  };
}

function counted(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const totals = new Map<string, number>();
  for (const [name, count] of counts.flatMap(Object.entries<number>))
    totals.set(name, (totals.get(name) ?? 0) + count);
  return Object.fromEntries([...totals].sort(([a], [b]) => (a < b ? -1 : 1)));
}
