import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryCuboid } from '../../../testing/geometryArbitraries.ts';
import type { Ontology } from '../../dataset/dataset.ts';
import type { Cuboid } from '../../geometry/cuboid.ts';
import { fromYaw, IDENTITY } from '../../geometry/quaternion.ts';
import { ZERO } from '../../geometry/vec3.ts';
import { Evaluation, kittiLeastIou, type EvaluationReport } from './evaluation.ts';
import type { EvaluatedCuboid } from './matching.ts';

/** 4 × 2 × 1.5 m. */
function car(x: number, y = 0, yawRad = 0, length = 4): EvaluatedCuboid {
  return { class: 'car', cuboid: { centre: [x, y, 0], size: [length, 2, 1.5], rotation: fromYaw(yawRad) } };
}

function called(name: string, { cuboid }: EvaluatedCuboid): EvaluatedCuboid {
  return { class: name, cuboid };
}

function evaluate(
  references: readonly EvaluatedCuboid[],
  labels: readonly EvaluatedCuboid[],
): EvaluationReport {
  const evaluation = new Evaluation((name) => (name === 'car' ? 0.7 : 0.5));
  evaluation.addFrame({ references, labels, sensor: ZERO });
  return evaluation.report();
}

describe('precision and recall', () => {
  test('one right, one half a length off, one missed, one too many', () => {
    const { all, byRange } = evaluate(
      [car(10), car(20), car(40)],
      // The second overlaps by 2 of 4 metres: IoU 2 / 6.
      [car(10), car(22), car(60)],
    );
    expect(all).toMatchObject({ references: 3, labels: 3 });
    expect(all.byIou).toMatchObject({ matched: 1, precision: 1 / 3, recall: 1 / 3, f1: 1 / 3 });
    expect(all.byDistance['0.5']).toMatchObject({ matched: 1 });
    expect(all.byDistance['1']).toMatchObject({ matched: 1 });
    expect(all.byDistance['2']).toMatchObject({ matched: 2, precision: 2 / 3, recall: 2 / 3 });
    expect(all.byDistance['4']).toMatchObject({ matched: 2 });
    expect(all.iouHistogram).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 1]);
    expect(all.iou).toMatchObject({ count: 2, mean: (1 + 1 / 3) / 2 });
    expect(byRange['0–15 m']!.byIou).toMatchObject({ matched: 1, precision: 1, recall: 1 });
    expect(byRange['30–50 m']!.byIou).toMatchObject({ matched: 0, precision: null, recall: 0 });
    expect(byRange['50+ m']!.byIou).toMatchObject({ matched: 0, precision: 0, recall: null });
  });

  test('two labels on one object: one is right, the other wrong', () => {
    const { all } = evaluate([car(10)], [car(10.3), car(10.1)]);
    expect(all.byIou).toMatchObject({ matched: 1, precision: 1 / 2, recall: 1 });
    expect(all.byDistance['0.5']).toMatchObject({ matched: 1, precision: 1 / 2 });
    // The nearer one is the partner.
    expect(all.errors.ahead!.mean).toBeCloseTo(0.1, 12);
  });

  test('classes have their own least overlap, and are not mixed', () => {
    // A shift by 1 m of 4 m: IoU 3 / 5.
    const { byClass, confusions, leastIou } = evaluate(
      [car(10), called('cyclist', car(20)), called('van', car(30))],
      [car(11), called('cyclist', car(21)), car(30.2)],
    );
    expect(leastIou).toEqual({ car: 0.7, cyclist: 0.5, van: 0.5 });
    expect(byClass['car']!.byIou).toMatchObject({ matched: 0, precision: 0, recall: 0 });
    expect(byClass['cyclist']!.byIou).toMatchObject({ matched: 1, precision: 1, recall: 1 });
    expect(byClass['van']).toMatchObject({ references: 1, labels: 0 });
    expect(confusions).toEqual([{ reference: 'van', label: 'car', count: 1 }]);
  });

  test('a pair that lies across two ranges counts at that of the reference', () => {
    const { byRange } = evaluate([car(14.9)], [car(15.1)]);
    expect(byRange['0–15 m']!.byIou).toMatchObject({ matched: 1, precision: 1, recall: 1 });
    expect(byRange['15–30 m']!.byIou).toMatchObject({ matched: 0, precision: null, recall: null });
  });

  test('nothing on either side has no rates', () => {
    const { all } = evaluate([], []);
    expect(all.byIou).toEqual({ matched: 0, precision: null, recall: null, f1: null });
    expect(all.errors).toMatchObject({ pairs: 0, centre: null });
  });
});

describe('errors', () => {
  test('along the axes of the reference, and of its sides', () => {
    const { all } = evaluate([car(10, 0, Math.PI / 2)], [car(10, 0.4, Math.PI / 2, 4.5)]);
    const { ahead, left, up, centre, length, width, scale, yawDegrees, turnedRound } = all.errors;
    expect(ahead!.mean).toBeCloseTo(0.4, 12);
    expect(left!.mean).toBeCloseTo(0, 12);
    expect(up!.mean).toBe(0);
    expect(centre!.mean).toBeCloseTo(0.4, 12);
    expect(length!.mean).toBeCloseTo(0.5, 12);
    expect(width!.mean).toBe(0);
    expect(scale!.mean).toBeCloseTo(1 - 4 / 4.5, 9);
    expect(yawDegrees!.mean).toBeCloseTo(0, 9);
    expect(turnedRound).toBe(0);
  });

  test('a heading that is the wrong way round is told apart from a crooked one', () => {
    const { all } = evaluate([car(10, 0, 3)], [car(10, 0, 3 + Math.PI + 0.1)]);
    expect(all.errors.yawDegrees!.mean).toBeCloseTo(180 - (0.1 * 180) / Math.PI, 9);
    expect(all.errors.yawOfAxisDegrees!.mean).toBeCloseTo((0.1 * 180) / Math.PI, 9);
    expect(all.errors.turnedRound).toBe(1);
  });
});

test('labels that are the reference are right, whatever they are; none are all missed', () => {
  const cuboids = fc.uniqueArray(arbitraryCuboid(60), {
    maxLength: 8,
    selector: ({ centre }) => centre.join(),
  });
  fc.assert(
    fc.property(cuboids, (all) => {
      const truth = all.map((cuboid: Cuboid) => ({ class: 'car', cuboid }));
      const { byIou, byDistance } = evaluate(
        truth,
        truth.map(({ cuboid }) => ({ class: 'car', cuboid })),
      ).all;
      expect(byIou.matched).toBe(truth.length);
      expect(byDistance['0.5']!.matched).toBe(truth.length);
      expect(evaluate(truth, []).all.byIou.matched).toBe(0);
    }),
    { numRuns: 40 },
  );
});

test('numbers that are none match nothing', () => {
  const lost: EvaluatedCuboid = {
    class: 'car',
    cuboid: { centre: [Number.NaN, 0, 0], size: [4, 2, 1], rotation: IDENTITY },
  };
  const { all } = evaluate([car(10), lost], [lost, car(10)]);
  expect(all).toMatchObject({ references: 2, labels: 2, byIou: { matched: 1 } });
});

test('the least overlap of a class goes by its typical length', () => {
  const ontology: Ontology = {
    classes: [
      { name: 'car', color: '#000000', size: [4.5, 1.8, 1.6], glyph: 'C' },
      { name: 'pedestrian', color: '#000000', size: [0.6, 0.6, 1.7], glyph: 'P' },
    ],
  };
  const least = ['Car', 'pedestrian', 'tram'].map((name) => kittiLeastIou(ontology, name));
  expect(least).toEqual([0.7, 0.5, 0.5]);
});
