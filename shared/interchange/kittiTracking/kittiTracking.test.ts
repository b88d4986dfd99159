import { describe, expect, test } from 'vitest';
import { madeObject, madeSet, readBack, writeAll } from '../../../testing/interchange.ts';
import { kittiTrackingFormat } from './kittiTrackingFormat.ts';

const cuboid = { centre: [20, 3, 0], size: [4, 2, 1.5], rotation: [0, 0, 0, 1] } as const;

describe('labels as KITTI’s tracking benchmark', () => {
  test('number tracks in the order of their appearance where they have no numbers, and say so', async () => {
    const set = madeSet([
      {
        name: 'a',
        objects: [madeObject(cuboid, 'x'), madeObject(cuboid, 'y', { attributes: { truncation: 0.7 } })],
      },
      { name: 'b' },
      { name: 'c', objects: [madeObject(cuboid, 'y')] },
    ]);
    const { files, losses } = await writeAll(kittiTrackingFormat, set);
    const starts = files['label_02/0000.txt']!.trim()
      .split('\n')
      .map((line) => line.split(' ').slice(0, 5).join(' '));
    expect(starts).toEqual(['0 0 car 0 3', '0 1 car 2 3', '2 1 car 0 3']);
    expect(files['evaluate_tracking.seqmap']).toBe('0000 empty 000000 000003\n');
    expect(losses).toMatchObject({ notes: { tracksRenumbered: 2 }, attributesLost: { truncation: 1 } });
    const { frames } = await readBack(files);
    expect(frames.map(({ objects }) => objects.map(({ track }) => track))).toEqual([['0', '1'], [], ['1']]);
  });

  test('keep 2D boxes that belong to nothing, without a number', async () => {
    const box = {
      camera: 'front',
      rectangle: { left: 1, top: 2, right: 3, bottom: 4 },
      class: 'DontCare',
      source: 'imported',
    } as const;
    const { files } = await writeAll(kittiTrackingFormat, madeSet([{ name: 'a', boxes2d: [box] }]));
    expect(files['label_02/0000.txt']).toMatch(
      /^0 -1 DontCare -1 3 -10 1\.00 2\.00 3\.00 4\.00 -1 -1 -1 -1000 -1000 -1000 -10\n$/,
    );
    const { frames } = await readBack(files);
    expect(frames[0]!.boxes2d).toMatchObject([{ class: 'DontCare', rectangle: box.rectangle }]);
    expect(frames[0]!.boxes2d[0]).not.toHaveProperty('track');
  });

  test('that are broken cost only their line, and without a calibration there are no cuboids', async () => {
    const { files } = await writeAll(
      kittiTrackingFormat,
      madeSet([{ name: 'a', objects: [madeObject(cuboid)] }]),
    );
    const broken = await readBack({
      ...files,
      'label_02/0000.txt': `${files['label_02/0000.txt']}1 2 Car nan\n`,
    });
    expect(broken.frames[0]!.objects).toHaveLength(1);
    expect(broken.problems).toMatchObject([{ code: 'labels.objectSkipped' }]);
    const alone = await readBack({ 'label_02/0000.txt': files['label_02/0000.txt']! });
    expect(alone.frames[0]).toMatchObject({ objects: [], boxes2d: [{ class: 'car' }] });
    expect(alone.problems).toMatchObject([{ params: { reason: 'noPose' } }]);
  });
});
