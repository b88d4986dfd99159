import { describe, expect, test } from 'vitest';
import { lidarFrame, madeObject, madeSet, readBack, writeAll } from '../../../testing/interchange.ts';
import { cuboidYaw } from '../../geometry/cuboid.ts';
import { fromAxisAngle, fromYaw, toMatrix3 } from '../../geometry/quaternion.ts';
import { segmentsFormat } from './segmentsFormat.ts';

const cuboid = { centre: [10, 2, 0], size: [4, 2, 1.5], rotation: fromYaw(0.5) } as const;
const RELEASE = 'segments-release.json';

/** An annotation as the service's documentation shows it. */
const ANNOTATION = {
  id: 1,
  category_id: 2,
  type: 'cuboid',
  position: { x: 0, y: 0.2, z: 0.5 },
  dimensions: { x: 1.2, y: 1, z: 0.8 },
  yaw: 0.63,
  track_id: 6,
  is_keyframe: false,
};

function release(...samples: readonly object[]): string {
  const categories = [{ name: 'car', id: 2, color: [33, 138, 33] }];
  return JSON.stringify({
    name: 'first release',
    dataset: {
      name: 'drives',
      task_type: 'pointcloud-cuboid-sequence',
      task_attributes: { format_version: '0.1', categories },
      samples,
    },
  });
}

function sample(annotations: readonly unknown[], frame: object = {}): object {
  return {
    name: 'drive',
    attributes: { frames: [{ pcd: { url: 'https://x.org/a/000017.pcd?key=1', type: 'pcd' }, ...frame }] },
    labels: { 'ground-truth': { label_status: 'LABELED', attributes: { frames: [{ annotations }] } } },
  };
}

describe('labels as Segments.ai', () => {
  test('keep tracks, keyframes, attributes, poses and times', async () => {
    const pose = { rotation: toMatrix3(fromYaw(1)), translation: [100, 200, 3] } as const;
    const tilted = { ...cuboid, rotation: fromAxisAngle([0, 1, 0], 0.1) };
    const first = madeObject(cuboid, '7', {
      attributes: { colour: 'red', doors: 4, parked: false },
      isKeyframe: true,
    });
    const other = madeObject(tilted, '8', { class: 'bus', isKeyframe: false });
    const objects = [first, other];
    const set = madeSet([{ name: '0', objects }, { name: '1' }], {}, (name, index) => ({
      ...lidarFrame(name, index),
      worldFromEgo: pose,
    }));
    const { files, losses } = await writeAll(segmentsFormat, set);
    expect(losses).toMatchObject({ notes: {}, attributesLost: {}, changed: [] });
    const { frames, from, set: found } = await readBack(files);
    expect(from).toBe('segments');
    expect(frames[0]!.objects).toMatchObject(
      [first, other].map(({ track, class: name, attributes, isKeyframe }) => {
        return { track, class: name, attributes, isKeyframe, cuboid: { size: cuboid.size } };
      }),
    );
    const sequence = found.sequences[0]!;
    expect(sequence.frames).toMatchObject(
      set.sequences[0]!.frames.map(({ id, name, index, cloud }) => ({ id, name, index, cloud })),
    );
    expect(sequence.frames[1]!.worldFromEgo?.translation).toEqual(pose.translation);
    expect((await writeAll(segmentsFormat, found)).files).toEqual(files);
  });

  test('number tracks that have names, and the report says so', async () => {
    const set = madeSet([{ name: '0', objects: [madeObject(cuboid, 'a'), madeObject(cuboid, '3')] }]);
    const { losses, files } = await writeAll(segmentsFormat, set);
    expect(losses.notes).toEqual({ tracksRenumbered: 2 });
    expect(files[RELEASE]).toContain('"track_id": 2');
  });

  test('of the service itself are read, and a broken annotation costs only itself', async () => {
    const broken = { ...ANNOTATION, dimensions: { x: 1, y: 0, z: 1 } };
    const polygon = { id: 9, category_id: 2, type: 'polygon', points: [] };
    const unknown = { ...ANNOTATION, category_id: 5, track_id: 9 };
    const text = release(sample([ANNOTATION, broken, polygon, null, unknown]));
    const { frames, problems } = await readBack({ 'drives-first.json': text });
    expect(frames).toMatchObject([
      {
        name: '000017',
        objects: [
          {
            track: '6',
            class: 'car',
            isKeyframe: false,
            cuboid: { centre: [0, 0.2, 0.5], size: [1.2, 1, 0.8] },
          },
          { track: '9', class: 'category_5' },
        ],
      },
    ]);
    expect(cuboidYaw(frames[0]!.objects[0]!.cuboid)).toBeCloseTo(0.63, 8);
    expect(problems.map(({ params }) => params?.['reason'])).toEqual([
      'outOfRange',
      'notCuboid',
      'expectObject',
    ]);
  });

  test('stand in the world where the sample says a pose', async () => {
    const heading = { qx: 0, qy: 0, qz: Math.SQRT1_2, qw: Math.SQRT1_2 };
    const text = release(sample([ANNOTATION], { ego_pose: { position: { x: 1, y: 2, z: 0.5 }, heading } }));
    const { frames } = await readBack({ 'segments.json': text });
    const { centre } = frames[0]!.objects[0]!.cuboid;
    expect(centre[0]).toBeCloseTo(-1.8, 9);
    expect(centre[1]).toBeCloseTo(1, 9);
    expect(cuboidYaw(frames[0]!.objects[0]!.cuboid)).toBeCloseTo(0.63 - Math.PI / 2, 8);
  });

  test('of one label alone, and of single clouds, have classes by number', async () => {
    const label = JSON.stringify({ format_version: '0.2', annotations: [ANNOTATION] });
    const { frames } = await readBack({ 'label.json': label });
    expect(frames).toMatchObject([{ objects: [{ class: 'category_2', track: '6' }] }]);
  });
});
