import { describe, expect, test } from 'vitest';
import { madeObject, madeSet, readBack, writeAll } from '../../../testing/interchange.ts';
import { cuboidYaw } from '../../geometry/cuboid.ts';
import { labelcloudVerticesFormat } from './labelcloudFormat.ts';
import { cuboidOfVertices, verticesOf } from './labelcloudVertices.ts';

describe('labels as labelCloud', () => {
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

  test('by their corners: another order is no box of ours, and few decimals are enough', async () => {
    const cuboid = { centre: [1, 2, 3], size: [4, 2, 1.5], rotation: [0, 0, 0, 1] } as const;
    const corners = verticesOf(cuboid);
    expect(corners[0]).toEqual([-1, 1, 2.25]);
    expect(corners[3]).toEqual([3, 1, 2.25]);
    expect(cuboidOfVertices(corners)).toEqual(cuboid);
    expect(cuboidOfVertices(corners.toReversed()), 'upside down').toMatchObject({ size: [4, 2, 1.5] });
    const [first, second, ...rest] = corners;
    expect(cuboidOfVertices([second!, first!, ...rest]), 'crossed').toBeUndefined();
    expect(cuboidOfVertices(corners.map(([x, y, z]) => [-x, y, z])), 'mirrored').toBeUndefined();
    expect(cuboidOfVertices(corners.map(() => [0, 0, 0]))).toBeUndefined();
    const { files } = await writeAll(
      labelcloudVerticesFormat,
      madeSet([{ name: 'a', objects: [madeObject(cuboid)] }]),
    );
    const broken = files['labels/a.json']!.replace('2.25', '9.25');
    expect((await readBack(files)).from).toBe('labelcloud-vertices');
    expect((await readBack({ 'labels/a.json': broken })).problems).toMatchObject([
      { params: { where: 'vertices', reason: 'notCuboid' } },
    ]);
  });
});
