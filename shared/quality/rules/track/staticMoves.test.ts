import { expect, test } from 'vitest';
import { checkTrackRule, drive, trackOf } from '../../testing/qualityScenes.ts';
import { staticMoves } from './staticMoves.ts';

const parked = { track: trackOf(1, { static: true }) };
const metres = (seconds: number): number => (seconds === 0.3 ? 0.9 : 0);
const slip = drive({ metres });

test('the frame in which a parked object is elsewhere', () => {
  expect(checkTrackRule(staticMoves, slip, parked)).toMatchObject([{ frameId: 'frame3' }]);
});

test('who may move may, and without poses nobody knows', () => {
  expect(checkTrackRule(staticMoves, slip)).toEqual([]);
  expect(checkTrackRule(staticMoves, drive({ metres: () => 0 }), parked)).toEqual([]);
  const unposed = drive({ metres, isPosed: false });
  expect(checkTrackRule(staticMoves, unposed, parked)).toEqual([]);
});
