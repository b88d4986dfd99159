import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { diskFolder } from '../../../testing/datasetFolders.ts';
import { distance, yaw, type IndependentBox } from '../../../testing/independent/boxes.ts';
import { NuscenesKit } from '../../../testing/independent/nuscenesKit.ts';
import {
  AHEAD,
  labelledCuboids,
  lidarFrame,
  madeObject,
  madeSet,
  readBack,
  writeAll,
} from '../../../testing/interchange.ts';
import { describeWithReference } from '../../../testing/referenceData.ts';
import { cuboidYaw, type Cuboid } from '../../geometry/cuboid.ts';
import { fromAxisAngle, fromYaw, multiply, toMatrix3 } from '../../geometry/quaternion.ts';
import { transformPoint } from '../../geometry/rigidTransform.ts';
import type { LabelSet } from '../common/labelSet.ts';
import { nuscenesFormat } from './nuscenesFormat.ts';

const LARGEST = 1e-4;
const egoFromLabel = { rotation: toMatrix3(fromYaw(-1.57)), translation: [0.9, 0, 1.8] } as const;
const car = { centre: [10, 2, 0], size: [4, 2, 1.5], rotation: fromYaw(0.5) } as const;

/** A vehicle that drives 1 m a frame along the world's x, turns and climbs. */
function drivenFrame(name: string, index: number) {
  const rotation = toMatrix3(multiply(fromYaw(0.1 * index + 2), fromAxisAngle([0, 1, 0], 0.05)));
  const translation = [1000 + index, 600, 2] as const;
  return { ...lidarFrame(name, index), worldFromEgo: { rotation, translation } };
}

/** One that moves, and another that is there once. */
function moved(x: number) {
  return [madeObject({ ...car, centre: [x, 2, 0] }, 'a'), madeObject(car, `b${x}`)];
}

async function load(set: LabelSet) {
  const { files, losses } = await writeAll(nuscenesFormat, set);
  return { files, losses, kit: new NuscenesKit(files, 'v1.0-boxwright') };
}

function off({ centre, size, rotation }: IndependentBox, cuboid: Cuboid): number {
  const turn = yaw({ rotation }) - cuboidYaw(cuboid);
  return Math.max(
    distance(centre, cuboid.centre),
    ...size.map((side, axis) => Math.abs(side - cuboid.size[axis]!)),
    Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn))),
  );
}

describe('the development kit of nuScenes', () => {
  test('loads the tables, and has each box where it stands in the lidar and in the camera', async () => {
    const cuboids = labelledCuboids(60, 3);
    const objects = cuboids.map((cuboid, i) => madeObject(cuboid, String(i)));
    // Turned by a rotation to the last digit: that of the usual camera is none 100 m away.
    const rotation = toMatrix3(multiply([0.5, -0.5, 0.5, 0.5], fromAxisAngle([0, 1, 0], 0.05)));
    const cameraFromLabel = { rotation, translation: [0.1, -0.2, -0.3] } as const;
    const cameras = [{ ...AHEAD, calibration: { ...AHEAD.calibration!, cameraFromLabel } }];
    const frames = ['0', '1'].map((name) => ({ name, objects }));
    const set = madeSet(frames, { egoFromLabel, cameras }, drivenFrame);
    const { kit, losses, files } = await load(set);
    expect(losses.notes).toEqual({ pointsUnknown: 120 });
    const mask = PNG.sync.read(Buffer.from(files['maps/none.png']!, 'latin1'));
    expect(mask).toMatchObject({ width: 1, height: 1 });
    const [scene] = kit.rows('scene');
    const samples = kit.samplesOf(scene!);
    expect(samples).toHaveLength(scene!['nbr_samples'] as number);
    let seen = 0;
    for (const sample of samples) {
      const data = kit.dataOf(sample);
      expect([...data.keys()]).toEqual(['LIDAR_TOP', 'front']);
      const lidar = kit.sampleData(data.get('LIDAR_TOP')!).boxes;
      expect(lidar).toHaveLength(cuboids.length);
      for (const [i, box] of lidar.entries()) expect(off(box, cuboids[i]!)).toBeLessThan(LARGEST);
      const front = kit.sampleData(data.get('front')!).boxes;
      seen += front.length;
      for (const { centre } of front) {
        const centres = cuboids.map((cuboid) => transformPoint(cameraFromLabel, cuboid.centre));
        expect(Math.min(...centres.map((each) => distance(each, centre)))).toBeLessThan(LARGEST);
      }
    }
    expect(seen).toBeGreaterThan(0);
  });

  test('tells how fast an object is, and divides by no time where frames say none', async () => {
    const frames = [0, 1, 2].map((i) => ({ name: String(i), objects: moved(10 + i) }));
    const { kit, losses } = await load(madeSet(frames));
    expect(losses.notes['assumedTimes']).toBeUndefined();
    const speeds = kit.rows('sample_annotation').map((row) => kit.velocity(row)?.[0]);
    // A metre in a tenth of a second; what is seen once has no speed.
    expect(speeds.map((speed) => speed && Math.round(speed * 1e3) / 1e3)).toEqual([
      10,
      undefined,
      10,
      undefined,
      10,
      undefined,
    ]);
    const some = await load(
      madeSet(frames, {}, (name, index) => {
        const frame = lidarFrame(name, index);
        return index === 1 ? { ...frame, cloud: { sensor: 'lidar', path: frame.id } } : frame;
      }),
    );
    expect(some.losses.notes['assumedTimes']).toBe(3);
    expect(some.kit.velocity(some.kit.rows('sample_annotation')[0]!)).toEqual([2, 0, 0]);
    for (const row of some.kit.rows('sample_data'))
      expect(row['timestamp']).toBe(some.kit.get('sample', row['sample_token'])['timestamp']);
  });

  test('finds a sweep in each sample, a sample in each scene, and texts in any encoding', async () => {
    const object = madeObject(car, 'a', { class: '轿车', attributes: { attributes: 'vehicle.停' } });
    const { sequences } = madeSet([{ name: '0', objects: [object] }], {}, (name, index) => {
      const { id, images } = lidarFrame(name, index);
      return { id, name, index, images };
    });
    const empty = { ...sequences[0]!, id: 'empty', name: 'empty', frames: [] };
    const cameras = [{ id: AHEAD.id, calibration: AHEAD.calibration! }];
    const { kit, losses } = await load({
      ...madeSet([]),
      sequences: [empty, { ...sequences[0]!, name: 'Fahrt 🚗', cameras }],
    });
    expect(losses.notes).toMatchObject({ assumedCloudNames: 1, imageSizeUnknown: 1 });
    expect(kit.rows('scene').map(({ name }) => name)).toEqual(['Fahrt 🚗']);
    const [sample] = kit.samplesOf(kit.rows('scene')[0]!);
    const { filename, boxes } = kit.sampleData(kit.dataOf(sample!).get('LIDAR_TOP')!);
    expect([filename, boxes.map((box) => box.class)]).toEqual(['0.pcd', ['轿车']]);
  });

  test('would stumble over what is missing', async () => {
    const { files } = await load(madeSet([{ name: '0', objects: [madeObject(car)] }]));
    const broken = (name: string, from: string | RegExp, to: string) => {
      const path = `v1.0-boxwright/${name}.json`;
      expect(files[path]).toMatch(from);
      return () => new NuscenesKit({ ...files, [path]: files[path]!.replace(from, to) }, 'v1.0-boxwright');
    };
    expect(broken('map', 'log_tokens', 'logs')).toThrow('map.log_tokens');
    expect(broken('map', 'maps/none.png', 'maps/other.png')).toThrow('no map mask');
    expect(broken('category', /[0-9a-f]{32}/, 'x')).toThrow('category has no');
    expect(broken('sample_data', '"is_key_frame": true', '"is_key_frame": 1')).toThrow('is_key_frame');
    expect(broken('category', 'car', '车')).toThrow('ASCII');
  });
});

describeWithReference('real labels in the development kit', (root) => {
  test.each(['sustechpoints/example', 'kitti_object', 't4dataset_sample'])('%s', async (name) => {
    const { set, frames } = await readBack({}, undefined, diskFolder(`${root}/data/${name}`));
    const { kit } = await load(set);
    const samples = kit.rows('scene').flatMap((scene) => kit.samplesOf(scene));
    expect(samples).toHaveLength(frames.length);
    for (const [i, sample] of samples.entries()) {
      const { boxes } = kit.sampleData(kit.dataOf(sample).get('LIDAR_TOP')!);
      expect(boxes).toHaveLength(frames[i]!.objects.length);
      for (const [k, { cuboid }] of frames[i]!.objects.entries())
        expect(off(boxes[k]!, cuboid)).toBeLessThan(LARGEST);
    }
  });
});
