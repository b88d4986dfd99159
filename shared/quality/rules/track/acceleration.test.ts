import { expect, test } from 'vitest';
import { checkTrackRule, drive } from '../../testing/qualityScenes.ts';
import { acceleration } from './acceleration.ts';

test('who changes its speed harder than it can, once where it is worst', () => {
  const frames = drive({ metres: (seconds) => (seconds < 3 ? 0 : 20 * (seconds - 3)), step: 0.5, count: 14 });
  const [finding, ...others] = checkTrackRule(acceleration, frames);
  expect(finding?.frameId).toMatch(/frame[567]/);
  expect(Math.abs(Number(finding?.params['accelerationMetresPerSecond2']))).toBeGreaterThan(12);
  expect(others).toEqual([]);
});

test('brakes reach 10 m/s², and labels at ten frames a second are off by a hand’s width', () => {
  expect(checkTrackRule(acceleration, drive({ metres: (seconds) => 5 * seconds ** 2, step: 0.5 }))).toEqual(
    [],
  );
  const noisy = drive({ metres: (seconds) => 10 * seconds + 0.1 * Math.sin(97 * seconds) });
  expect(checkTrackRule(acceleration, noisy)).toEqual([]);
});
