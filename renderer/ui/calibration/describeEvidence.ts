import type { TFunction } from 'i18next';
import type { CalibrationFinding } from '#shared/camera/doctor/finding.ts';
import { formatCount, formatFixed } from '#renderer/i18n/format.ts';

/**
 * Numbers that a correction changes (`inImage`, and with it `inImageAfter`), with the decimals they are said with, and by
 * how much they must change to tell anything.
 */
const CHANGES = [
  ['inFront', 0, 10],
  ['inImage', 1, 2],
  ['match', 1, 0.5],
  ['overlap', 0, 5],
  ['tilt', 0, 10],
  ['distance', 1, 0.5],
] as const;
/** What stands alone; some name a second number along with theirs. */
const FACTS = [
  'where',
  'found',
  'model',
  'error',
  'determinant',
  'fx',
  'cx',
  'width',
  'share',
  'shift',
  'points',
  'edges',
  'boxes',
] as const;

/** Why the check thinks so, in numbers, as one sentence; empty where there are none. */
export function describeEvidence({ evidence }: CalibrationFinding, t: TFunction): string {
  const changes = CHANGES.flatMap(([name, decimals, least]) => {
    const [before, after] = [Number(evidence[name]), Number(evidence[`${name}After`])];
    // Not so where one of them is missing.
    if (!(Math.abs(after - before) >= least)) return [];
    const values = { before: formatFixed(before, decimals), after: formatFixed(after, decimals) };
    return t(`calibration.evidence.${name}`, values);
  });
  const value = (name: string): string => shown(evidence[name] ?? '');
  const values = {
    where: value('where'),
    found: value('found'),
    model: value('model'),
    error: value('error'),
    determinant: value('determinant'),
    fx: value('fx'),
    fy: value('fy'),
    cx: value('cx'),
    cy: value('cy'),
    width: value('width'),
    height: value('height'),
    share: value('share'),
    shift: value('shift'),
    points: value('points'),
    edges: value('edges'),
    boxes: value('boxes'),
  };
  const facts = FACTS.filter((name) => evidence[name] !== undefined).map((name) =>
    t(`calibration.evidence.${name}`, values),
  );
  const sentence = [...changes, ...facts].join(t('report.separator'));
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function shown(value: number | string): string {
  if (typeof value === 'string') return value;
  if (!Number.isInteger(value)) return formatFixed(value, Math.abs(value) < 1 ? 3 : 1);
  return value < 0 ? formatFixed(value, 0) : formatCount(value);
}
