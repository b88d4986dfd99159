import type { Attributes } from '../../labels/sidecar.ts';
import { findJsonError } from '../../problems/findJsonError.ts';
import { nestsDeeper } from '../../problems/jsonNesting.ts';
import { countKeys, lostKey } from '../../problems/lostKey.ts';
import { ProblemError } from '../../problems/problem.ts';
import type { ProblemReason } from '../../problems/reasons.ts';
import {
  rectangleFault,
  scoreOf,
  SkippedBoxes,
  type ForeignBox,
  type ForeignBoxes,
} from '../boxes2d/foreignBox.ts';

export type CocoRow = Readonly<Record<string, unknown>>;

/** Deeper than polygons in annotations ever are. */
const DEEPEST = 64;

/**
 * The boxes of a COCO object detection file: `images` by `file_name`, `categories` by name, `annotations` with
 * `bbox` [x, y, width, height] from the upper left corner of the upper left pixel, half a pixel before our (0, 0).
 * Crowds (`iscrowd` 1) bound no single object and are left out. With `score` it is a detector's.
 *
 * Each annotation that cannot be read is named and left out.
 *
 * @throws ProblemError `boxes.unreadable` when it is no such file
 */
export function readCoco(text: string, path: string): ForeignBoxes {
  const { boxes, problems } = readCocoFile(text, path);
  return { boxes: boxes.map(({ box }) => box), problems };
}

export interface CocoFile {
  /** Every image that has an id, in the order of the file. */
  readonly images: readonly { readonly id: string; readonly row: CocoRow }[];
  readonly boxes: readonly CocoBox[];
  readonly problems: ForeignBoxes['problems'];
}

export interface CocoBox {
  readonly box: ForeignBox;
  /** The id of its image. */
  readonly imageId: string;
  /** All that the file says of it. */
  readonly row: CocoRow;
}

/** The same with all that the file says beside it. */
export function readCocoFile(text: string, path: string): CocoFile {
  const file = parse(text, path);
  const rows = rowsOf(file, 'images', path);
  const images = byId(rows, ({ file_name: name }) => (typeof name === 'string' ? name : undefined));
  const classes = byId(rowsOf(file, 'categories', path), ({ name }) =>
    typeof name === 'string' ? name : undefined,
  );
  const skipped = new SkippedBoxes(path);
  const used = new Set<string>();
  const boxes = rowsOf(file, 'annotations', path).flatMap((row, index): CocoBox[] => {
    if (!isRow(row)) {
      skipped.add(`#${index}`, 'expectObject', `annotations[${index}]`);
      return [];
    }
    if (row['iscrowd'] === 1 || row['iscrowd'] === true) return [];
    const box = boxOf(row, index, images, classes, used);
    if (!('reason' in box)) return [{ box, imageId: keyOf(row['image_id']), row }];
    skipped.add(nameOf(row, index), box.reason, box.where, box.params);
    return [];
  });
  return {
    images: rows.flatMap((row) =>
      isRow(row) && images.has(keyOf(row['id'])) ? [{ id: keyOf(row['id']), row }] : [],
    ),
    boxes,
    problems: skipped.problems,
  };
}

interface Fault {
  readonly reason: ProblemReason;
  readonly where: string;
  readonly params?: Readonly<Record<string, string>>;
}

function boxOf(
  row: CocoRow,
  index: number,
  images: ReadonlyMap<string, string>,
  classes: ReadonlyMap<string, string>,
  used: Set<string>,
): ForeignBox | Fault {
  const image = images.get(keyOf(row['image_id']));
  if (image === undefined)
    return { reason: 'noImagesListed', where: 'image_id', params: { image: shown(row['image_id']) } };
  const name = classes.get(keyOf(row['category_id']));
  if (name === undefined)
    return {
      reason: 'categoryUnknown',
      where: 'category_id',
      params: { category: shown(row['category_id']) },
    };
  const numbers = row['bbox'];
  if (!Array.isArray(numbers)) return { reason: 'expectList', where: 'bbox' };
  if (numbers.length !== 4) return { reason: 'wrongCount', where: 'bbox' };
  if (!numbers.every((value): value is number => typeof value === 'number'))
    return { reason: 'expectNumber', where: 'bbox' };
  const [x = 0, y = 0, width = 0, height = 0] = numbers;
  const rectangle = { left: x - 0.5, top: y - 0.5, right: x + width - 0.5, bottom: y + height - 0.5 };
  const fault = rectangleFault(rectangle);
  if (fault !== undefined) return { reason: fault, where: 'bbox' };
  // Ids are unique in a sound file; in others the place tells them apart.
  const id = keyOf(row['id']);
  const key = id === '' || used.has(id) ? `#${index}` : id;
  used.add(key);
  const attributes = attributesOf(row['attributes']);
  return {
    image,
    key,
    rectangle,
    unit: 'pixels',
    class: name,
    source: typeof row['score'] === 'number' ? 'model' : 'imported',
    ...scoreOf(row['score']),
    ...(attributes === undefined ? {} : { attributes }),
  };
}

/** As CVAT and others write them beside the box; `occluded` is what our own labels make of it. */
function attributesOf(value: unknown): Attributes | undefined {
  if (!isRow(value)) return undefined;
  const kept = Object.entries(value).filter(
    (entry): entry is [string, string | number | boolean] =>
      entry[0] !== '__proto__' &&
      (typeof entry[1] === 'string' || typeof entry[1] === 'boolean' || Number.isFinite(entry[1])),
  );
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function parse(text: string, path: string): CocoRow {
  const withoutMark = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const refuse = (params: Record<string, string | number>, cause?: unknown): ProblemError =>
    new ProblemError({ code: 'boxes.unreadable', severity: 'error', path, params }, { cause });
  if (nestsDeeper(withoutMark, DEEPEST)) throw refuse({ reason: 'tooDeep' });
  let value: unknown;
  try {
    value = JSON.parse(withoutMark);
  } catch (cause) {
    throw refuse({ ...findJsonError(withoutMark) }, cause);
  }
  const lost = lostKey(withoutMark, countKeys(value));
  if (lost !== undefined) throw refuse({ ...lost });
  // What detectors write is a bare list: it does not say which image has which number.
  if (Array.isArray(value)) throw refuse({ where: 'images', reason: 'missing' });
  if (!isRow(value)) throw refuse({ reason: 'expectObject' });
  return value;
}

function rowsOf(file: CocoRow, key: string, path: string): readonly unknown[] {
  const rows: unknown = file[key];
  if (Array.isArray(rows)) return rows;
  const reason: ProblemReason = rows === undefined ? 'missing' : 'expectList';
  throw new ProblemError({
    code: 'boxes.unreadable',
    severity: 'error',
    path,
    params: { where: key, reason },
  });
}

function byId(
  rows: readonly unknown[],
  read: (row: CocoRow) => string | undefined,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const row of rows) {
    const name = isRow(row) ? read(row) : undefined;
    const id = isRow(row) ? keyOf(row['id']) : '';
    if (name !== undefined && id !== '' && !found.has(id)) found.set(id, name);
  }
  return found;
}

/** Ids are numbers, or texts in some tools; empty: none. */
function keyOf(id: unknown): string {
  return typeof id === 'number' || typeof id === 'string' ? String(id) : '';
}

function shown(id: unknown): string {
  return keyOf(id) === '' ? '?' : keyOf(id);
}

function nameOf(row: CocoRow, index: number): string {
  const id = keyOf(row['id']);
  return id === '' ? `#${index}` : id;
}

function isRow(value: unknown): value is CocoRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
