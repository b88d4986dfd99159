import { describe, expect, test } from 'vitest';
import { readBack } from '../../../testing/interchange.ts';
import { keepsCuboids } from '../../../testing/keepsCuboids.ts';
import { cuboidYaw } from '../../geometry/cuboid.ts';
import { labelcloudFormat } from './labelcloudFormat.ts';

describe('labels as labelCloud', () => {
  test('keep every box', () => expect(keepsCuboids(labelcloudFormat)).resolves.toBeUndefined());

  test('may have degrees, and a broken object costs only itself', async () => {
    const good = {
      name: 'car',
      centroid: { x: 1, y: 2, z: 3 },
      dimensions: { length: 4, width: 2, height: 1 },
      rotations: { x: 0, y: 0, z: 270 },
    };
    const objects = [good, { ...good, dimensions: { length: 4, width: -2, height: 1 } }, 5];
    const file = { folder: 'x', filename: 'a.pcd', path: 'a.pcd', objects };
    const { frames, problems } = await readBack({ 'labels/a.json': JSON.stringify(file) });
    expect(frames[0]!.objects).toMatchObject([{ class: 'car', cuboid: { size: [4, 2, 1] } }]);
    expect(cuboidYaw(frames[0]!.objects[0]!.cuboid)).toBeCloseTo(-Math.PI / 2, 8);
    expect(problems).toHaveLength(2);
  });
});
