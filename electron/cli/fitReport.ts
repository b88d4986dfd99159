import { quantile } from '#shared/pointcloud/percentile.ts';

/** What came of fitting at one label. */
export interface FitOutcome {
  readonly frame: string;
  readonly class: string;
  /** From the sensor, metres. */
  readonly range: number;
  /** In the label. */
  readonly points: number;
  /** How far the ground model lies above the label's bottom, metres. */
  readonly groundError: number;
  /** Seen from above, intersection over union; absent where nothing was fitted. */
  readonly overlap?: number;
  /** Degrees, front and rear taken as the same. */
  readonly yawError?: number;
  readonly isHeadingRight?: boolean;
  /** The same, of the end that it moved towards; absent where it did not move, or no poses tell. */
  readonly isMotionRight?: boolean;
  /** That it is, in [0, 1]. */
  readonly headingConfidence?: number;
  readonly confidence?: number;
  /** Why nothing was fitted. */
  readonly reason?: string;
}

/** Of some labels. What was not fitted counts as an overlap of 0, and not at all for yaw and heading. */
export interface FitFigures {
  readonly labels: number;
  readonly fitted: number;
  readonly bevIou: { readonly median: number; readonly p10: number } | null;
  /** Share with an overlap of 0.7 or more, and the mean confidence beside it. */
  readonly good: number;
  readonly confidence: number;
  readonly yawErrorDegrees: { readonly median: number; readonly p90: number } | null;
  /** Share of the fitted whose front is at the right end. */
  readonly headingRight: number;
  /** The mean confidence in that. */
  readonly headingConfidence: number;
  /** Of those that moved, the share whose front is the end that they moved towards. */
  readonly headingByMotion: { readonly labels: number; readonly right: number } | null;
  /** Median of the absolute, metres. */
  readonly groundError: number | null;
}

export interface FitReport {
  readonly all: FitFigures;
  /** Of each class, those with 50 points and more. */
  readonly clear: Readonly<Record<string, FitFigures>>;
  readonly byClass: Readonly<Record<string, FitFigures>>;
  readonly byRange: Readonly<Record<string, FitFigures>>;
  readonly byPoints: Readonly<Record<string, FitFigures>>;
  /** How many were not fitted, by reason. */
  readonly reasons: Readonly<Record<string, number>>;
}

const ENOUGH_POINTS = 50;

export function fitReport(outcomes: readonly FitOutcome[]): FitReport {
  const clear = outcomes.filter(({ points }) => points >= ENOUGH_POINTS);
  const reasons: Record<string, number> = {};
  for (const { reason } of outcomes) if (reason !== undefined) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return {
    all: figures(outcomes),
    clear: figuresBy(clear, (one) => one.class),
    byClass: figuresBy(outcomes, (one) => one.class),
    byRange: figuresBy(outcomes, ({ range }) => band(range, [15, 30, 50], 'm')),
    byPoints: figuresBy(outcomes, ({ points }) => band(points, [10, 50, 150, 500], 'points')),
    reasons,
  };
}

export function linesOfReport({ all, clear, byClass, byRange, byPoints }: FitReport): string[] {
  return [
    line(['all', all]),
    ...Object.entries(clear).map(([name, f]) => line([`${name}, ${ENOUGH_POINTS}+ points`, f])),
    ...[byClass, byRange, byPoints].flatMap((groups) => Object.entries(groups).map(line)),
  ];
}

function line([name, f]: readonly [string, FitFigures]): string {
  return [
    name.padEnd(22),
    `${f.fitted}/${f.labels} fitted`.padEnd(16),
    `IoU ${f.bevIou?.median.toFixed(3) ?? '–'}`,
    `yaw ${f.yawErrorDegrees?.median.toFixed(1) ?? '–'}°`,
    `heading ${(100 * f.headingRight).toFixed(0)} %`,
    ...(f.headingByMotion === null
      ? []
      : [`${(100 * f.headingByMotion.right).toFixed(0)} % of ${f.headingByMotion.labels} by motion`]),
    `ground ${f.groundError?.toFixed(2) ?? '–'} m`,
  ].join('  ');
}

function figuresBy(
  outcomes: readonly FitOutcome[],
  keyOf: (one: FitOutcome) => string,
): Record<string, FitFigures> {
  const keys = [...new Set(outcomes.map(keyOf))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return Object.fromEntries(keys.map((key) => [key, figures(outcomes.filter((one) => keyOf(one) === key))]));
}

function figures(outcomes: readonly FitOutcome[]): FitFigures {
  const fitted = outcomes.filter(({ overlap }) => overlap !== undefined);
  const overlaps = ascending(outcomes.map(({ overlap = 0 }) => overlap));
  const yaws = ascending(fitted.map(({ yawError = 0 }) => yawError));
  const grounds = ascending(outcomes.map(({ groundError }) => Math.abs(groundError)));
  return {
    labels: outcomes.length,
    fitted: fitted.length,
    bevIou: overlaps.length === 0 ? null : { median: quantile(overlaps, 0.5), p10: quantile(overlaps, 0.1) },
    good: share(overlaps.filter((overlap) => overlap >= 0.7).length, outcomes.length),
    confidence: share(
      outcomes.reduce((sum, { confidence = 0 }) => sum + confidence, 0),
      outcomes.length,
    ),
    yawErrorDegrees: yaws.length === 0 ? null : { median: quantile(yaws, 0.5), p90: quantile(yaws, 0.9) },
    headingRight: share(fitted.filter(({ isHeadingRight }) => isHeadingRight).length, fitted.length),
    headingConfidence: share(
      fitted.reduce((sum, { headingConfidence = 0 }) => sum + headingConfidence, 0),
      fitted.length,
    ),
    headingByMotion: byMotion(fitted),
    groundError: grounds.length === 0 ? null : quantile(grounds, 0.5),
  };
}

function byMotion(fitted: readonly FitOutcome[]): FitFigures['headingByMotion'] {
  const moved = fitted.filter(({ isMotionRight }) => isMotionRight !== undefined);
  const right = moved.filter(({ isMotionRight }) => isMotionRight === true).length;
  return moved.length === 0 ? null : { labels: moved.length, right: share(right, moved.length) };
}

function share(count: number, of: number): number {
  return of === 0 ? 0 : count / of;
}

function band(value: number, borders: readonly number[], unit: string): string {
  const above = borders.findIndex((border) => value < border);
  if (above === 0) return `under ${borders[0]} ${unit}`;
  return above < 0
    ? `${borders.at(-1)} ${unit} and more`
    : `${borders[above - 1]} to ${borders[above]} ${unit}`;
}

function ascending(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b);
}
