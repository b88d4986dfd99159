import { expect, test } from 'vitest';
import { seededRandom } from '../../pointcloud/random.ts';
import { gaussian } from '../../../testing/agreement/humanBoxes.ts';
import type { Edges } from './edges.ts';
import { robustFit, type FitRow } from './robustFit.ts';

const random = seededRandom(2);
const noise = (): Edges => [gaussian(random), gaussian(random), gaussian(random), gaussian(random)];

function rows(amounts: readonly [number, number], wild: number): FitRow[] {
  return Array.from({ length: 60 }, (_, i) => {
    const slopes = [noise(), noise()] as const;
    const own = noise();
    const edge = (e: 0 | 1 | 2 | 3): number =>
      own[e] + amounts[0] * slopes[0][e] + amounts[1] * slopes[1][e] + (i < wild ? 60 : 0);
    return { residual: [edge(0), edge(1), edge(2), edge(3)], slopes };
  });
}

test('finds what all rows have in common, also where some are far off for reasons of their own', () => {
  for (const wild of [0, 6]) {
    const fit = robustFit(rows([3, -2], wild))!;
    expect(fit.amounts[0]).toBeCloseTo(3, 0);
    expect(fit.amounts[1]).toBeCloseTo(-2, 0);
    expect(fit.gain).toBeGreaterThan(300);
  }
});

test('gains next to nothing where there is nothing, and gives up on causes that are the same', () => {
  expect(robustFit(rows([0, 0], 0))!.gain).toBeLessThan(12);
  const [first] = rows([1, 1], 0);
  const same = { residual: first!.residual, slopes: [first!.slopes[0]!, first!.slopes[0]!] };
  expect(robustFit([same])).toBeUndefined();
});
