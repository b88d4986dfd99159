import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../../testing/datasetFolders.ts';
import { datasetSchema, type Dataset } from '../dataset.ts';
import { openDataset } from '../openDataset.ts';

const HALF = Math.SQRT1_2;
/** x forward, y left, z up to z forward, x right, y down: egoFromCamera of a camera that looks ahead. */
const LOOKING_AHEAD = { rotation: [0.5, -0.5, 0.5, -0.5], translation: [1.5, 0, 1.2] };
const LENS = { model: 'pinhole', fx: 900, fy: 900, cx: 640, cy: 360 };

const SEQUENCE = {
  id: 'drive-1',
  lidars: [
    { id: 'rear', egoFromLidar: { rotation: [0, 0, 1, 0], translation: [-2, 0, 1] } },
    { id: 'roof', egoFromLidar: { rotation: [0, 0, HALF, HALF], translation: [0, 0, 1.8] } },
  ],
  cameras: [{ id: 'front', width: 1280, height: 720, intrinsics: LENS, egoFromCamera: LOOKING_AHEAD }],
  frames: [
    {
      clouds: { roof: 'clouds/1.pcd', rear: 'clouds/rear-1.pcd' },
      images: { front: 'images/1.jpg' },
      timestamps: { roof: { ns: '1700000000123456789', clock: 'gps', meaning: 'sweep end' } },
      worldFromEgo: { rotation: [0, 0, 0, 1], translation: [500000, 4000000, 30] },
    },
    { name: 'second', clouds: { roof: './clouds/2.pcd' } },
  ],
};

const FILES = {
  'clouds/1.pcd': 'x',
  'clouds/rear-1.pcd': 'x',
  'clouds/2.pcd': 'xyz',
  'images/1.jpg': 'x',
};

function manifest(changes: object = {}): object {
  return { format: 'boxwright-dataset', version: 1, labelFrame: 'roof', sequences: [SEQUENCE], ...changes };
}

function open(json: object, files: Record<string, string> = FILES): Promise<Dataset> {
  return openDataset(memoryFolder('drive', { ...files, 'dataset.json': JSON.stringify(json) }));
}

function openSequence(changes: object, top: object = {}): Promise<Dataset> {
  return open(manifest({ sequences: [{ ...SEQUENCE, ...changes }], ...top }));
}

describe('a dataset with a manifest', () => {
  test('is read whole', async () => {
    const dataset = await open(manifest({ name: 'Night drive', futureKey: [1] }));
    expect(datasetSchema.parse(dataset)).toEqual(dataset);
    expect(dataset).toMatchObject({ name: 'Night drive', layout: 'boxwright', labelFrame: 'roof' });
    const [first, second] = dataset.sequences[0]!.frames;
    expect(first).toMatchObject({
      id: 'clouds/1.pcd',
      name: '1',
      clouds: [
        { sensor: 'roof', timestamp: { ns: '1700000000123456789', clock: 'gps', meaning: 'sweep end' } },
        { sensor: 'rear' },
      ],
      worldFromEgo: { translation: [500000, 4000000, 30] },
    });
    expect(second).toMatchObject({ id: 'clouds/2.pcd', name: 'second', index: 1, images: [] });
    expect(dataset.problems.map(({ code, path }) => [code, path])).toEqual([
      ['pose.missing', 'dataset.json'],
      ['image.missing', 'clouds/2.pcd'],
    ]);
  });

  test('the label frame comes first and is where its lidar is', async () => {
    const { lidars } = (await open(manifest())).sequences[0]!;
    expect(lidars.map(({ id }) => id)).toEqual(['roof', 'rear']);
    expect(lidars[0]!.labelFromLidar).toEqual({
      rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1],
      translation: [0, 0, 0],
    });
    // the roof lidar's x is the vehicle's y: what lies 2 m behind the vehicle's origin lies at its y = 2
    const { translation } = lidars[1]!.labelFromLidar;
    [0, 2, -0.8].forEach((value, i) => expect(translation[i]).toBeCloseTo(value, 12));
  });

  test.each([
    ['roof', [0, -1.5, -0.6]],
    ['ego', [1.5, 0, 1.2]],
  ])('in %s, a camera stands where the manifest puts it', async (labelFrame, place) => {
    const { calibration } = (await open(manifest({ labelFrame }))).sequences[0]!.cameras[0]!;
    const { rotation: r, translation: t } = calibration!.cameraFromLabel;
    // the camera's place in the label frame is −Rᵀ · t
    const found = [0, 1, 2].map((i) => -(r[i]! * t[0] + r[i + 3]! * t[1] + r[i + 6]! * t[2]));
    place.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 12));
  });

  test('a pose may be a matrix, and may be given to the label frame directly', async () => {
    const matrix = [0, -1, 0, 1, 0, 0, -1, 2, 1, 0, 0, 3, 0, 0, 0, 1];
    const cameras = [{ id: 'front', intrinsics: LENS, cameraFromLabel: { matrix } }];
    const { calibration } = (await openSequence({ cameras })).sequences[0]!.cameras[0]!;
    expect(calibration!.cameraFromLabel).toEqual({
      rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0],
      translation: [1, 2, 3],
    });
  });
});

describe('what is broken costs only itself', () => {
  test.each([
    ['no intrinsics', { intrinsics: undefined }, 'calibration.missing', undefined],
    ['no pose', { egoFromCamera: undefined }, 'calibration.missing', 'noPose'],
    [
      'another lens',
      { intrinsics: { ...LENS, model: 'scaramuzza' } },
      'calibration.unsupported',
      'lensModel',
    ],
    ['focal length 0', { intrinsics: { ...LENS, fx: 0 } }, 'calibration.malformed', 'outOfRange'],
    [
      'zero quaternion',
      { egoFromCamera: { rotation: [0, 0, 0, 0], translation: [0, 0, 0] } },
      'calibration.malformed',
      'notFinite',
    ],
    ['a pose in words', { egoFromCamera: 'ahead' }, 'calibration.malformed', 'wrongValue'],
  ])('%s: the camera opens without calibration', async (_name, change, code, reason) => {
    const dataset = await openSequence({ cameras: [{ ...SEQUENCE.cameras[0], ...change }] });
    const [camera] = dataset.sequences[0]!.cameras;
    expect(camera!.calibration).toBeUndefined();
    expect(camera!.calibrationProblem).toMatchObject({ code, path: 'dataset.json' });
    expect(camera!.calibrationProblem!.params!['reason']).toBe(reason);
    expect(dataset.problems).toContainEqual(camera!.calibrationProblem);
  });

  test.each([
    ['not an object', 7, 'sequences[0].frames[0]', 'expectObject'],
    ['no clouds', { name: 'x' }, 'sequences[0].frames[0].clouds', 'missing'],
    [
      'a cloud of no lidar',
      { clouds: { nose: 'clouds/1.pcd' } },
      'sequences[0].frames[0]: nose',
      'unknownSensor',
    ],
    ['a path outside', { clouds: { roof: '../1.pcd' } }, 'sequences[0].frames[0]: ../1.pcd', 'badPath'],
    ['an absolute path', { clouds: { roof: '/1.pcd' } }, 'sequences[0].frames[0]: /1.pcd', 'badPath'],
  ])('%s: the frame is left out and named', async (_name, frame, where, reason) => {
    const dataset = await openSequence({ frames: [frame, SEQUENCE.frames[1]] });
    expect(dataset.sequences[0]!.frames.map(({ name }) => name)).toEqual(['second']);
    expect(dataset.problems).toContainEqual({
      code: 'schema.mismatch',
      severity: 'error',
      path: 'dataset.json',
      params: { where, reason },
    });
  });

  test('a cloud that is not there', async () => {
    const frames = [{ clouds: { roof: 'clouds/9.pcd' } }, SEQUENCE.frames[0]];
    const dataset = await openSequence({ frames });
    expect(dataset.sequences[0]!.frames).toHaveLength(1);
    expect(dataset.problems).toContainEqual({
      code: 'file.missing',
      severity: 'error',
      path: 'clouds/9.pcd',
    });
  });

  test('a cloud used twice', async () => {
    const dataset = await openSequence({ frames: [SEQUENCE.frames[1], SEQUENCE.frames[1]] });
    expect(dataset.sequences[0]!.frames).toHaveLength(1);
    expect(dataset.problems.map(({ params }) => params?.['reason'])).toContain('duplicateFrame');
  });

  test('a sequence without its label frame, when another has it', async () => {
    const other = { ...SEQUENCE, id: 'other', lidars: [SEQUENCE.lidars[0]], frames: [] };
    const dataset = await open(manifest({ sequences: [other, SEQUENCE] }));
    expect(dataset.sequences.map(({ id }) => id)).toEqual(['drive-1']);
    expect(dataset.problems[0]).toMatchObject({
      params: { where: 'sequences[0].lidars', reason: 'unknownSensor' },
    });
  });
});

describe('what cannot be opened at all', () => {
  test.each([
    ['a newer version', { version: 2 }, 'manifest.version', { version: 2 }],
    ['no sequences', { sequences: [] }, 'schema.mismatch', { where: 'sequences' }],
    [
      'no label frame',
      { labelFrame: undefined },
      'schema.mismatch',
      { where: 'labelFrame', reason: 'missing' },
    ],
    [
      'a sequence id that is no name',
      { sequences: [{ ...SEQUENCE, id: '../x' }] },
      'schema.mismatch',
      { where: 'sequences[0].id' },
    ],
    ['the same id twice', { sequences: [SEQUENCE, SEQUENCE] }, 'schema.mismatch', { reason: 'duplicate' }],
    [
      'a lidar without a pose',
      { labelFrame: 'ego', sequences: [{ ...SEQUENCE, lidars: [{ id: 'roof' }] }] },
      'schema.mismatch',
      { reason: 'noPose' },
    ],
  ])('%s', async (_name, changes, code, params) => {
    await expect(open(manifest(changes))).rejects.toMatchObject({ problem: { code, params } });
  });
});

function sequenceAt(id: string, folder: string): object {
  return { ...SEQUENCE, id, frames: [{ clouds: { roof: `${folder}/${id}.pcd` } }] };
}

async function foldersOf(sequences: object[]): Promise<(string | undefined)[]> {
  const files = { 'a/1.pcd': 'x', 'b/2.pcd': 'x', 'a/3.pcd': 'x' };
  const dataset = await open(manifest({ sequences }), files);
  return dataset.sequences.map(({ folder }) => folder);
}

describe('where tracks.json lies', () => {
  test('in the folder that holds the files of the sequence', async () => {
    expect(await foldersOf([sequenceAt('1', 'a'), sequenceAt('2', 'b')])).toEqual(['a', 'b']);
  });

  test('in a folder of its own where sequences share one', async () => {
    expect(await foldersOf([sequenceAt('1', 'a'), sequenceAt('3', 'a'), sequenceAt('2', 'b')])).toEqual([
      '1',
      '3',
      '2',
    ]);
  });

  test('where the manifest says', async () => {
    expect(await foldersOf([{ ...sequenceAt('1', 'a'), folder: 'labels/./one' }])).toEqual(['labels/one']);
  });
});

test('files that the manifest does not name are listed, labels are not', async () => {
  const { problems } = await open(manifest(), {
    ...FILES,
    'notes.txt': 'x',
    'clouds/1.pcd.labels.json': '{}',
    'clouds/tracks.json': '{}',
  });
  expect(problems.filter(({ code }) => code === 'file.skipped').map(({ path }) => path)).toEqual([
    'notes.txt',
  ]);
});
