import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { lidarFrame, madeObject, madeSet, readBack, writeAll } from '../../../testing/interchange.ts';
import { fromAxisAngle, fromYaw, multiply, toMatrix3 } from '../../geometry/quaternion.ts';
import { nuscenesFormat } from './nuscenesFormat.ts';
import { TABLES, type TableName } from './nuscenesTables.ts';

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

/** Column → the table that its tokens are of, as the development kit follows them. */
const REFERENCES: Partial<Record<TableName, Readonly<Record<string, TableName>>>> = {
  instance: {
    category_token: 'category',
    first_annotation_token: 'sample_annotation',
    last_annotation_token: 'sample_annotation',
  },
  calibrated_sensor: { sensor_token: 'sensor' },
  scene: { log_token: 'log', first_sample_token: 'sample', last_sample_token: 'sample' },
  sample: { scene_token: 'scene', prev: 'sample', next: 'sample' },
  sample_data: {
    sample_token: 'sample',
    ego_pose_token: 'ego_pose',
    calibrated_sensor_token: 'calibrated_sensor',
    prev: 'sample_data',
    next: 'sample_data',
  },
  sample_annotation: {
    sample_token: 'sample',
    instance_token: 'instance',
    visibility_token: 'visibility',
    prev: 'sample_annotation',
    next: 'sample_annotation',
  },
};

function tablesIn(written: Readonly<Record<string, string>>) {
  const rows = z.array(z.looseObject({ token: z.string().min(1) }));
  const read = (name: TableName) => rows.parse(JSON.parse(written[`v1.0-boxwright/${name}.json`]!));
  return Object.fromEntries(TABLES.map((name) => [name, read(name)])) as Record<
    TableName,
    z.infer<typeof rows>
  >;
}

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
    const tables = tablesIn(written);
    for (const name of TABLES) {
      const tokens = tables[name].map(({ token }) => token);
      expect(tokens).toEqual([...new Set(tokens)]);
      for (const [column, target] of Object.entries(REFERENCES[name] ?? {})) {
        const known = new Set(tables[target].map(({ token }) => token));
        const isEnd = (value: unknown): boolean =>
          value === '' && ['prev', 'next', 'visibility_token'].includes(column);
        const broken = tables[name].filter((row) => !isEnd(row[column]) && !known.has(String(row[column])));
        expect({ name, column, broken }).toEqual({ name, column, broken: [] });
      }
    }
    expect(
      tables.log.every(({ token }) =>
        tables.map.some((row) => (row['log_tokens'] as string[]).includes(token)),
      ),
    ).toBe(true);
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
