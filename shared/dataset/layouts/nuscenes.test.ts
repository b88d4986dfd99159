import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../../testing/datasetFolders.ts';
import { datasetSchema, type Dataset } from '../dataset.ts';
import { FileListing } from '../fileListing.ts';
import { openDataset } from '../openDataset.ts';
import { nuscenesLayout } from './nuscenes.ts';
import { folderOfWorld, labelsOf, withoutAssumptions, rowOf } from './testing/nuscenesFolder.ts';
import { CAMERAS, worldFiles } from './testing/nuscenesWorld.ts';

describe('which folders', () => {
  const TABLES = ['scene', 'sample', 'sample_data', 'sensor', 'calibrated_sensor', 'ego_pose'];
  test.each([
    ['v1.0-mini', TABLES, true],
    ['nuscenes/v1.0-trainval', TABLES, true],
    ['train_data', TABLES, true],
    ['v1.0-mini', ['scene', 'sample_data'], true],
    ['tables', ['scene', 'sample_data'], false],
    ['v1.0-mini', ['sample'], false],
    ['annotation', TABLES, false],
    ['a/b/v1.0-mini', TABLES, false],
    ['', TABLES, false],
  ])('%j with %j: %j', (folder, tables, isOne) => {
    const start = folder === '' ? '' : `${folder}/`;
    const files = new FileListing([...tables.map((name) => `${start}${name}.json`), 'lidar.pcd']);
    expect(nuscenesLayout.detect(files, memoryFolder('any', {}))).toBe(isOne);
  });
});

describe('scenes', () => {
  test('are sequences, and samples are frames in order of time', async () => {
    const dataset = await openDataset(folderOfWorld());
    expect(datasetSchema.parse(dataset)).toEqual(dataset);
    expect(dataset).toMatchObject({ layout: 'nuscenes', labelFrame: 'LIDAR_TOP', questions: [] });
    const lengths = dataset.sequences.map(({ name, frames }) => [name, frames.length]);
    expect(lengths).toEqual([
      ['scene-0103', 2],
      ['scene-0061', 3],
    ]);
    const [frame] = dataset.sequences[1]!.frames;
    expect(frame).toMatchObject({
      id: 'samples/LIDAR_TOP/n015-scene-0061__LIDAR_TOP__1532402927000000.pcd.bin',
      name: '1532402927000000',
      clouds: [
        {
          sensor: 'LIDAR_TOP',
          timestamp: { ns: '1532402927000000000', clock: 'nuscenes', meaning: 'sweep end' },
        },
      ],
    });
    expect(frame!.images.map(({ sensor }) => sensor)).toEqual(Object.keys(CAMERAS));
    expect(frame!.images[0]!.timestamp).toEqual({
      ns: '1532402927010000000',
      clock: 'nuscenes',
      meaning: 'unknown',
    });
    expect(dataset.sequences[0]!.cameras[0]).toMatchObject({ id: 'CAM_FRONT', width: 1600, height: 900 });
    expect(dataset.sequences[0]!.lidars).toMatchObject([
      { id: 'LIDAR_TOP', binColumns: ['x', 'y', 'z', 'intensity', 'ring'] },
    ]);
  });

  test('what is not shown is said once, and every other file by name', async () => {
    const { problems } = await openDataset(
      folderOfWorld((_tables, files) =>
        files.push('maps/a.png', 'samples/CAM_FRONT/stray.jpg', 'readme.txt'),
      ),
    );
    expect(problems.map(({ params, path }) => [params?.['reason'], path])).toEqual([
      ['assumedKeyFrames', undefined],
      ['assumedNoRadar', undefined],
      ['notShown', 'maps/a.png'],
      ['notPartOfLayout', 'readme.txt'],
      ['notPartOfLayout', 'samples/CAM_FRONT/stray.jpg'],
    ]);
  });

  test('one folder up', async () => {
    const dataset = await openDataset(folderOfWorld(undefined, 'nuscenes/v1.0-mini'));
    expect(dataset.sequences[0]!.frames[0]!.id).toMatch(/^nuscenes\/samples\/LIDAR_TOP\//);
    expect(dataset.sequences[0]!.folder).toBe('nuscenes/v1.0-mini/scene-0103');
    expect(withoutAssumptions(dataset)).toEqual([]);
  });

  test('several versions are a question, and the answer holds for labels too', async () => {
    const files = {
      ...worldFiles(),
      ...worldFiles((tables) => tables['sample_annotation']!.pop(), 'v1.0-trainval'),
    };
    const folder = memoryFolder('nuscenes', files);
    const dataset = await openDataset(folder);
    expect(dataset.questions).toEqual([
      { id: 'tables', options: ['v1.0-mini', 'v1.0-trainval'], chosen: 'v1.0-mini', isAnswered: false },
    ]);
    const other = await openDataset(folder, { tables: 'v1.0-trainval' });
    expect(other.questions[0]).toMatchObject({ chosen: 'v1.0-trainval', isAnswered: true });
    const count = async (opened: Dataset): Promise<number> => {
      const all = await Promise.all(opened.sequences.map((sequence) => labelsOf(folder, opened, sequence)));
      return all.flat().reduce((sum, labels) => sum + (labels?.objects.length ?? 0), 0);
    };
    expect([await count(dataset), await count(other)]).toEqual([10, 9]);
  });

  test('with names that cannot be part of a path have ids that can', async () => {
    const { sequences } = await openDataset(
      folderOfWorld((tables) => {
        rowOf(tables, 'scene', 'token-scene-0061')['name'] = '../../etc';
        rowOf(tables, 'scene', 'token-scene-0103')['name'] = 'token-SCENE-0061';
      }),
    );
    expect(sequences.map(({ id, name, folder }) => [id, name, folder])).toEqual([
      ['token-SCENE-0061', 'token-SCENE-0061', 'v1.0-mini/token-SCENE-0061'],
      ['scene-2', '../../etc', 'v1.0-mini/scene-2'],
    ]);
  });
});
