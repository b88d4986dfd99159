import { describe, expect, test } from 'vitest';
import { madeObject, madeSet, readBack, writeAll } from '../../../testing/interchange.ts';
import { datumaroFormat } from './datumaroFormat.ts';

const clouds = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`point_clouds/default/${name}.pcd`, '']));
const cuboid = { centre: [1, 2, 3], size: [4, 2, 1.5], rotation: [0, 0, 0, 1] } as const;

describe('labels as CVAT’s Datumaro', () => {
  test('keep tracks, classes and attributes', async () => {
    const objects = [
      madeObject(cuboid, 'x', { class: 'van', attributes: { occluded: true } }),
      madeObject(cuboid, 'y', { class: 'bus' }),
    ];
    const { files } = await writeAll(datumaroFormat, madeSet([{ name: '1', objects }, { name: '2' }]));
    const file: unknown = JSON.parse(files['annotations/default.json']!);
    expect(file).toMatchObject({
      categories: { label: { labels: [{ name: 'bus' }, { name: 'van' }] } },
      items: [
        { id: '1', annotations: [{ label_id: 1 }, { label_id: 0 }] },
        { id: '2', annotations: [] },
      ],
    });
    expect((await readBack({ ...clouds(['1', '2']), ...files })).frames).toMatchObject([
      { objects },
      { objects: [] },
    ]);
  });
});
