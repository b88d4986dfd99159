import { describe, expect, test } from 'vitest';
import { madeObject, madeSet, readBack, writeAll } from '../../../testing/interchange.ts';
import { xtreme1Format } from './xtreme1Format.ts';

const clouds = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`lidar_point_cloud_0/${name}.pcd`, '']));
const cuboid = { centre: [1, 2, 3], size: [4, 2, 1.5], rotation: [0, 0, 0, 1] } as const;

describe('labels as Xtreme1', () => {
  test('keep tracks, counts, attributes and 2D boxes by their camera’s place', async () => {
    const object = madeObject(cuboid, 'a', { attributes: { colour: 'red' }, points: 9 });
    const rectangle = { left: 1, top: 2, right: 3, bottom: 4 };
    const box = {
      camera: 'front',
      rectangle,
      class: 'sign',
      source: 'model',
      score: 0.5,
      track: 'a',
      extent: 'visible',
    } as const;
    const set = madeSet([{ name: '1', objects: [object], boxes2d: [box, { ...box, camera: 'rear' }] }]);
    const { files, losses } = await writeAll(xtreme1Format, set);
    expect(losses.boxes2d).toEqual({ written: 1, leftOut: 1 });
    expect(losses.attributesLost).toEqual({ extent: 1 });
    const { frames } = await readBack({ ...clouds(['1']), ...files });
    expect(frames[0]!.objects).toMatchObject([
      { track: 'a', cuboid, attributes: { colour: 'red', pointN: 9 } },
    ]);
    expect(frames[0]!.boxes2d).toMatchObject([
      { camera: 'camera_image_0', rectangle, track: 'a', source: 'model' },
    ]);
  });
});
