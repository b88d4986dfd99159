import { expect, test } from 'vitest';
import { buildCloud } from './cloud.ts';
import { packCloud } from './pack.ts';
import { forEachPacked } from './packOrder.ts';
import { seededRandom } from './random.ts';

test.each([
  ['one tile', 60],
  ['many tiles', 900],
])('every point and every place once, as the pack has them: %s', (_, reach) => {
  const random = seededRandom(7);
  const count = 5000;
  const column = (): Float64Array => Float64Array.from({ length: count }, () => (random() - 0.5) * reach);
  const cloud = buildCloud({ x: column(), y: column(), z: column() });
  const pack = packCloud(cloud);
  expect(pack.tiles.length > 1).toBe(reach > 250);
  const places = new Map<number, number>();
  forEachPacked(cloud, (index, place) => places.set(index, place));
  expect(places.size).toBe(count);
  expect(new Set(places.values()).size).toBe(count);
  for (const [index, place] of places) {
    const tile = pack.tiles.find(({ start, count: inTile }) => place >= start && place < start + inTile)!;
    const [x, y, z] = [cloud.x, cloud.y, cloud.z].map(
      (values, axis) =>
        values[index]! -
        (pack.origin[axis]! + tile.offset[axis]! + tile.step[axis]! * pack.data[4 * place + axis]!),
    );
    expect(Math.hypot(x!, y!, z!)).toBeLessThan(0.02);
  }
});
