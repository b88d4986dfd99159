import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../testing/datasetFolders.ts';
import { areBinClouds, guessBinColumns } from './binColumns.ts';

function folderOfSizes(...sizes: readonly number[]): [paths: string[], ReturnType<typeof memoryFolder>] {
  const files = Object.fromEntries(sizes.map((size, i) => [`${i}.bin`, 'x'.repeat(size)]));
  return [Object.keys(files), memoryFolder('data', files)];
}

describe('columns of .bin files by their sizes', () => {
  test.each([
    [[16 * 7, 16 * 11], ['x y z intensity']],
    [[20 * 7, 20 * 11], ['x y z intensity ring']],
    [[12 * 7, 12 * 11], ['x y z']],
    [
      [80, 80],
      ['x y z intensity', 'x y z intensity ring'],
    ],
    [[240], ['x y z intensity', 'x y z intensity ring', 'x y z', 'x y z intensity ring time']],
    [[80, 0, 100], ['x y z intensity ring']],
    [[7, 9], ['x y z intensity']],
  ])('%j: %j', async (sizes, options) => {
    const { columns, question, problems } = await guessBinColumns(...folderOfSizes(...sizes), {});
    expect(columns).toEqual(options[0]!.split(' '));
    expect(question?.options ?? [options[0]]).toEqual(options);
    expect(problems).toEqual([
      {
        code: 'layout.assumed',
        severity: 'info',
        params: { reason: 'assumedBinColumns', columns: options[0] },
      },
    ]);
  });

  test('an answer is honoured and no longer an assumption', async () => {
    const answer = 'x y z intensity ring';
    const found = await guessBinColumns(...folderOfSizes(80, 160), { binColumns: answer });
    expect(found).toMatchObject({ columns: answer.split(' '), question: { isAnswered: true }, problems: [] });
  });

  test('no .bin files, nothing to say; a file that is gone is no error', async () => {
    const folder = memoryFolder('data', {});
    expect(await guessBinColumns(['1.pcd'], folder, {})).toEqual({ problems: [] });
    expect((await guessBinColumns(['gone.bin'], folder, {})).columns).toHaveLength(4);
  });

  test('files that no row fits into are no clouds', async () => {
    expect(await areBinClouds(...folderOfSizes(7, 9))).toBe(false);
    expect(await areBinClouds(...folderOfSizes(16, 32))).toBe(true);
    expect(await areBinClouds(...folderOfSizes(0, 0))).toBe(false);
    expect(await areBinClouds(['1.pcd'], memoryFolder('data', {}))).toBe(false);
  });
});
