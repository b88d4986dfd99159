import { describe, expect, test } from 'vitest';
import { madeObject, madeSet, readBack, writeAll } from '../../../testing/interchange.ts';
import { superviselyFormat } from './superviselyFormat.ts';

const cuboid = { centre: [10, 2, 0], size: [4, 2, 1.5], rotation: [0, 0, 0, 1] } as const;
const KEY = '6f1f7f0e1c434f0e8a395f7d3f2d5a10';
const clouds = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`ds0/pointcloud/${name}.pcd`, '']));

describe('labels as Supervisely’s episodes', () => {
  test('look along +y where ours look along +x, with width before length', async () => {
    const { files } = await writeAll(
      superviselyFormat,
      madeSet([{ name: 'a', objects: [madeObject(cuboid, KEY)] }]),
    );
    expect(JSON.parse(files['ds0/annotation.json']!)).toMatchObject({
      framesCount: 1,
      objects: [{ key: KEY, classTitle: 'car', tags: [] }],
      frames: [
        {
          index: 0,
          figures: [
            {
              objectKey: KEY,
              geometryType: 'cuboid_3d',
              geometry: {
                position: { x: 10, y: 2, z: 0 },
                rotation: { x: 0, y: 0, z: -1.5707963 },
                dimensions: { x: 2, y: 4, z: 1.5 },
              },
            },
          ],
        },
      ],
    });
    expect(JSON.parse(files['ds0/frame_pointcloud_map.json']!)).toEqual({ 0: 'a.pcd' });
    expect(JSON.parse(files['meta.json']!)).toMatchObject({
      classes: [{ title: 'car', shape: 'cuboid_3d' }],
      tags: [],
      projectType: 'point_cloud_episodes',
    });
  });

  test('keep attributes as tags, with the frames that they hold for', async () => {
    const at = (moving: string, more = {}) =>
      madeObject(cuboid, KEY, { attributes: { moving, doors: 4, parked: true, ...more } });
    const set = madeSet([
      { name: '0', objects: [at('yes', { seen: false })] },
      { name: '1', objects: [at('yes')] },
      { name: '2', objects: [at('no')] },
    ]);
    const { files, losses } = await writeAll(superviselyFormat, set);
    const { objects } = JSON.parse(files['ds0/annotation.json']!) as {
      objects: { tags: Record<string, unknown>[] }[];
    };
    const tags = objects[0]!.tags.map(({ key: _key, ...tag }) => tag);
    expect(tags).toEqual([
      { name: 'doors', value: 4 },
      { name: 'moving', value: 'yes', frameRange: [0, 1] },
      { name: 'moving', value: 'no', frameRange: [2, 2] },
      { name: 'parked' },
      { name: 'seen', value: 'false', frameRange: [0, 0] },
    ]);
    expect(JSON.parse(files['meta.json']!)).toMatchObject({
      tags: [
        { name: 'doors', value_type: 'any_number' },
        { name: 'moving', value_type: 'any_string' },
        { name: 'parked', value_type: 'none' },
        { name: 'seen', value_type: 'any_string' },
      ],
    });
    expect(losses.notes).toEqual({ attributesAsText: 1 });
    const { frames, problems } = await readBack({ ...clouds(['0', '1', '2']), ...files });
    expect(problems).toEqual([]);
    expect(frames.map(({ objects: [object] }) => object)).toMatchObject([
      { track: KEY, attributes: { moving: 'yes', doors: 4, parked: true, seen: 'false' } },
      { track: KEY, attributes: { moving: 'yes' } },
      { track: KEY, attributes: { moving: 'no' } },
    ]);
  });

  test('give tracks that are no UUIDs a key, the same each time and in each frame', async () => {
    const objects = [madeObject(cuboid, 'a name')];
    const set = madeSet([
      { name: '0', objects },
      { name: '1', objects },
    ]);
    const { files, losses } = await writeAll(superviselyFormat, set);
    expect(losses.notes).toEqual({ tracksRenamed: 1 });
    const { frames } = await readBack({ ...clouds(['0', '1']), ...files });
    expect(frames[0]!.objects[0]!.track).toMatch(/^[0-9a-f]{32}$/);
    expect(frames[1]!.objects[0]!.track).toBe(frames[0]!.objects[0]!.track);
  });
});
