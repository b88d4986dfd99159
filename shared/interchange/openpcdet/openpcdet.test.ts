import { describe, expect, test } from 'vitest';
import { madeObject, madeSet, readBack, writeAll } from '../../../testing/interchange.ts';
import { fromYaw } from '../../geometry/quaternion.ts';
import { openpcdetFormat } from './openpcdetFormat.ts';

describe('labels as OpenPCDet and MMDetection3D', () => {
  test('are a line each, and a broken one costs only itself', async () => {
    const object = madeObject({ centre: [1, -2, 0.5], size: [4, 2, 1.5], rotation: fromYaw(0.25) }, '1', {
      class: 'big car',
    });
    const { files, losses } = await writeAll(openpcdetFormat, madeSet([{ name: 'a', objects: [object] }]));
    expect(files).toEqual({
      'labels/a.txt': '1.000000 -2.000000 0.500000 4.000000 2.000000 1.500000 0.250000 big_car\n',
    });
    expect(losses.changed).toEqual([]);
    const text = `${files['labels/a.txt']}1 2 3 4 5 x 0 Car\n1 2 3 0 1 1 0 Car\n1 2 3\n`;
    const { frames, problems, from } = await readBack({ 'labels/a.txt': text });
    expect(from).toBe('openpcdet');
    expect(frames[0]!.objects).toHaveLength(1);
    expect(problems.map(({ params }) => params?.['reason'])).toEqual([
      'expectNumber',
      'sizeNotPositive',
      'wrongCount',
    ]);
  });
});
