import { expect, test } from 'vitest';
import { buildCloud } from './cloud.ts';
import { packCloud } from './pack.ts';
import { seededRandom } from './random.ts';
import { samplePack } from './samplePack.ts';

/** Two heaps of 1,000 points each, so far apart that each is a tile of its own. */
function twoHeaps() {
  const random = seededRandom(5);
  const column = (far: number): Float64Array =>
    Float64Array.from({ length: 2000 }, (_, i) => (i < 1000 ? 0 : far) + random());
  return buildCloud({ x: column(2000), y: column(0), z: column(0) });
}

test('a sample is a part of every tile, where the points are', () => {
  const points = samplePack(packCloud(twoHeaps()), 200);
  expect(points).toHaveLength(600);
  const xs = points.filter((_, i) => i % 3 === 0);
  expect(xs.filter((x) => x > -0.01 && x < 1.01)).toHaveLength(100);
  expect(xs.filter((x) => x > 1999.99 && x < 2001.01)).toHaveLength(100);
});

test('a small cloud is taken whole, an empty one is empty', () => {
  expect(samplePack(packCloud(twoHeaps()), 1e6)).toHaveLength(6000);
  const empty = buildCloud({ x: new Float64Array(), y: new Float64Array(), z: new Float64Array() });
  expect(samplePack(packCloud(empty), 100)).toHaveLength(0);
});
