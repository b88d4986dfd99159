import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../../testing/datasetFolders.ts';
import { foreignLabelsOf } from '../layouts.ts';
import { openDataset, readDataset } from '../openDataset.ts';
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

/** Every reader of calibrations: layout, file, a number in it that is needed, and the three numbers before a needed one. */
const CALIBRATION_FILES: readonly (readonly [layout: string, path: string, number: string, few: string])[] = [
  ['sustechpoints', 'scene/calib/camera/front.json', '[1000,0', '[0'],
  ['kitti-object', 'training/calib/000001.txt', 'P2: 700 0', 'P2: 0'],
  ['kitti-raw', 'date/calib_cam_to_cam.txt', 'P_rect_02: 700 0', 'P_rect_02: 0'],
  ['kitti-raw', 'date/calib_velo_to_cam.txt', 'R: 0 -1', 'R: -1'],
  ['pandaset', 'data/cameras/front/extrinsics.json', '[0.5,-0.5', '[-0.5'],
  ['supervisely', 'ds0/related_images/000001_pcd/front.png.json', '[1000,0', '[0'],
  ['xtreme1', 'camera_config/000001.json', '[0,-1', '[-1'],
  ['ros', 'camera0/camera_info.yaml', '[1000, 0', '[0'],
  ['ros', 'calib/sensor_kit_calibration.yaml', '{x: 1.0, y: 0.5', '{y: 0.5'],
  ['ros transforms', 'tf_static.yaml', '{x: 2, y: 0', '{y: 0'],
  ['bare', 'calib/left.yaml', '[1000, 0', '[0'],
  ['bare Kalibr', 'calib/camchain.yaml', '[0.8, 460.1', '[460.1'],
  ['bare basalt', 'calib/calibration.json', '"fx":460,', ''],
  ['bare basalt', 'calib/lidar.json', '[0,-1', '[-1'],
  ['bare OpenCV', 'calib/front.yml', '[1000., 0.', '[0.'],
  ['bare OpenCV', 'calib/left.yml', 'mu: 500, ', ''],
  ['bare OpenCV', 'calib/left_extrinsics.yml', '[0, -1', '[-1'],
];

/** By the ending of the file; `.nan` in YAML. */
const NOT_FINITE = new Map([
  ['json', '1e999'],
  ['txt', 'nan'],
]);

/** Nine times nine times … ten levels deep: three billion values. */
const BOMB = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...'bcdefghij'.split('').map((name, i) => {
    return `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[i]}`).join(', ')}]`;
  }),
].join('\n');

const WHOLE_FILES = [
  ['nothing', ''],
  ['a list', '[1, 2]'],
  ['a number', '7'],
  ['brackets without end', '['.repeat(100_000)],
  ['aliases without end', BOMB],
  ['binary junk', '\u0000\u0001\uFFFD%PNG: ]'],
] as const;

describe.each(CALIBRATION_FILES)('%s %s', (layout, path, number, few) => {
  const files = SMALL_DATASETS[layout]!();
  const text = files[path]!;

  /** What is complained of, with the paths and cameras, once the file has another text. */
  async function complaints(changedText: string): Promise<string[]> {
    expect(changedText).not.toBe(text);
    const before = await readDataset(memoryFolder('data', files));
    const { dataset } = await readDataset(memoryFolder('data', { ...files, [path]: changedText }));
    const namesOf = ({ sequences }: typeof dataset): string[] =>
      sequences.flatMap(({ frames }) => frames.map(({ name, images }) => `${name} ${images.length}`));
    expect(dataset.layout).toBe(before.dataset.layout);
    expect(namesOf(dataset)).toEqual(namesOf(before.dataset));
    expect(before.dataset.problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
    return dataset.problems
      .filter(
        ({ code, severity, params }) =>
          severity !== 'info' || (code === 'file.skipped' && params !== undefined),
      )
      .filter(({ path: at }) => at === path)
      .map(({ code }) => code);
  }

  const refused = /^(?:calibration\.(?:malformed|unsupported)|schema\.mismatch)$/;
  const named = /^(?:calibration\.(?:malformed|missing|unsupported)|schema\.mismatch|file\.skipped)$/;

  test.each(WHOLE_FILES)('%s in its place is named, and the dataset opens', async (_name, whole) => {
    expect(await complaints(whole)).toContainEqual(expect.stringMatching(named));
  });

  test('a number that is none is named', async () => {
    const written = NOT_FINITE.get(path.slice(path.lastIndexOf('.') + 1)) ?? '.nan';
    const changedNumber = number.replace(/-?\d+(?:\.\d*)?(?=\D*$)|-?\d+\.?\d*$/, written);
    expect(await complaints(text.replace(number, changedNumber))).toContainEqual(
      expect.stringMatching(refused),
    );
  });

  test('a number that is not there is named', async () => {
    expect(await complaints(text.replace(number, few))).toContainEqual(expect.stringMatching(refused));
  });

  test('texts in place of numbers are named', async () => {
    const changedText = text.replace(number, number.replaceAll(/(?<=[[ :,{])-?\d+\.?\d*/g, '"x"'));
    expect(await complaints(changedText)).toContainEqual(expect.stringMatching(refused));
  });
});
