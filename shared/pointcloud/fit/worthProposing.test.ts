import { describe, expect, test } from 'vitest';
import { groundOutline, outlineOverlap } from '../../geometry/groundOutline.ts';
import { estimateGround } from '../ground.ts';
import { syntheticSweep } from '../testing/syntheticSweep.ts';
import { fitAt } from './fitAt.ts';
import { unlabelledPlaces } from './unlabelledPlaces.ts';
import { isWorthProposing } from './worthProposing.ts';

const CAR = { name: 'car', size: [4.5, 1.85, 1.55] } as const;
const PERSON = { name: 'pedestrian', size: [0.6, 0.6, 1.7] } as const;

/** Of what is proposed on synthetic streets, how much there is, and how much of it is an object of the class. */
function proposedOn(seeds: readonly number[], prior: typeof CAR | typeof PERSON) {
  let [proposed, right] = [0, 0];
  for (const seed of seeds) {
    const { cloud, labels, sensor } = syntheticSweep(seed);
    const scene = { cloud, ground: estimateGround(cloud), sensor };
    const truth = labels
      .filter(({ className }) => className === prior.name)
      .map(({ cuboid }) => groundOutline(cuboid));
    for (const at of unlabelledPlaces({ ...scene, prior, known: [] })) {
      const fit = fitAt({ ...scene, at, classes: [prior] });
      if (fit.cuboid === undefined || !isWorthProposing(fit, prior)) continue;
      proposed += 1;
      const outline = groundOutline(fit.cuboid);
      if (truth.some((other) => outlineOverlap(outline, other) > 0.2)) right += 1;
    }
  }
  return { proposed, right };
}

describe('on synthetic streets', () => {
  test('nearly every proposed car is one', () => {
    const { proposed, right } = proposedOn([3, 4], CAR);
    expect(proposed).toBeGreaterThan(10);
    expect(right / proposed).toBeGreaterThan(0.9);
  });

  test('of proposed people a good part are people', () => {
    const { proposed, right } = proposedOn([3, 4, 5, 6, 7, 8], PERSON);
    expect(right).toBeGreaterThan(3);
    expect(right / proposed).toBeGreaterThan(0.35);
  });
});

test('what goes on far above the class is a hedge or a post', () => {
  const cuboid = { centre: [0, 0, 1], size: [4.5, 1.8, 2.4], rotation: [0, 0, 0, 1] } as const;
  expect(isWorthProposing({ cuboid, confidence: 0.99 }, CAR)).toBe(false);
  const car = { ...cuboid, size: [4.5, 1.8, 1.7] } as const;
  expect(isWorthProposing({ cuboid: car, confidence: 0.99 }, CAR)).toBe(true);
  expect(isWorthProposing({ cuboid: car, confidence: 0.4 }, CAR)).toBe(false);
});
