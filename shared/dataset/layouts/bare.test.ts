import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../../testing/datasetFolders.ts';
import { datasetSchema, type Dataset, type Sequence } from '../dataset.ts';
import { FileListing } from '../fileListing.ts';
import { openDataset } from '../openDataset.ts';
import type { LayoutChoices } from '../questions.ts';
import { bareLayout } from './bare.ts';

async function open(
  paths: readonly string[] | Readonly<Record<string, string>>,
  choices: LayoutChoices = {},
): Promise<Dataset> {
  const files = Array.isArray(paths) ? Object.fromEntries(paths.map((path) => [path, 'x'])) : paths;
  const dataset = await openDataset(memoryFolder('data', files), choices);
  expect(datasetSchema.parse(dataset)).toEqual(dataset);
  expect(dataset.layout).toBe('bare');
  return dataset;
}

/** `folder: cloud+cloud|camera=image …` a frame, paths without the sequence's folder. */
function text({ folder = '', frames }: Sequence): string {
  const inner = (path: string): string => (folder === '' ? path : path.replace(`${folder}/`, ''));
  const of = frames.map(({ clouds, images }) =>
    [
      clouds.map(({ path }) => inner(path)).join('+'),
      ...images.map(({ sensor, path }) => `${sensor}=${inner(path)}`),
    ].join('|'),
  );
  return `${folder}: ${of.join(' ')}`;
}

function reasons({ problems }: Dataset): string[] {
  return problems.map(({ code, path = '', params }) => `${code} ${params?.['reason'] ?? ''} ${path}`.trim());
}

describe('what belongs together', () => {
  test.each<[string, string[], string[]]>([
    ['clouds alone', ['1.pcd', '2.ply'], [': 1.pcd 2.ply']],
    ['images beside', ['1.pcd', '1.jpg', '2.pcd'], [': 1.pcd|camera=1.jpg 2.pcd']],
    [
      'cameras by suffix',
      ['000001.pcd', '000001_front.jpg', '000001_left.png'],
      [': 000001.pcd|front=000001_front.jpg|left=000001_left.png'],
    ],
    ['cameras by prefix', ['7.pcd', 'cam0_7.jpg', 'cam1_7.jpg'], [': 7.pcd|cam0=cam0_7.jpg|cam1=cam1_7.jpg']],
    [
      'folders of clouds and images',
      ['pcd/1.pcd', 'images/front/1.jpg', 'images/rear/image_raw/1.jpg'],
      [': pcd/1.pcd|front=images/front/1.jpg|rear=images/rear/image_raw/1.jpg'],
    ],
    [
      'a camera called like a lidar',
      ['clouds/front/1.pcd', 'images/front/1.jpg'],
      [': clouds/front/1.pcd|front_camera=images/front/1.jpg'],
    ],
    [
      'suffixes in a folder of images',
      ['pcd/1.pcd', 'images/1_a.jpg', 'images/1_b.jpg'],
      [': pcd/1.pcd|a=images/1_a.jpg|b=images/1_b.jpg'],
    ],
    [
      'scenes side by side, each with images',
      ['s10/pcd/1.pcd', 's10/img/1.jpg', 's2/pcd/1.pcd', 's2/img/1.jpg'],
      ['s2: pcd/1.pcd|camera=img/1.jpg', 's10: pcd/1.pcd|camera=img/1.jpg'],
    ],
    [
      'a scene without images among others with images',
      ['s1/pcd/1.pcd', 's1/img/1.jpg', 's2/pcd/1.pcd'],
      ['s1: pcd/1.pcd|camera=img/1.jpg', 's2: pcd/1.pcd'],
    ],
    [
      'sensors first, drives second',
      ['clouds/d1/1.pcd', 'clouds/d2/1.pcd', 'images/d1/1.jpg', 'images/d2/1.jpg'],
      ['clouds/d1: 1.pcd|camera=images/d1/1.jpg', 'clouds/d2: 1.pcd|camera=images/d2/1.jpg'],
    ],
    [
      'several lidars by name',
      ['lidar_left/1.pcd', 'lidar_top/1.pcd', 'lidar_top/2.pcd'],
      [': lidar_top/1.pcd+lidar_left/1.pcd lidar_top/2.pcd'],
    ],
    [
      'several lidars by time',
      ['a/1571826424.100.pcd', 'a/1571826424.200.pcd', 'b/1571826424.110.pcd', 'b/1571826424.190.pcd'],
      [': a/1571826424.100.pcd+b/1571826424.110.pcd a/1571826424.200.pcd+b/1571826424.190.pcd'],
    ],
    ['two drives that number alike', ['run1/1.pcd', 'run2/1.pcd'], ['run1: 1.pcd', 'run2: 1.pcd']],
    [
      'clouds that share nothing, and the images of both',
      ['a/1.pcd', 'b/2.pcd', 'img/1.jpg', 'img/2.jpg'],
      ['a: 1.pcd|camera=img/1.jpg', 'b: 2.pcd|camera=img/2.jpg'],
    ],
    [
      'hidden and temporary places are not looked at',
      ['pcd/1.pcd', '.cache/1.pcd', 'tmp/1.pcd', '__MACOSX/pcd/1.pcd', 'pcd/._1.pcd'],
      [': pcd/1.pcd'],
    ],
    [
      'a picture among many clouds is no camera',
      ['lidar/1.ply', 'lidar/2.ply', 'lidar/3.ply', 'lidar/view.png', 'cam/1.jpg', 'cam/2.jpg', 'cam/3.jpg'],
      [': lidar/1.ply|cam=cam/1.jpg lidar/2.ply|cam=cam/2.jpg lidar/3.ply|cam=cam/3.jpg'],
    ],
  ])('%s', async (_name, paths, expected) => {
    expect((await open(paths)).sequences.map(text)).toEqual(expected);
  });

  test('says how images were joined, and names what found no frame', async () => {
    const dataset = await open(['pcd/1.pcd', 'pcd/2.pcd', 'img/1.jpg', 'img/9.jpg', 'notes.txt']);
    expect(reasons(dataset)).toEqual([
      'layout.assumed assumedByName',
      'calibration.missing  calib/camera.json',
      'image.missing  pcd/2.pcd',
      'file.skipped noMatchingFrame img/9.jpg',
      'file.skipped notPartOfLayout notes.txt',
    ]);
  });

  test('by time, with the times of clouds and images', async () => {
    const dataset = await open([
      'pcd/1571826424100000000.pcd',
      'pcd/1571826424200000000.pcd',
      'img/1571826424.110000.jpg',
      'img/1571826424.149000.jpg',
      'img/1571826424.190000.jpg',
    ]);
    const [first, second] = dataset.sequences[0]!.frames;
    const known = { clock: 'unknown', meaning: 'unknown' };
    expect(first!.clouds[0]!.timestamp).toEqual({ ns: '1571826424100000000', ...known });
    expect(first!.images[0]!.timestamp).toEqual({ ns: '1571826424110000000', ...known });
    expect(second!.images[0]!.path).toBe('img/1571826424.190000.jpg');
    expect(dataset.problems.filter(({ code }) => code !== 'calibration.missing')).toEqual([
      { code: 'layout.assumed', severity: 'info', params: { reason: 'assumedByTime', tolerance: 0.05 } },
      { code: 'layout.assumed', severity: 'info', params: { reason: 'assumedTimeUnit', unit: 'ns' } },
      { code: 'layout.assumed', severity: 'info', params: { reason: 'assumedTimeUnit', unit: 's' } },
      {
        code: 'file.skipped',
        severity: 'info',
        path: 'img/1571826424.149000.jpg',
        params: { reason: 'noMatchingFrame' },
      },
    ]);
  });

  test('what differs in every name is no camera', async () => {
    const images = Array.from({ length: 100 }, (_, i) => `img/7_${1000 + i}.jpg`);
    const { sequences, problems } = await open(['pcd/7.pcd', ...images]);
    expect(sequences[0]!.cameras).toEqual([]);
    expect(problems).toHaveLength(100);
  });

  test('two hundred thousand files that belong to nothing are counted', { timeout: 30_000 }, async () => {
    const notes = Array.from({ length: 200_000 }, (_, i) => `notes/${i}.txt`);
    const { problems } = await open(['1.pcd', ...notes]);
    expect(problems.at(-1)).toMatchObject({ code: 'file.skipped', params: { count: 199_800 } });
  });

  test('by order where nothing else fits', async () => {
    const dataset = await open(['pcd/a.pcd', 'pcd/b.pcd', 'img/x1.jpg', 'img/x2.jpg']);
    expect(dataset.sequences.map(text)).toEqual([
      ': pcd/a.pcd|camera=img/x1.jpg pcd/b.pcd|camera=img/x2.jpg',
    ]);
    expect(reasons(dataset)[0]).toBe('layout.assumed assumedByOrder');
  });

  test('asks where name and time disagree, and does as it is told', async () => {
    // The camera's microseconds are not padded, the lidar's nanoseconds are: the same text means another time.
    const paths = [
      'pcd/1571826424_000100.pcd',
      'pcd/1571826424_0000800.pcd',
      'pcd/1571826424_00001500.pcd',
      'img/1571826424_000100.jpg',
      'img/1571826424_000000.jpg',
    ];
    const asked = await open(paths);
    const question = { id: 'imageMatching', options: ['name', 'time'], chosen: 'name', isAnswered: false };
    expect(asked.questions).toEqual([question]);
    expect(asked.sequences.map(text)).toEqual([
      ': pcd/1571826424_000100.pcd|camera=img/1571826424_000100.jpg pcd/1571826424_0000800.pcd pcd/1571826424_00001500.pcd',
    ]);
    const told = await open(paths, { imageMatching: 'time' });
    expect(told.questions).toEqual([{ ...question, chosen: 'time', isAnswered: true }]);
    expect(told.sequences.map(text)).toEqual([
      ': pcd/1571826424_000100.pcd|camera=img/1571826424_000000.jpg pcd/1571826424_0000800.pcd pcd/1571826424_00001500.pcd',
    ]);
  });

  test('several lidars without a pose stand at one place, and that is said', async () => {
    const dataset = await open(['lidar_a/1.pcd', 'lidar_b/1.pcd']);
    expect(reasons(dataset)).toEqual(['layout.assumed assumedSamePlace']);
    expect(dataset.labelFrame).toBe('lidar_a');
    expect(dataset.sequences[0]!.lidars.map(({ id }) => id)).toEqual(['lidar_a', 'lidar_b']);
  });
});

test.each([
  [['1.jpg', '2.png']],
  [['labels.json']],
  [['.Trash/1.pcd', 'tmp/2.ply', '.hidden.pcd']],
  [['weights.bin', 'a/b/model.bin']],
  [['a/b/c/d/e/f/g/1.pcd']],
])('not a dataset: %j', async (paths) => {
  const files = Object.fromEntries(paths.map((path) => [path, 'x'.repeat(7)]));
  await expect(openDataset(memoryFolder('data', files))).rejects.toMatchObject({
    problem: { code: 'folder.unrecognised' },
  });
});

describe('.bin columns', () => {
  const clouds = { 'a/1.bin': 'x'.repeat(80), 'a/2.bin': 'x'.repeat(160) };

  test('asks where four and five columns fit', async () => {
    const { questions, sequences, problems } = await open(clouds);
    const options = ['x y z intensity', 'x y z intensity ring'];
    expect(questions).toEqual([{ id: 'binColumns', options, chosen: options[0], isAnswered: false }]);
    expect(sequences[0]!.lidars[0]!.binColumns).toEqual(['x', 'y', 'z', 'intensity']);
    expect(problems.map(({ params }) => params)).toEqual([
      { reason: 'assumedBinColumns', columns: options[0] },
    ]);
  });

  test('takes the answer', async () => {
    const { sequences, problems } = await open(clouds, { binColumns: 'x y z intensity ring' });
    expect(sequences[0]!.lidars[0]!.binColumns).toEqual(['x', 'y', 'z', 'intensity', 'ring']);
    expect(problems).toEqual([]);
  });
});

const anyPath = fc
  .tuple(
    fc.array(fc.constantFrom('a', 'lidar_top', 'images', 'front', '.git', '数据', 'calib', 'x y'), {
      maxLength: 3,
    }),
    fc.constantFrom(
      '1',
      '2',
      '1_front',
      'front_1',
      '1571826424.100',
      '1571826424_100',
      '2023-10-23_10-27-04',
      '😀',
      '1.2',
    ),
    fc.constantFrom('pcd', 'bin', 'ply', 'jpg', 'png', 'json', 'txt', 'yaml', 'PCD'),
  )
  .map(([folders, stem, ending]) => [...folders, `${stem}.${ending}`].join('/'));

test('whatever lies in a folder: every file is used once at most, or named', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(anyPath, { maxLength: 30 }),
      fc.constantFrom('', '[1', 'x: {'),
      async (paths, content) => {
        const files = Object.fromEntries(paths.map((path) => [path, content]));
        const folder = memoryFolder('data', { ...files, 'a/1.pcd': 'x' });
        const reading = await bareLayout.read(folder, new FileListing(await folder.list()), {});
        datasetSchema.parse({ ...reading, layout: 'bare' });
        const frames = reading.sequences.flatMap((sequence) => sequence.frames);
        const clouds = frames.flatMap((frame) => frame.clouds.map(({ path }) => path));
        expect(new Set(clouds).size).toBe(clouds.length);
        for (const { images } of frames) {
          expect(new Set(images.map(({ sensor }) => sensor)).size).toBe(images.length);
        }
        const told = [...clouds, ...frames.flatMap(({ images }) => images.map(({ path }) => path))];
        const known = new Set([...told, ...reading.problems.map(({ path }) => path)]);
        const cameras = reading.sequences.flatMap((sequence) => sequence.cameras);
        for (const { calibration } of cameras) known.add(calibration?.path);
        for (const path of paths) expect(known.has(path)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test('100,000 files open in a moment', { timeout: 30_000 }, async () => {
  const stems = Array.from({ length: 33_333 }, (_, i) =>
    String(1571826424000000000n + BigInt(i) * 100_000_000n),
  );
  const paths = stems.flatMap((stem) => [`pcd/${stem}.pcd`, `front/${stem}.jpg`, `left/${stem}.jpg`]);
  const folder = memoryFolder('data', Object.fromEntries(paths.map((path) => [path, 'x'])));
  const start = process.cpuUsage();
  const { sequences } = await openDataset(folder);
  const took = process.cpuUsage(start).user / 1000;
  expect(sequences[0]!.frames).toHaveLength(33_333);
  expect(sequences[0]!.frames.every(({ images }) => images.length === 2)).toBe(true);
  // Milliseconds of processor time, twice what it takes on a slow machine before anything is compiled.
  expect(took).toBeLessThan(2000);
});
