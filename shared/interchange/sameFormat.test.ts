import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../testing/datasetFolders.ts';
import { EVERY_FORMAT } from '../../testing/everyFormat.ts';
import { AHEAD, lidarFrame, madeObject, madeSet, textOf, writeAll } from '../../testing/interchange.ts';
import { fromYaw } from '../geometry/quaternion.ts';
import type { Problem } from '../problems/problem.ts';
import { cocoFormat } from './coco/cocoFormat.ts';
import type { InterchangeFormat } from './common/interchangeFormat.ts';
import type { LabelFrame, LabelSet } from './common/labelSet.ts';
import { openLabelSet } from './openLabelSet.ts';
import { writeLabels } from './writeLabels.ts';

const car = madeObject({ centre: [20, 1, 0.123456789], size: [4, 2, 1.5], rotation: fromYaw(0.7) }, '7', {
  isKeyframe: true,
});
const box = {
  camera: 'front',
  rectangle: { left: 9.5, top: 19.5, right: 39.5, bottom: 60 },
  class: 'sign',
  source: 'imported',
} as const;
const TRIED = [...EVERY_FORMAT, { id: 'coco', format: cocoFormat as InterchangeFormat, tried: {} }];

/** Of things that tools describe: cuboids, rows, annotations, figures. */
const DESCRIBED = [
  'position',
  'obj_type',
  'contour',
  'token',
  'centroid',
  'vertices',
  'bbox',
  'figures',
  'val',
];

/** As another tool would have written the same: other spaces, and where JSON has objects keys that nobody knows. */
function byAnotherHand(path: string, text: string): string {
  if (path.endsWith('.json')) {
    const value: unknown = JSON.parse(text, (_, part: unknown) =>
      typeof part === 'object' && part !== null && DESCRIBED.some((key) => Object.hasOwn(part, key))
        ? Object.assign(part, { zzz_unknown: [1, 'two'] })
        : part,
    );
    return JSON.stringify(value, undefined, 3).replaceAll('": ', '" : ');
  }
  if (path.endsWith('.txt')) return text.replace(/(?<=\.\d)0+(?= |$)/gm, '').replaceAll('\n', '\r\n');
  return path.endsWith('.xml') ? text.replaceAll('\t', '  ') : text;
}

async function convert(files: Readonly<Record<string, string>>, format: InterchangeFormat) {
  const folder = memoryFolder('drive', files);
  const problems: Problem[] = [];
  const { open, original } = await openLabelSet(folder, folder, format.id, problems);
  const { files: written, losses } = writeLabels(format, await open(), original, problems);
  const found: Record<string, string> = {};
  for await (const { path, text } of written) found[path] = await textOf(text);
  return { found, losses: losses(), problems };
}

/** Only the labels of what was written by another hand: the rest is data beside it. */
function labelsOf(set: LabelSet, format: InterchangeFormat): Promise<Readonly<Record<string, string>>> {
  return writeAll(format, set).then(({ files }) =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path, byAnotherHand(path, text)])),
  );
}

describe('from a format into the same', () => {
  // Our own label files have one form: what is written by another hand is brought into it.
  const others = TRIED.filter(({ id }) => id !== 'boxwright');

  test.each(others)('every byte of $id stays', async ({ id, format, tried }) => {
    const set = madeSet(
      [{ name: '000000', objects: [car], boxes2d: [box] }, { name: '000001' }],
      { cameras: [AHEAD], ...('sequence' in tried ? tried.sequence : {}) },
      'frame' in tried ? tried.frame : undefined,
    );
    const labels = await labelsOf(set, format);
    const maps = Object.entries(labels).filter(([path]) => path.endsWith('.png'));
    const beside = 'beside' in tried ? tried.beside?.(['000000', '000001']) : {};
    const { found, losses, problems } = await convert({ ...beside, ...labels }, format);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    // A picture of no map belongs to no labels: it stays where it is.
    expect({ ...found, ...Object.fromEntries(maps) }).toEqual(labels);
    expect(losses).toMatchObject({
      objects: { written: id === 'coco' ? 0 : 1, leftOut: 0 },
      rounding: { centreMetres: 0, sizeMetres: 0, yawRad: 0, rotationRad: 0 },
      changed: [],
    });
  });

  test('what cannot be read of a file is named, and the file is written anew without it', async () => {
    const good = { x: 1, y: 2, z: 3 };
    const entry = { psr: { position: good, scale: good, rotation: good }, obj_type: 'Car', obj_id: '1' };
    const text = JSON.stringify([
      entry,
      { ...entry, obj_id: '2', psr: { ...entry.psr, scale: { ...good, x: -1 } } },
    ]);
    const { format } = EVERY_FORMAT.find(({ id }) => id === 'sustechpoints')!;
    const { found, problems } = await convert({ 'lidar/1.pcd': '', 'label/1.json': text }, format);
    expect(problems).toMatchObject([{ code: 'labels.objectSkipped' }]);
    expect(JSON.parse(found['label/1.json']!)).toMatchObject([{ obj_id: '1' }]);
  });

  test.each(TRIED)('$id: two sequences do not get into one another’s way', async ({ format }) => {
    const sequences = ['a', 'b'].flatMap((id) => {
      const frame = (name: string, index: number): LabelFrame => ({
        ...lidarFrame(name, index),
        id: `${id}/${name}`,
      });
      return madeSet([{ name: '000000', objects: [car] }], { id, name: id, folder: id }, frame).sequences;
    });
    // Throws for a path that is written twice.
    const { losses } = await writeAll(format, { ...madeSet([]), sequences });
    expect(losses.objects).toMatchObject({ written: 2, leftOut: 0 });
  });
});
