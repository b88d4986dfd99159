import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../../testing/datasetFolders.ts';
import { openDataset } from '../openDataset.ts';
import { folderOfWorld, labelsOf, refusalOf, withoutAssumptions, rowOf } from './testing/nuscenesFolder.ts';
import { worldFiles, type Row, type Tables } from './testing/nuscenesWorld.ts';

describe('labels', () => {
  test('keep all that the tables say of an object', async () => {
    const folder = folderOfWorld((tables) => {
      rowOf(tables, 'sample_annotation', 'scene-0061-sample-0-car-a')['velocity'] = [1, 2, 0];
    });
    const dataset = await openDataset(folder);
    const [first] = await labelsOf(folder, dataset, dataset.sequences[1]);
    expect(first!.objects.find(({ sourceId }) => sourceId === 'car-a')).toMatchObject({
      class: 'vehicle.car',
      attributes: {
        attributes: 'vehicle.parked',
        visibility: 'v80-100',
        num_lidar_pts: 12,
        num_radar_pts: 1,
        token: 'scene-0061-sample-0-car-a',
        velocity: '[1,2,0]',
      },
    });
    expect(first!.problems).toEqual([]);
    expect(dataset.ontology.classes).toMatchObject([
      { name: 'toy.kite', size: [1, 1, 1] },
      { name: 'human.pedestrian.child', size: [0.5, 0.5, 1.4], glyph: 'H' },
      { name: 'vehicle.car', size: [4.6, 1.95, 1.75], glyph: 'C', color: '#39ABD6' },
    ]);
  });

  test.each<[string, (row: Row, tables: Tables) => void, object]>([
    ['no size', (row) => delete row['size'], { where: 'size', reason: 'missing' }],
    ['size 0', (row) => (row['size'] = [0, 1, 1]), { where: 'size[0]', reason: 'outOfRange' }],
    ['a text', (row) => (row['translation'] = '1 2 3'), { where: 'translation', reason: 'expectList' }],
    ['null', (row) => (row['translation'] = [null, 0, 0]), { where: 'translation[0]' }],
    [
      'out of this world',
      (row) => (row['translation'] = [1.7e308, -1.7e308, 1.7e308]),
      { where: 'translation', reason: 'notFinite' },
    ],
    ['no turn', (row) => (row['rotation'] = [0, 0, 0, 0]), { where: 'rotation', reason: 'notRotation' }],
    ['no object', (row) => (row['instance_token'] = '?'), { where: 'instance_token', reason: 'missing' }],
    [
      'no class',
      (_row, tables) => (rowOf(tables, 'instance', 'car-a')['category_token'] = '?'),
      { where: 'category_token', reason: 'missing' },
    ],
  ])('%s costs only its object', async (_name, damage, params) => {
    const token = 'scene-0061-sample-0-car-a';
    const folder = folderOfWorld((tables) => damage(rowOf(tables, 'sample_annotation', token), tables));
    const dataset = await openDataset(folder);
    const [first] = await labelsOf(folder, dataset, dataset.sequences[1]);
    expect(first!.objects.map(({ sourceId }) => sourceId)).toEqual(['car-b']);
    expect(first!.problems).toMatchObject([
      { code: 'labels.objectSkipped', params: { object: token, ...params } },
    ]);
  });

  test('an object that is twice in a frame becomes two', async () => {
    const folder = folderOfWorld((tables) => {
      rowOf(tables, 'sample_annotation', 'scene-0061-sample-0-car-b')['instance_token'] = 'car-a';
    });
    const dataset = await openDataset(folder);
    const [first] = await labelsOf(folder, dataset, dataset.sequences[1]);
    expect(first!.objects.map(({ sourceId }) => sourceId)).toEqual(['car-a', 'car-a#1']);
    expect(first!.problems).toMatchObject([{ code: 'labels.duplicateId', params: { kept: 'car-a#1' } }]);
  });

  test('without tables of labels there are none', async () => {
    const folder = folderOfWorld((tables) => {
      for (const name of ['sample_annotation', 'instance', 'category']) delete tables[name];
    });
    const dataset = await openDataset(folder);
    expect(await labelsOf(folder, dataset)).toEqual([undefined, undefined]);
    expect(dataset.ontology.classes.map(({ name }) => name)).toContain('pedestrian');
    expect(withoutAssumptions(dataset)).toEqual([]);
  });

  test.each<[string, object]>([
    ['sample_annotation', { code: 'labels.malformed' }],
    ['instance', { code: 'labels.malformed' }],
    ['attribute', { code: 'labels.malformed' }],
  ])('a broken %s: the dataset opens, the labels say why not', async (name, problem) => {
    const folder = memoryFolder('nuscenes', {
      ...worldFiles(),
      [`v1.0-mini/${name}.json`]: '[{"token": "a",]',
    });
    const dataset = await openDataset(folder);
    const refusal = await refusalOf(labelsOf(folder, dataset));
    expect(refusal).toMatchObject({ ...problem, path: `v1.0-mini/${name}.json`, params: { line: 1 } });
  });

  test('a missing table without which objects have no class', async () => {
    const folder = folderOfWorld((tables) => delete tables['instance']);
    const dataset = await openDataset(folder);
    const params = { reason: 'tablesMissing', tables: 'instance.json' };
    expect(await refusalOf(labelsOf(folder, dataset))).toMatchObject({ code: 'labels.schema', params });
  });
});
