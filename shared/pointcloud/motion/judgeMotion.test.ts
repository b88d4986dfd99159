import { expect, test } from 'vitest';
import { judgeMotion } from './judgeMotion.ts';
import type { MotionQuality } from './motionQuality.ts';

const GOOD: MotionQuality = {
  surfaces: 2000,
  inlierFraction: 0.8,
  uprightInlierFraction: 0.75,
  rmsMetres: 0.03,
  weakest: { kind: 'shift', direction: [1, 0, 0], share: 0.04, surfaces: 40 },
};
const weakest = (share: number): Partial<MotionQuality> => ({ weakest: { ...GOOD.weakest, share } });
const SURE = { hasConverged: true, rivalry: 0.5 };

test.each([
  ['good', undefined, {}, SURE],
  ['failed', 'littleAgreement', { uprightInlierFraction: 0.2 }, SURE],
  ['failed', 'littleAgreement', { uprightInlierFraction: undefined, inlierFraction: 0.2 }, SURE],
  ['failed', 'unobservable', weakest(0.001), SURE],
  ['doubtful', 'weaklyObservable', weakest(0.008), SURE],
  ['doubtful', 'weaklyObservable', { weakest: { ...GOOD.weakest, surfaces: 2 } }, SURE],
  ['doubtful', 'someAgreement', { uprightInlierFraction: 0.4 }, SURE],
  ['doubtful', 'inexact', { rmsMetres: 0.06 }, SURE],
  ['doubtful', 'notConverged', {}, { ...SURE, hasConverged: false }],
  ['doubtful', 'ambiguous', {}, { ...SURE, rivalry: 0.95 }],
] as const)('%s, %s', (verdict, reason, changes, circumstances) => {
  const judged = judgeMotion({ ...GOOD, ...changes }, circumstances);
  expect(judged).toEqual({ verdict, ...(reason && { reason }) });
});
