import { expect, test } from 'vitest';
import { checkTrackRule, drive, objectOf, frameOf, trackOf } from '../../testing/qualityScenes.ts';
import { speed } from './speed.ts';

test('who goes too fast for its class', () => {
  expect(checkTrackRule(speed, drive({ metresPerSecond: 30 }))).toEqual([]);
  const found = checkTrackRule(speed, drive({ metresPerSecond: 60 }));
  expect(found).toHaveLength(10);
  expect(found[3]?.params['speedMetresPerSecond']).toBeCloseTo(60, 6);
  const track = trackOf(1, { class: 'Pedestrian' });
  expect(checkTrackRule(speed, drive({ metresPerSecond: 12 }), { track })).toHaveLength(10);
  const thresholds = { 'TRK003.mostMetresPerSecond.Pedestrian': 20 };
  expect(checkTrackRule(speed, drive({ metresPerSecond: 30 }), { track, thresholds })).toHaveLength(10);
});

test('without poses or times nothing can be said', () => {
  const unposed = drive({ metresPerSecond: 60, isPosed: false });
  const untimed = drive({ metresPerSecond: 60, isTimed: false });
  expect(checkTrackRule(speed, unposed)).toEqual([]);
  expect(checkTrackRule(speed, untimed)).toEqual([]);
  expect(checkTrackRule(speed, [frameOf(0, [objectOf(1)])])).toEqual([]);
});
