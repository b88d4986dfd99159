import { expect, test } from 'vitest';
import { diskFolder } from '../../testing/datasetFolders.ts';
import { readBack, writeAll, type ReadBack } from '../../testing/interchange.ts';
import { describeWithReference } from '../../testing/referenceData.ts';
import { deviationOf } from './common/describeLoss.ts';
import { formatById, INTERCHANGE_IDS, type InterchangeId } from './formats.ts';

/** Formats whose files can be read without the clouds round them. */
const ALONE: ReadonlySet<InterchangeId> = new Set([
  'openlabel',
  'csv',
  'kitti-tracking',
  'labelcloud',
  'openpcdet',
]);
const generator = { name: 'boxwright', version: '0.0.0' };

/** Frames that have labels, by name. */
function labelled({ frames }: ReadBack): ReadonlyMap<string, ReadBack['frames'][number]['objects']> {
  return new Map(
    frames.filter(({ objects }) => objects.length > 0).map(({ name, objects }) => [name, objects]),
  );
}

describeWithReference('real labels', (root) => {
  test.each([
    ['kitti_object', 'kitti-object'],
    ['sustechpoints', 'sustechpoints'],
    ['t4dataset_sample', 't4'],
  ])('of %s go through every format', async (name, layout) => {
    const folder = diskFolder(`${root}/data/${name}`);
    const original = await readBack({}, layout, folder);
    const before = labelled(original);
    expect(before.size).toBeGreaterThan(0);
    const count = [...before.values()].flat().length;
    for (const id of INTERCHANGE_IDS) {
      const { files, losses } = await writeAll(formatById(id, generator), original.set);
      const { written, leftOut } = losses.objects;
      expect({ id, all: written + leftOut }).toEqual({ id, all: count });
      if (!ALONE.has(id)) continue;
      expect(leftOut).toBe(0);
      const after = await readBack(files);
      expect(after.from).toBe(id);
      const found = [...labelled(after).values()].flat();
      expect(found).toHaveLength(count);
      const pairs = [...before.values()].flat().map(({ cuboid }) => {
        const off = found.map((object) => deviationOf(cuboid, object.cuboid));
        return off.reduce((a, b) => (a.centreMetres + a.yawRad <= b.centreMetres + b.yawRad ? a : b));
      });
      expect(Math.max(...pairs.map(({ centreMetres }) => centreMetres))).toBeLessThanOrEqual(1e-4);
      expect(Math.max(...pairs.map(({ sizeMetres }) => sizeMetres))).toBeLessThanOrEqual(1e-4);
      // The sample of T4 has a camera that looks straight up: upright in it is level here, and the report names each object.
      const isNamed = losses.changed.length === count && layout === 't4';
      const worstYaw = Math.max(...pairs.map(({ yawRad }) => yawRad));
      expect(isNamed || worstYaw <= 1e-4).toBe(true);
    }
  });
});
