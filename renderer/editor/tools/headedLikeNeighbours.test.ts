import { expect, test } from 'vitest';
import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw, toMatrix3 } from '#shared/geometry/quaternion.ts';
import { LabelDocument } from '../document/labelDocument.ts';
import { frameIdAt } from '../testing/smallDataset.ts';
import { headedLikeNeighbours } from './headedLikeNeighbours.ts';

const FRAME = frameIdAt(0);
const ahead: Cuboid = { centre: [20, 0.4, 0.8], size: [4, 2, 1.6], rotation: fromYaw(Math.PI) };
const egoFromLabel = (yawRad: number) => ({
  rotation: toMatrix3(fromYaw(yawRad)),
  translation: [0, 0, 0] as const,
});
const yawOf = (yawRad: number, by: 'shape' | 'view'): number =>
  Math.abs(
    cuboidYaw(
      headedLikeNeighbours(new LabelDocument(), FRAME, egoFromLabel(yawRad), {
        cuboid: ahead,
        heading: { by, confidence: 0.5 },
      }),
    ),
  );

test('in the lane of the ego vehicle a vehicle heads as that does, unless its points say otherwise', () => {
  expect(yawOf(0, 'view')).toBeCloseTo(0, 9);
  expect(yawOf(0, 'shape')).toBeCloseTo(Math.PI, 9);
  expect(yawOf(Math.PI, 'view')).toBeCloseTo(Math.PI, 9);
});

test('where the label frame’s x is not ahead, the ego vehicle’s is what counts', () => {
  // Across the ego vehicle's line.
  expect(yawOf(Math.PI / 2, 'view')).toBeCloseTo(Math.PI, 9);
});
