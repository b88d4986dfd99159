import { describe, expect, test } from 'vitest';
import { AHEAD, lidarFrame, madeObject, madeSet, readBack, writeAll } from '../../../testing/interchange.ts';
import { superviselyFormat } from './superviselyFormat.ts';

const cuboid = { centre: [10, 2, 0], size: [4, 2, 1.5], rotation: [0, 0, 0, 1] } as const;
const KEY = '6f1f7f0e1c434f0e8a395f7d3f2d5a10';
const photo = (name: string) => `ds0/related_images/${name}_pcd`;
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

describe('the photo context of Supervisely’s episodes', () => {
  const rectangle = { left: 9.5, top: 19.5, right: 39.5, bottom: 60 };
  const box = { camera: 'front', rectangle, class: 'sign', source: 'manual' } as const;

  test('is a calibration and 2D boxes beside each image, of objects that have keys', async () => {
    const linked = { ...box, class: 'car', track: KEY };
    const frame = { name: 'a', objects: [madeObject(cuboid, KEY)], boxes2d: [linked, box] };
    const { files, losses } = await writeAll(superviselyFormat, madeSet([frame]));
    expect(losses).toMatchObject({ boxes2d: { written: 2, leftOut: 0 }, notes: { boxesMadeObjects: 1 } });
    expect(JSON.parse(files[`${photo('a')}/a.jpg.json`]!)).toEqual({
      name: 'a.jpg',
      meta: {
        deviceId: 'front',
        sensorsData: {
          extrinsicMatrix: [0, -1, 0, 0.1, -0.0523, 0, -0.99863, -0.2, 0.99863, 0, -0.0523, -0.3],
          intrinsicMatrix: [900, 0, 640, 0, 900, 360, 0, 0, 1],
        },
      },
    });
    expect(JSON.parse(files[`${photo('a')}/a.jpg.figures.json`]!)).toMatchObject([
      {
        geometryType: 'rectangle',
        geometry: {
          points: {
            exterior: [
              [10, 20],
              [40, 60.5],
            ],
            interior: [],
          },
        },
        objectKey: '6f1f7f0e-1c43-4f0e-8a39-5f7d3f2d5a10',
      },
      {},
    ]);
    expect(JSON.parse(files['meta.json']!)).toMatchObject({
      classes: [
        { title: 'car', shape: 'any' },
        { title: 'sign', shape: 'rectangle' },
      ],
    });
    const { frames, problems, set } = await readBack({
      ...clouds(['a']),
      [`${photo('a')}/a.jpg`]: '',
      ...files,
    });
    expect(problems).toEqual([]);
    expect(frames[0]!.boxes2d).toMatchObject([
      { camera: 'front', rectangle, class: 'car', track: KEY },
      { camera: 'front', rectangle, class: 'sign' },
    ]);
    expect(set.sequences[0]!.cameras[0]!.calibration?.cameraFromLabel).toEqual(
      AHEAD.calibration!.cameraFromLabel,
    );
  });

  test('calls images by their camera where two of a frame have one name, and says what is not known', async () => {
    const cameras = [AHEAD, { id: 'rear' }];
    const images = cameras.map(({ id }) => ({ sensor: id, path: `camera/${id}/a.jpg` }));
    const set = madeSet(
      [{ name: 'a', boxes2d: [{ ...box, camera: 'rear' }] }],
      { cameras },
      (name, index) => {
        return { ...lidarFrame(name, index), images };
      },
    );
    const { files } = await writeAll(superviselyFormat, set);
    expect(Object.keys(files).filter((path) => path.startsWith(photo('a')))).toEqual([
      `${photo('a')}/front_a.jpg.json`,
      `${photo('a')}/rear_a.jpg.json`,
      `${photo('a')}/rear_a.jpg.figures.json`,
    ]);
    expect(JSON.parse(files[`${photo('a')}/rear_a.jpg.json`]!)).toEqual({
      name: 'rear_a.jpg',
      meta: { deviceId: 'rear' },
    });
  });

  test('has the class of the cuboids where a 2D box of their object says another', async () => {
    const set = madeSet([
      { name: 'a', boxes2d: [{ ...box, track: KEY }] },
      { name: 'b', objects: [madeObject(cuboid, KEY)], boxes2d: [{ ...box, track: KEY }] },
    ]);
    const { files, losses } = await writeAll(superviselyFormat, set);
    expect(losses.notes).toEqual({ classOfTrackOnly: 1 });
    expect(JSON.parse(files['ds0/annotation.json']!)).toMatchObject({ objects: [{ classTitle: 'car' }] });
  });
});
