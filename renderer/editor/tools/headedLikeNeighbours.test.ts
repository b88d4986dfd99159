import { describe, expect, test } from 'vitest';
import type { Frame, Sequence } from '#shared/dataset/dataset.ts';
import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw, toMatrix3 } from '#shared/geometry/quaternion.ts';
import { LabelDocument } from '../document/labelDocument.ts';
import type { FrameId } from '../document/records.ts';
import { cuboidIdOf, someCuboid, someTrack } from '../testing/someRecords.ts';
import { headedLikeNeighbours } from './headedLikeNeighbours.ts';

const [BEFORE, NOW] = ['a', 'b'] as FrameId[] as [FrameId, FrameId];

/** Its front towards the label frame's −x, as far as the fit knows. */
function fitted(x: number, y = 0.4): Cuboid {
  return { centre: [x, y, 0.8], size: [4, 2, 1.6], rotation: fromYaw(Math.PI) };
}

function pose(x: number, yawRad: number) {
  return { rotation: toMatrix3(fromYaw(yawRad)), translation: [x, 0, 0] as [number, number, number] };
}

/** Two frames; the vehicle has driven 2 m along x between them, if its poses are known. */
function sequence(egoFromLabel: ReturnType<typeof pose> | undefined, hasPoses = true): Sequence {
  const worldFromEgo = (i: number) => (hasPoses ? pose(2 * i, 0) : undefined);
  const frames = [BEFORE, NOW].map(
    (id, index) => ({ id, index, worldFromEgo: worldFromEgo(index) }) as unknown as Frame,
  );
  return { frames, egoFromLabel } as unknown as Sequence;
}

/** One object in the frame before. */
function labelledBefore(cuboid: Cuboid): LabelDocument {
  const document = new LabelDocument();
  document.loadTracks([someTrack(1)]);
  document.loadFrame(BEFORE, [{ ...someCuboid(1, BEFORE), id: cuboidIdOf(1, BEFORE), cuboid }]);
  document.loadFrame(NOW, []);
  return document;
}

function yawOf(
  cuboid: Cuboid,
  within: Sequence,
  document = new LabelDocument(),
  by: 'shape' | 'view' = 'view',
): number {
  const heading = { by, confidence: 0.5 } as const;
  const turned = headedLikeNeighbours({ document, sequence: within, frameId: NOW }, { cuboid, heading });
  return Math.abs(cuboidYaw(turned));
}

describe('in the lane of the ego vehicle', () => {
  test('a vehicle heads as that does, unless its points say otherwise', () => {
    expect(yawOf(fitted(20), sequence(pose(0, 0)))).toBeCloseTo(0, 9);
    expect(yawOf(fitted(20), sequence(pose(0, 0)), undefined, 'shape')).toBeCloseTo(Math.PI, 9);
    expect(yawOf(fitted(20), sequence(pose(0, Math.PI)))).toBeCloseTo(Math.PI, 9);
  });

  test('where the label frame’s x is not ahead, the ego vehicle’s is what counts', () => {
    expect(yawOf(fitted(20), sequence(pose(0, Math.PI / 2)))).toBeCloseTo(Math.PI, 9);
  });
});

describe('an object that is labelled in the frame before', () => {
  const oncoming = 20;

  test('heads where it went in the world, though its label may be the wrong way round', () => {
    // What stood would be at 22 now, for the vehicle has driven 2 m: it has come towards it.
    const backwards = { ...fitted(24, 8), rotation: fromYaw(0) };
    expect(
      yawOf(
        { ...fitted(oncoming, 8), rotation: fromYaw(0) },
        sequence(pose(0, 0)),
        labelledBefore(backwards),
      ),
    ).toBeCloseTo(Math.PI, 9);
  });

  test('heads as it did where it stands, or where nobody knows how the vehicle went', () => {
    const before = { ...fitted(22, 8), rotation: fromYaw(0) };
    expect(yawOf(fitted(oncoming, 8), sequence(pose(0, 0)), labelledBefore(before))).toBeCloseTo(0, 9);
    expect(yawOf(fitted(oncoming, 8), sequence(undefined, false), labelledBefore(before))).toBeCloseTo(0, 9);
  });

  test('is another one far away, or of another size', () => {
    const far = { ...fitted(40, 8), rotation: fromYaw(0) };
    expect(yawOf(fitted(oncoming, 8), sequence(undefined), labelledBefore(far))).toBeCloseTo(Math.PI, 9);
    const bus = { ...fitted(22, 8), size: [11, 2.5, 3] as const, rotation: fromYaw(0) };
    expect(yawOf(fitted(oncoming, 8), sequence(undefined), labelledBefore(bus))).toBeCloseTo(Math.PI, 9);
  });
});
