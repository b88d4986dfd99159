import { expect, test } from 'vitest';
import { drive, trackId } from './testing/qualityScenes.ts';
import { motionOfSights } from './sightMotion.ts';
import { SightIndex } from './sightIndex.ts';
import { sightOutliers } from './sightOutliers.ts';

/** Two hundred frames: more than one piece. */
function sightsOf(how: Parameters<typeof drive>[0]) {
  const index = new SightIndex();
  for (const frame of drive({ count: 200, ...how })) index.set(frame);
  return index;
}

/** Metres along its way, off it where a piece begins and where one ends. */
function slipAtEdges(seconds: number): number {
  return 8 * seconds + (seconds === 6.4 || seconds === 12.7 ? 2 : 0);
}

function slip(seconds: number): number {
  return 8 * seconds + (seconds === 9 ? 2 : 0);
}

test('a run over several pieces is one', () => {
  const found = sightOutliers(sightsOf({ metresPerSecond: 8, yawRad: () => Math.PI }).of(trackId(1)));
  expect(found).toMatchObject([{ reason: 'against-motion', index: 0, lastIndex: 199 }]);
});

test('what is off at the edge of a piece is found once', () => {
  const found = sightOutliers(sightsOf({ metres: slipAtEdges }).of(trackId(1)));
  expect(found.map(({ reason, index }) => [reason, index])).toEqual([
    ['off-path', 64],
    ['off-path', 127],
  ]);
});

test('motion is the same in pieces as it would be as a whole', () => {
  const sights = sightsOf({ metres: (seconds) => seconds ** 2 }).of(trackId(1));
  const motion = motionOfSights(sights);
  expect(motion).toHaveLength(200);
  for (const [i, { speed, acceleration }] of motion.entries()) {
    // One-sided at both ends of the track, and there alone.
    if (i < 2 || i > 197) continue;
    expect(speed).toBeCloseTo(0.2 * i, 6);
    expect(acceleration).toBeCloseTo(2, 6);
  }
});

test('after an edit it is as if it had been so from the beginning', () => {
  const index = sightsOf({ metresPerSecond: 8 });
  expect(sightOutliers(index.of(trackId(1)))).toEqual([]);
  index.set(drive({ count: 200, metres: slip })[90]!);
  const anew = sightsOf({ metres: slip }).of(trackId(1));
  expect(sightOutliers(index.of(trackId(1)))).toEqual(sightOutliers(anew));
  expect(sightOutliers(anew)).toMatchObject([{ index: 90 }]);
});
