import { describe, expect, test } from 'vitest';
import { nuscenesFaults, nuscenesRows } from '../../../testing/nuscenesFaults.ts';
import { lidarFrame, madeObject, madeSet, readBack, writeAll } from '../../../testing/interchange.ts';
import { fromAxisAngle, fromYaw, multiply, toMatrix3 } from '../../geometry/quaternion.ts';
import { nuscenesFormat } from './nuscenesFormat.ts';

const egoFromLabel = { rotation: toMatrix3(fromYaw(-1.57)), translation: [0.9, 0, 1.8] } as const;

/** A vehicle that drives, turns and climbs. */
function drivenFrame(name: string, index: number) {
  const rotation = toMatrix3(multiply(fromYaw(0.1 * index + 2), fromAxisAngle([0, 1, 0], 0.05)));
  return {
    ...lidarFrame(name, index),
    worldFromEgo: { rotation, translation: [1000 + index, 600, 2] as const },
  };
}

const files = (names: readonly string[]) =>
  Object.fromEntries(
    names.flatMap((name) => [
      [`lidar/${name}.pcd`, ''],
      [`camera/front/${name}.jpg`, ''],
    ]),
  );
const cuboid = { centre: [10, 2, 0], size: [4, 2, 1.5], rotation: fromYaw(0.5) } as const;
const more = { egoFromLabel };

describe('labels as nuScenes', () => {
  test('have every table, unique tokens, and no token that leads nowhere', async () => {
    const objects = [
      madeObject(cuboid, 'a', {
        points: 5,
        attributes: { attributes: 'vehicle.parked', visibility: 'v60-80' },
      }),
    ];
    const set = madeSet([{ name: '0', objects }, { name: '1', objects }, { name: '2' }], more, drivenFrame);
    const { files: written, losses } = await writeAll(nuscenesFormat, set);
    const tables = nuscenesRows(written);
    expect(nuscenesFaults(tables)).toEqual([]);
    const broken = { ...tables, sample: tables.sample.slice(1) };
    expect(nuscenesFaults(broken)).toContain(`sample.prev of ${tables.sample[1]!.token} leads nowhere`);
    expect(written['maps/none.png']!.slice(1, 4)).toBe('PNG');
    const [first, second] = tables.sample_annotation;
    expect(first).toMatchObject({
      next: second!.token,
      prev: '',
      size: [2, 4, 1.5],
      num_lidar_pts: 5,
      visibility_token: '3',
    });
    expect(tables.instance).toMatchObject([{ nbr_annotations: 2, first_annotation_token: first!.token }]);
    expect(tables.sample_data).toHaveLength(6);
    expect(losses.notes).toEqual({});
    expect(losses.attributesLost).toEqual({});
  });

  test('come back with their images, poses, tracks and attributes', async () => {
    const object = madeObject(cuboid, 'a', {
      points: 5,
      attributes: { attributes: 'vehicle.parked', visibility: 'v60-80' },
    });
    const set = madeSet(
      [
        { name: '0', objects: [object] },
        { name: '1', objects: [object] },
      ],
      more,
      drivenFrame,
    );
    const { files: written } = await writeAll(nuscenesFormat, set);
    const { frames, from, set: found } = await readBack({ ...files(['0', '1']), ...written });
    expect(from).toBe('nuscenes');
    expect(frames[0]!.objects).toMatchObject([
      { class: 'car', attributes: { attributes: 'vehicle.parked', visibility: 'v60-80', num_lidar_pts: 5 } },
    ]);
    expect(frames[1]!.objects[0]!.track).toBe(frames[0]!.objects[0]!.track);
    expect(found.sequences[0]!.frames[0]!.images).toMatchObject([
      { sensor: 'front', path: 'camera/front/0.jpg' },
    ]);
    expect(found.sequences[0]!.frames[1]!.worldFromEgo?.translation[0]).toBeCloseTo(1001, 6);
    expect(found.sequences[0]!.cameras[0]!.calibration?.intrinsics).toMatchObject({
      model: 'pinhole',
      fx: 900,
    });
  });

  test('without poses stand in a world of their own, and the report says so', async () => {
    const { losses } = await writeAll(
      nuscenesFormat,
      madeSet([{ name: '0', objects: [madeObject(cuboid)] }]),
    );
    expect(losses.notes).toEqual({ assumedLidarIsEgo: 1, assumedStandingVehicle: 1, pointsUnknown: 1 });
    expect(losses.rounding.centreMetres).toBeLessThan(1e-5);
  });
});
