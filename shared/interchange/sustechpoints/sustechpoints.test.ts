import { describe, expect, test } from 'vitest';
import { madeObject, madeSet, readBack, writeAll } from '../../../testing/interchange.ts';
import { sustechpointsFormat } from './sustechpointsFormat.ts';

const clouds = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`lidar/${name}.pcd`, '']));
const cuboid = { centre: [1, 2, 3], size: [4, 2, 1.5], rotation: [0, 0, 0, 1] } as const;

describe('labels as SUSTechPOINTS', () => {
  test('keep ids, classes and attributes; 2D boxes have no place', async () => {
    const object = madeObject(cuboid, '17', { attributes: { obj_attr: 'parked', doors: 4 } });
    const box = {
      camera: 'front',
      rectangle: { left: 0, top: 0, right: 1, bottom: 1 },
      class: 'car',
      source: 'manual',
    } as const;
    const { files, losses } = await writeAll(
      sustechpointsFormat,
      madeSet([{ name: '1', objects: [object], boxes2d: [box] }]),
    );
    expect(JSON.parse(files['label/1.json']!)).toEqual([
      {
        psr: {
          position: { x: 1, y: 2, z: 3 },
          scale: { x: 4, y: 2, z: 1.5 },
          rotation: { x: 0, y: 0, z: 0 },
        },
        obj_type: 'car',
        obj_id: '17',
        doors: 4,
        obj_attr: 'parked',
      },
    ]);
    expect(losses.boxes2d).toEqual({ written: 0, leftOut: 1 });
    expect((await readBack({ ...clouds(['1']), ...files })).frames[0]!.objects).toEqual([object]);
  });
});
