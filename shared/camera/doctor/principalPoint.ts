import type { CalibrationFinding } from './finding.ts';
import type { Sight } from './sights.ts';

/** Shares of the image beyond its border; that of a cropped image may lie a little outside. */
const OUTSIDE = 0.1;

type PrincipalPointFault = Pick<CalibrationFinding, 'kind' | 'certainty' | 'evidence' | 'correction'>;

/** The optical axis meets the image's plane far outside the image; the middle of the image is the likeliest place. */
export function principalPointFault([sight]: readonly Sight[]): PrincipalPointFault | undefined {
  if (sight === undefined) return undefined;
  const { width, height, written } = sight;
  const { cx, cy } = written.intrinsics;
  if (isNear(cx, width) && isNear(cy, height)) return undefined;
  const isExchanged = isNear(cy, width) && isNear(cx, height);
  const [x, y] = isExchanged
    ? [cy, cx]
    : [isNear(cx, width) ? cx : (width - 1) / 2, isNear(cy, height) ? cy : (height - 1) / 2];
  return {
    kind: 'principal-point-outside',
    certainty: 'certain',
    evidence: { cx, cy, width, height },
    correction: { kind: 'lens', intrinsics: { ...written.intrinsics, cx: x, cy: y } },
  };
}

function isNear(place: number, length: number): boolean {
  const share = (place + 0.5) / length;
  return share >= -OUTSIDE && share <= 1 + OUTSIDE;
}
