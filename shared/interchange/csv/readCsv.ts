import { nameOf, stemOf } from '../../dataset/canonicalPath.ts';
import { ForeignObjects, plainAttributes } from '../../dataset/foreignObjects.ts';
import { groupBy } from '../../dataset/groupBy.ts';
import type { ForeignObject } from '../../dataset/layout.ts';
import { parseDecimal } from '../../dataset/layouts/kittiText.ts';
import { compareNaturally } from '../../dataset/naturalOrder.ts';
import { readIfThere } from '../../dataset/readIfThere.ts';
import type { Cuboid } from '../../geometry/cuboid.ts';
import { fromYaw, type Quaternion } from '../../geometry/quaternion.ts';
import { BOX2D_EXTENTS, type Attributes } from '../../labels/sidecar.ts';
import { ProblemError, type Problem } from '../../problems/problem.ts';
import type { ProblemReason } from '../../problems/reasons.ts';
import type { FormatReader } from '../common/interchangeFormat.ts';
import type { FrameLabels, LabelBox2d, LabelFrame, LabelObject, LabelSequence } from '../common/labelSet.ts';
import { labelOnlySet } from '../common/labelOnlySet.ts';
import { parseCsv, type CsvRow } from './csvText.ts';

const FILES = ['frames.csv', 'objects.csv', 'boxes2d.csv'];
const NEEDED = ['frame', 'class', 'x', 'y', 'z', 'length', 'width', 'height'];

/**
 * Tables as `csvFormat` writes them. Of the objects' table a frame, a class, a centre and a size are needed, and a
 * quaternion or a yaw; all else may be missing, the other tables too.
 */
export const csvReader: FormatReader = {
  detect: (_folder, files) => files.has('objects.csv'),
  async open(folder, listing, problems) {
    const { columns, rows } = parseCsv(await folder.readText('objects.csv'));
    const missing = NEEDED.find((name) => !columns.includes(name));
    if (missing !== undefined) {
      const params = { where: missing, reason: 'missing' };
      throw new ProblemError({ code: 'labels.schema', severity: 'error', path: 'objects.csv', params });
    }
    const tables = {
      frames: parseCsv((await readIfThere(folder, 'frames.csv')) ?? '').rows,
      objects: rows,
      boxes: parseCsv((await readIfThere(folder, 'boxes2d.csv')) ?? '').rows,
    };
    return labelOnlySet(folder.name, sequencesOf(tables, folder.name, problems), {
      files: FILES.filter((path) => listing.has(path)),
    });
  },
};

function inFrame(rows: readonly CsvRow[] = []): Map<string, CsvRow[]> {
  return groupBy(rows, (row) => row.get('frame') ?? '');
}

interface Tables {
  readonly frames: readonly CsvRow[];
  readonly objects: readonly CsvRow[];
  readonly boxes: readonly CsvRow[];
}

function sequencesOf(tables: Tables, name: string, problems: Problem[]): LabelSequence[] {
  const sequenceOf = (row: CsvRow): string => row.get('sequence') || name;
  const [frames, objects, boxes] = [tables.frames, tables.objects, tables.boxes].map((rows) =>
    groupBy(rows, sequenceOf),
  ) as [Map<string, CsvRow[]>, Map<string, CsvRow[]>, Map<string, CsvRow[]>];
  const ids = [...new Set([...frames.keys(), ...objects.keys(), ...boxes.keys()])];
  return ids.map((id) => {
    const [objectsIn, boxesIn] = [inFrame(objects.get(id)), inFrame(boxes.get(id))];
    const rows = new Map((frames.get(id) ?? []).map((row) => [row.get('frame'), row]));
    const listed = [...rows.values()].map(frameOf);
    const known = new Set(listed.map((frame) => frame.id));
    const others = [...new Set([...objectsIn.keys(), ...boxesIn.keys()])]
      .filter((frame) => !known.has(frame))
      .sort(compareNaturally)
      .map((frame, i): LabelFrame => ({
        id: frame,
        name: stemOf(frame),
        index: listed.length + i,
        images: [],
      }));
    return {
      id,
      name: nameOf(id),
      folder: ids.length === 1 ? '' : id,
      cameras: [...new Set((boxes.get(id) ?? []).map((row) => row.get('camera') ?? ''))].map((camera) => ({
        id: camera,
      })),
      frames: [...listed, ...others],
      labelsOf: (frame) =>
        Promise.resolve(
          labelsOf(objectsIn.get(frame.id) ?? [], boxesIn.get(frame.id) ?? [], frame, problems),
        ),
    };
  });
}

function frameOf(row: CsvRow, index: number): LabelFrame {
  const id = row.get('frame') ?? '';
  const [path, sensor, ns] = [row.get('cloud') ?? '', row.get('lidar') ?? '', row.get('ns') ?? ''];
  const cloud =
    path === '' ? {} : { cloud: { sensor: sensor || 'lidar', path, ...(/^-?\d+$/.test(ns) ? { ns } : {}) } };
  return { id, name: row.get('name') || stemOf(id), index, images: [], ...cloud };
}

function labelsOf(
  objects: readonly CsvRow[],
  boxes: readonly CsvRow[],
  frame: LabelFrame,
  problems: Problem[],
): FrameLabels {
  const found = new ForeignObjects('objects.csv', frame.name);
  const more = new Map<number, Pick<LabelObject, 'points' | 'isKeyframe'>>();
  const kept: number[] = [];
  for (const [index, row] of objects.entries()) {
    const cuboid = cuboidOf(row);
    const track = row.get('track') || undefined;
    const name = row.get('class') ?? '';
    if ('reason' in cuboid) found.skip(track ?? `${frame.name}#${index}`, cuboid);
    else {
      found.add(track, index, { class: name, cuboid, attributes: attributesOf(row) });
      kept.push(index);
      more.set(index, countsOf(row));
    }
  }
  const { objects: read, problems: faults } = found.finish();
  problems.push(...faults);
  return {
    objects: read.map((object, i) => asLabelObject(object, more.get(kept[i]!))),
    boxes2d: boxes.flatMap((row) => boxOf(row) ?? []),
  };
}

function asLabelObject({ sourceId, ...object }: ForeignObject, more: Partial<LabelObject> = {}): LabelObject {
  return { track: sourceId, ...object, ...more };
}

type Fault = { readonly where: string; readonly reason: ProblemReason };

function numbersOf(row: CsvRow, names: readonly string[]): readonly number[] | Fault {
  const numbers: number[] = [];
  for (const where of names) {
    const number = parseDecimal((row.get(where) ?? '').trim());
    if (typeof number === 'string') return { where, reason: number };
    numbers.push(number);
  }
  return numbers;
}

function cuboidOf(row: CsvRow): Cuboid | Fault {
  const numbers = numbersOf(row, NEEDED.slice(2));
  if ('reason' in numbers) return numbers;
  const [x, y, z, length, width, height] = numbers as [number, number, number, number, number, number];
  if (!(length > 0 && width > 0 && height > 0)) return { where: 'length', reason: 'sizeNotPositive' };
  const rotation = rotationOf(row);
  if ('reason' in rotation) return rotation;
  return { centre: [x, y, z], size: [length, width, height], rotation };
}

function rotationOf(row: CsvRow): Quaternion | Fault {
  if ((row.get('qw') ?? '') === '') {
    const yaw = numbersOf(row, ['yaw']);
    return 'reason' in yaw ? yaw : fromYaw(yaw[0]!);
  }
  const numbers = numbersOf(row, ['qx', 'qy', 'qz', 'qw']);
  if ('reason' in numbers) return numbers;
  if (numbers.every((value) => value === 0)) return { where: 'qw', reason: 'wrongValue' };
  return [numbers[0]!, numbers[1]!, numbers[2]!, numbers[3]!];
}

function countsOf(row: CsvRow): Pick<LabelObject, 'points' | 'isKeyframe'> {
  const points = row.get('points') ?? '';
  const keyframe = (row.get('keyframe') ?? '').toLowerCase();
  return {
    ...(/^\d{1,9}$/.test(points) ? { points: Number(points) } : {}),
    ...(keyframe === 'true' || keyframe === 'false' ? { isKeyframe: keyframe === 'true' } : {}),
  };
}

function boxOf(row: CsvRow): LabelBox2d | undefined {
  const sides = numbersOf(row, ['left', 'top', 'right', 'bottom']);
  if ('reason' in sides) return undefined;
  const [left, top, right, bottom] = sides as [number, number, number, number];
  const [track, score] = [row.get('track'), numbersOf(row, ['score'])];
  const extent = BOX2D_EXTENTS.find((known) => known === row.get('extent'));
  const attributes = attributesOf(row);
  const source = (['manual', 'model'] as const).find((known) => known === row.get('source')) ?? 'imported';
  return {
    camera: row.get('camera') ?? '',
    rectangle: { left, top, right, bottom },
    class: row.get('class') ?? '',
    source,
    ...(track ? { track } : {}),
    ...('reason' in score ? {} : { score: score[0]! }),
    ...(extent === undefined ? {} : { extent }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  };
}

/** JSON in one column; what is none is kept as a text. */
function attributesOf(row: CsvRow): Attributes {
  const text = row.get('attributes') ?? '';
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return plainAttributes({ ...value });
  } catch {
    // Said below.
  }
  return { attributes: text };
}
