import { describe, expect, test } from 'vitest';
import { madeObject, madeSet, readBack, writeAll } from '../../../testing/interchange.ts';
import { fromYaw } from '../../geometry/quaternion.ts';
import { boxwrightFormat } from './boxwrightFormat.ts';

const format = boxwrightFormat({ name: 'boxwright', version: '0.0.0' });
const clouds = { 'lidar/1.pcd': '', 'lidar/2.pcd': '' };
const cuboid = { centre: [1, 2, 3], size: [4, 2, 1.5], rotation: fromYaw(0.5) } as const;
const object = madeObject(cuboid, 'a', { attributes: { colour: 'red' }, points: 3, isKeyframe: false });
const box = {
  camera: 'front',
  rectangle: { left: 1, top: 2, right: 3, bottom: 4 },
  class: 'car',
  source: 'model',
  score: 0.5,
  extent: 'visible',
  track: 'a',
} as const;
const set = madeSet([
  { name: '1', objects: [object], boxes2d: [box] },
  { name: '2', objects: [madeObject(cuboid, 'a')] },
]);

describe('labels as our own files', () => {
  test('are sidecars and tracks, with all that was there', async () => {
    const { files, losses } = await writeAll(format, set);
    expect(Object.keys(files).sort()).toEqual([
      'lidar/1.pcd.labels.json',
      'lidar/2.pcd.labels.json',
      'tracks.json',
    ]);
    expect(JSON.parse(files['tracks.json']!)).toMatchObject({
      tracks: [{ sourceId: 'a', class: 'car', number: 1 }],
    });
    const { frames, problems } = await readBack({ ...clouds, ...files });
    expect(problems).toEqual([]);
    const { track: _track, ...kept } = object;
    const { track: _linked, ...drawn } = box;
    expect(frames[0]!.objects).toMatchObject([kept]);
    expect(frames[0]!.boxes2d).toMatchObject([{ ...drawn, track: frames[0]!.objects[0]!.track }]);
    expect(frames[1]!.objects[0]!.track).toBe(frames[0]!.objects[0]!.track);
    expect(losses.rounding).toEqual({ centreMetres: 0, sizeMetres: 0, yawRad: 0, rotationRad: 0 });
  });

  test('that are written again are the same to the byte, with keys that nobody knows', async () => {
    const { files } = await writeAll(format, set);
    const name = 'lidar/1.pcd.labels.json';
    const extended = {
      ...files,
      [name]: files[name]!.replace(/\n}\n$/, ',\n  "zzz": {\n    "kept": true\n  }\n}\n'),
    };
    const { set: found } = await readBack({ ...clouds, ...extended });
    expect((await writeAll(format, found)).files).toEqual(extended);
  });

  test('are what is meant where a dataset has labels of its own, too', async () => {
    const { files } = await writeAll(format, set);
    const foreign = { 'label/1.json': '[]', 'label/2.json': '[]' };
    expect((await readBack({ ...clouds, ...foreign, ...files })).frames[0]!.objects).toHaveLength(1);
    expect(
      (await readBack({ ...clouds, ...foreign, ...files }, 'boxwright')).frames[0]!.objects,
    ).toHaveLength(1);
    expect((await readBack({ ...clouds, ...foreign, ...files }, 'sustechpoints')).frames[0]!.objects).toEqual(
      [],
    );
  });
});
