import { expect, test } from 'vitest';
import { checkTrackRule, drive } from '../../testing/qualityScenes.ts';
import { yawJump } from './yawJump.ts';

test('front and rear mixed up in one frame', () => {
  const frames = drive({ metresPerSecond: 8, yawRad: (seconds) => (seconds === 0.5 ? Math.PI : 0) });
  const [finding, ...others] = checkTrackRule(yawJump, frames);
  expect(finding?.frameId).toBe('frame5');
  expect(Number(finding?.params['angleDegrees'])).toBeCloseTo(180, 3);
  expect(others).toEqual([]);
});

test('a steady turn is none', () => {
  expect(checkTrackRule(yawJump, drive({ yawRad: (seconds) => seconds / 2 }))).toEqual([]);
});
