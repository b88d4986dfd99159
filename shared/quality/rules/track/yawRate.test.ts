import { expect, test } from 'vitest';
import { checkTrackRule, drive } from '../../testing/qualityScenes.ts';
import { yawRate } from './yawRate.ts';

test('who turns faster than it can', () => {
  const spin = drive({ yawRad: (seconds) => 3 * seconds, step: 0.5 });
  const [finding] = checkTrackRule(yawRate, spin);
  expect(Number(finding?.params['rateDegreesPerSecond'])).toBeCloseTo((3 * 180) / Math.PI, 3);
  expect(checkTrackRule(yawRate, spin, { thresholds: { 'TRK005.mostDegreesPerSecond.car': 200 } })).toEqual(
    [],
  );
});

test('a turn at a crossing is no finding', () => {
  expect(checkTrackRule(yawRate, drive({ yawRad: (seconds) => 0.8 * seconds, step: 0.5 }))).toEqual([]);
});
