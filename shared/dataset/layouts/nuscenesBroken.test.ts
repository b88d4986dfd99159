import { describe, expect, test } from 'vitest';
import { calibrationOf } from '../../../testing/calibrationOf.ts';
import { memoryFolder } from '../../../testing/datasetFolders.ts';
import { openDataset, readDataset } from '../openDataset.ts';
import { folderOfWorld, refusalOf, rowOf, drop, fileOf } from './testing/nuscenesFolder.ts';
import { worldFiles, type Row, type Tables } from './testing/nuscenesWorld.ts';

const frameProblem = (reason: string, path?: string): object => ({
  code: 'frame.skipped',
  severity: 'warning',
  params: { frame: 'scene-0061-sample-0', reason },
  ...(path === undefined ? {} : { path }),
});

describe('half a nuScenes', () => {
  test('names the tables that are missing', async () => {
    const folder = folderOfWorld((tables) => {
      delete tables['ego_pose'];
      delete tables['scene'];
    });
    expect(await refusalOf(openDataset(folder))).toEqual({
      code: 'folder.unreadable',
      severity: 'error',
      path: 'v1.0-mini',
      params: { reason: 'tablesMissing', tables: 'scene.json, ego_pose.json' },
    });
  });

  test.each([
    ['', 'json.malformed', { line: 1, column: 1 }],
    ['[{"token": "a"', 'json.malformed', { line: 1, column: 15 }],
    ['{"scene": []}', 'schema.mismatch', { reason: 'expectList' }],
    ['[1]', 'schema.mismatch', { reason: 'expectObject', where: '[0]' }],
  ])('names a table that cannot be read: %j', async (text, code, params) => {
    const folder = memoryFolder('nuscenes', { ...worldFiles(), 'v1.0-mini/sensor.json': text });
    const problem = { code, severity: 'error', path: 'v1.0-mini/sensor.json', params };
    expect(await refusalOf(openDataset(folder))).toEqual(problem);
  });

  const lidar = 'scene-0061-sample-0-LIDAR_TOP-key';
  const camera = 'scene-0061-sample-0-CAM_FRONT-key';
  test.each<[string, (tables: Tables, files: string[]) => void, object]>([
    ['no row', (tables) => drop(tables, 'sample_data', lidar), frameProblem('noReferenceLidar')],
    [
      'no file',
      (_tables, files) => files.splice(files.indexOf(fileOf('LIDAR_TOP')), 1),
      frameProblem('noCloud', fileOf('LIDAR_TOP')),
    ],
    [
      'no ego pose',
      (tables) => drop(tables, 'ego_pose', lidar),
      frameProblem('noEgoPose', fileOf('LIDAR_TOP')),
    ],
    [
      'an ego pose that turns nothing',
      (tables) => (rowOf(tables, 'ego_pose', lidar)['rotation'] = [0, 0, 0, 0]),
      frameProblem('noEgoPose', fileOf('LIDAR_TOP')),
    ],
  ])('a sample whose sweep has %s is left out', async (_name, damage, problem) => {
    const { sequences, problems } = await openDataset(folderOfWorld(damage));
    const [, sequence] = sequences;
    expect(sequence!.frames.map(({ index, name }) => [index, name])).toEqual([
      [0, '1532402927500000'],
      [1, '1532402928000000'],
    ]);
    expect(problems).toContainEqual(problem);
  });

  test.each<[string, (tables: Tables, files: string[]) => void, object]>([
    [
      'no file',
      (_tables, files) => files.splice(files.indexOf(fileOf('CAM_FRONT')), 1),
      {
        code: 'image.missing',
        severity: 'warning',
        path: fileOf('CAM_FRONT'),
        params: { camera: 'CAM_FRONT', frame: '1532402927000000' },
      },
    ],
    [
      'no row',
      (tables) => drop(tables, 'sample_data', camera),
      {
        code: 'image.missing',
        severity: 'warning',
        path: fileOf('LIDAR_TOP'),
        params: { camera: 'CAM_FRONT', frame: '1532402927000000' },
      },
    ],
    [
      'no ego pose',
      (tables) => drop(tables, 'ego_pose', camera),
      {
        code: 'file.skipped',
        severity: 'warning',
        path: fileOf('CAM_FRONT'),
        params: { reason: 'noEgoPose' },
      },
    ],
    [
      'an ego pose out of this world',
      (tables) => (rowOf(tables, 'ego_pose', camera)['translation'] = [1.7e308, -1.7e308, 1.7e308]),
      {
        code: 'file.skipped',
        severity: 'warning',
        path: fileOf('CAM_FRONT'),
        params: { reason: 'noPose' },
      },
    ],
    [
      'no known sensor',
      (tables) => (rowOf(tables, 'sample_data', camera)['calibrated_sensor_token'] = '?'),
      {
        code: 'file.skipped',
        severity: 'warning',
        path: fileOf('CAM_FRONT'),
        params: { reason: 'unknownSensor' },
      },
    ],
    [
      'a path that leads out',
      (tables) => (rowOf(tables, 'sample_data', camera)['filename'] = '../../secret.jpg'),
      { code: 'file.skipped', severity: 'warning', path: '../../secret.jpg', params: { reason: 'badPath' } },
    ],
    [
      'a row without its sample',
      (tables) => delete rowOf(tables, 'sample_data', camera)['sample_token'],
      expect.objectContaining({ code: 'schema.mismatch', path: 'v1.0-mini/sample_data.json' }),
    ],
  ])('an image with %s is left out', async (_name, damage, problem) => {
    const { sequences, problems } = await openDataset(folderOfWorld(damage));
    const [, sequence] = sequences;
    expect(sequence!.frames.map(({ images }) => images.length)).toEqual([5, 6, 6]);
    expect(problems).toContainEqual(problem);
  });

  test.each<[string, (row: Row) => void, object]>([
    ['no matrix', (row) => (row['camera_intrinsic'] = []), { code: 'calibration.missing' }],
    ['a short matrix', (row) => (row['camera_intrinsic'] = [[1, 2]]), { params: { reason: 'wrongCount' } }],
    ['no pose', (row) => delete row['translation'], { params: { where: 'translation', reason: 'missing' } }],
    ['no turn', (row) => (row['rotation'] = [1, 1, 1, 1]), { params: { reason: 'notRotation' } }],
  ])('a camera with %s shows its images without projections', async (_name, damage, problem) => {
    const { dataset, imageCalibrations } = await readDataset(
      folderOfWorld((tables) => damage(rowOf(tables, 'calibrated_sensor', 'calibrated-CAM_FRONT'))),
    );
    const { sequences, problems } = dataset;
    const { cameras, frames } = sequences[1]!;
    expect(cameras[0]!.calibrationProblem).toMatchObject(problem);
    expect(problems).toContainEqual(cameras[0]!.calibrationProblem);
    expect(frames[0]!.images[0]).toMatchObject({ sensor: 'CAM_FRONT' });
    expect(await calibrationOf(cameras[0]!, frames[0]!, imageCalibrations)).toBeUndefined();
    expect(await calibrationOf(cameras[1]!, frames[0]!, imageCalibrations)).toBeDefined();
  });

  test('without any sweep on disk says so', async () => {
    const folder = folderOfWorld((_tables, files) => files.splice(0, files.length));
    expect(await refusalOf(openDataset(folder))).toMatchObject({
      code: 'frame.skipped',
      severity: 'error',
      params: { reason: 'noCloud' },
    });
  });

  test('with one scene on disk opens that scene', async () => {
    const { sequences, problems } = await openDataset(
      folderOfWorld((_tables, files) => {
        files.splice(0, files.length, ...files.filter((path) => path.includes('scene-0061')));
      }),
    );
    expect(sequences.map(({ name }) => name)).toEqual(['scene-0061']);
    expect(problems.filter(({ code }) => code === 'frame.skipped')).toHaveLength(2);
  });
});
