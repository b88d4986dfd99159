import { expect, test } from 'vitest';
import { memoryFolder } from '../../../testing/datasetFolders.ts';
import { foreignLabelsOf } from '../layouts.ts';
import { openDataset } from '../openDataset.ts';
import { SMALL_DATASETS } from './testing/smallDatasets.ts';

/** A small dataset in which a text in some of its files is another one. */
function changed(layout: string, path: RegExp, from: string, to: string) {
  const files = Object.entries(SMALL_DATASETS[layout]!()).map(([each, text]) => {
    return [each, path.test(each) ? text.replaceAll(from, to) : text] as const;
  });
  return memoryFolder('data', Object.fromEntries(files));
}

test('a sensor called like what every object has is an ordinary sensor', async () => {
  const { sequences } = await openDataset(changed('boxwright', /json$/, '"id":"rear"', '"id":"constructor"'));
  expect(sequences[0]!.lidars.map(({ id }) => id)).toEqual(['roof', 'constructor']);
  expect(sequences[0]!.frames.map(({ clouds }) => clouds.length)).toEqual([1, 1, 1]);
});

test('a measured height beyond all measure is no pose: no label file could hold it', async () => {
  const { sequences, problems } = await openDataset(
    changed('kitti-raw', /oxts.*1\.txt$/, ' 110 ', ' 1e300 '),
  );
  expect(sequences[0]!.frames.map(({ worldFromEgo }) => worldFromEgo !== undefined)).toEqual([
    false,
    true,
    true,
  ]);
  expect(problems).toContainEqual({
    code: 'schema.mismatch',
    severity: 'warning',
    path: 'date/drive/oxts/data/000001.txt',
    params: { where: 'alt', reason: 'outOfRange' },
  });
});

test('an object that no label file could hold is left out and named, its frame stays', async () => {
  const folder = changed(
    'kitti-object',
    /label_2/,
    ' 20 0.5\n',
    ' 1e300 0.5\nVan 0 1 1e20 1 2 3 4 1 1 1 1 1 1 0\n',
  );
  const dataset = await openDataset(folder);
  const sequence = dataset.sequences[0]!;
  const read = await foreignLabelsOf(dataset)!.open(folder, dataset, sequence);
  const labels = await read(sequence.frames[0]!);
  expect(labels?.objects).toMatchObject([{ class: 'Van', attributes: { alpha: '100000000000000000000' } }]);
  expect(labels?.problems).toEqual([
    {
      code: 'labels.objectSkipped',
      severity: 'error',
      path: 'training/velodyne/000001.bin',
      params: { object: '000001#0', where: 'cuboid', reason: 'notExact' },
    },
  ]);
});
