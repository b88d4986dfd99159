import { expect, test } from 'vitest';
import { checkTrackRule, drive } from '../../testing/qualityScenes.ts';
import { placeJump } from './placeJump.ts';

/** Metres along its way. */
function slip(seconds: number): number {
  return 8 * seconds + (seconds === 0.5 ? 1.5 : 0);
}

test('beside its way in one frame', () => {
  const [finding, ...others] = checkTrackRule(placeJump, drive({ metres: slip }));
  expect(finding?.frameId).toBe('frame5');
  expect(Number(finding?.params['distanceMetres'])).toBeCloseTo(1.5, 3);
  expect(others).toEqual([]);
  const thresholds = { 'TRK007.leastMetres': 2 };
  expect(checkTrackRule(placeJump, drive({ metres: slip }), { thresholds })).toEqual([]);
});

test('who speeds up steadily does not jump', () => {
  expect(checkTrackRule(placeJump, drive({ metres: (seconds) => 4 * seconds ** 2 }))).toEqual([]);
});
