import { describe, expect, test } from 'vitest';
import { madeObject, madeSet, readBack, writeAll } from '../../../testing/interchange.ts';
import { kittiRawFormat } from './kittiRawFormat.ts';

const DRIVE = '2011_09_26/2011_09_26_drive_0001_sync';
const sequence = { folder: DRIVE };
const clouds = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`${DRIVE}/velodyne_points/data/${name}.bin`, '']));
const cuboid = { centre: [10, 2, 0], size: [4, 2, 1.5], rotation: [0, 0, 0, 1] } as const;

describe('labels as KITTI’s raw tracklets', () => {
  test('go on while the track does, and are split where it has a gap', async () => {
    const car = madeObject(cuboid, 'a', {
      class: 'R&D <car>',
      attributes: { occlusion: 1, truncation: 0.5 },
    });
    const names = ['0000000000', '0000000001', '0000000002', '0000000003'];
    const set = madeSet(
      names.map((name, i) => ({ name, objects: i === 2 ? [] : [car] })),
      sequence,
    );
    const { files, losses } = await writeAll(kittiRawFormat, set);
    expect(losses).toMatchObject({ notes: { tracksSplit: 1 }, attributesLost: { truncation: 3 } });
    const { frames, problems } = await readBack({ ...clouds(names), ...files });
    expect(problems).toEqual([]);
    expect(frames.map(({ objects }) => objects.map(({ track }) => track))).toEqual([['0'], ['0'], [], ['1']]);
    expect(frames[0]!.objects[0]).toMatchObject({ class: 'R&D <car>', cuboid, attributes: { occlusion: 1 } });
  });
});
