import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FaceSection } from '#shared/pointcloud/faceSection.ts';
import { outermostInside, outermostNear } from './snapFace.ts';

function sectionOf(along: readonly number[]): FaceSection {
  const ordered = along.toSorted((a, b) => a - b);
  return {
    along: Float64Array.from(ordered),
    points: Float64Array.from(ordered.flatMap((value) => [value, 0, 0])),
  };
}

describe('the outermost point inside a face', () => {
  test('is the last one that the face has not passed, within a metre', () => {
    const section = sectionOf([-0.4, -0.1, 0.6]);
    expect(outermostInside(section, 0.3)).toEqual({ along: -0.1, position: [-0.1, 0, 0] });
    expect(outermostInside(section, 0.6)?.along).toBe(0.6);
    expect(outermostInside(section, 1.7)).toBeUndefined();
    expect(outermostInside(section, -0.5)).toBeUndefined();
    expect(outermostInside(sectionOf([]), 0)).toBeUndefined();
  });

  test('is inside, and nothing lies between it and the face', () => {
    const values = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { maxLength: 40 });
    fc.assert(
      fc.property(values, fc.double({ min: -3, max: 3, noNaN: true }), (along, reached) => {
        const found = outermostInside(sectionOf(along), reached);
        const inside = along.filter((value) => value <= reached && value >= reached - 1);
        expect(found?.along).toEqual(inside.length === 0 ? undefined : Math.max(...inside));
      }),
    );
  });
});

describe('the outermost point of the object near a face', () => {
  test('is found from inside and from outside, and ends where a gap begins', () => {
    expect(outermostNear(sectionOf([-0.5, -0.4, 0.4]))?.along).toBe(-0.4);
    expect(outermostNear(sectionOf([-0.1, 0, 0.1, 0.5]))?.along).toBe(0.1);
    expect(outermostNear(sectionOf([0.3, 0.4]))?.along).toBe(0.4);
    expect(outermostNear(sectionOf([-2, -1.5]))).toBeUndefined();
    expect(outermostNear(sectionOf([]))).toBeUndefined();
  });
});
