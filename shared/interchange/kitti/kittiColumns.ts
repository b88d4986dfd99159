import { wrapAngle } from '../../geometry/angle.ts';
import type { Cuboid } from '../../geometry/cuboid.ts';
import type { Rectangle } from '../../geometry/rectangle.ts';
import { truncationOf } from '../../labels/visibility.ts';
import type { FrameLabels, LabelBox2d, LabelFrame, LabelObject } from '../common/labelSet.ts';
import type { LossLog } from '../common/lossLog.ts';
import { isSound, sixDecimals, sixDecimalsOfAngle } from '../common/numbers.ts';
import type { Projector } from '../common/projectObjects.ts';
import type { KittiFrameCamera } from './kittiCamera.ts';
import type { KittiOriginal, OriginalLine } from './kittiOriginal.ts';
import { cuboidAtPlace, kittiPlaceOf } from './kittiPlace.ts';

/** Attributes that the columns of the object benchmark hold, under the names that they are read with. */
export const HELD = ['truncation', 'occlusion', 'alpha', 'bbox', 'score'];
/** Of a 2D box that has a line of its own. */
const HELD_OF_BOX = ['truncation', 'occlusion', 'score'];
/** `occluded` where nobody has said, of the values that the benchmarks define. */
const UNKNOWN_OCCLUSION = 3;
const UNSEEN: Rectangle = { left: -1, top: -1, right: -1, bottom: -1 };
/** What stands for a cuboid where there is none: height, width, length, x, y, z, rotation_y. */
const NO_CUBOID = ['-1', '-1', '-1', '-1000', '-1000', '-1000', '-10'];

/** A line of a label file, without what the tracking benchmark has before it. */
export interface KittiColumns {
  readonly track: string | undefined;
  readonly columns: readonly string[];
  /** Of a line that is about a cuboid. */
  readonly object?: LabelObject;
  /** Where it stood in the file that the labels were imported from. */
  readonly place?: number;
}

/**
 * The lines of a frame, in the labels' own order: its objects, then 2D boxes that belong to none of them.
 *
 * @param held the attributes that the format has a place for
 * @param original the file that they were imported from: its lines are kept where they say the same, and its order
 */
export function kittiColumns(
  frame: LabelFrame,
  labels: FrameLabels,
  at: KittiFrameCamera,
  projector: Projector,
  losses: LossLog,
  held: readonly string[],
  original?: KittiOriginal,
): KittiColumns[] {
  const onCamera = labels.boxes2d.filter(({ camera }) => camera === at.camera?.id);
  const used = new Set<LabelBox2d>();
  const lines: KittiColumns[] = [];
  for (const object of labels.objects) {
    if (!isSound(object.cuboid)) {
      losses.leftOut(frame, object, 'notFinite');
      continue;
    }
    const drawn = onCamera.find((box) => box.track === object.track && !used.has(box));
    if (drawn !== undefined) used.add(drawn);
    const line = original?.lineOf(object, drawn);
    if (line?.text !== undefined) losses.wrote(frame, object, { cuboid: object.cuboid, attributes: 'all' });
    const columns =
      line?.text === undefined
        ? objectColumns(object, drawn, labels, at, projector, (cuboid) =>
            losses.wrote(frame, object, { cuboid, attributes: held }),
          )
        : [line.text];
    lines.push({ track: object.track, object, columns, ...placeOf(line) });
  }
  for (const box of labels.boxes2d) {
    const isFree = onCamera.includes(box) && !used.has(box);
    losses.box2d(box, isFree || used.has(box), isFree ? HELD_OF_BOX : []);
    if (!isFree) continue;
    const line = original?.lineOfBox(box);
    const columns = line?.text === undefined ? boxColumns(box) : [line.text];
    lines.push({ track: box.track, columns, ...placeOf(line) });
  }
  return lines.sort((a, b) => (a.place ?? LAST) - (b.place ?? LAST));
}

/** What was added since comes last. */
const LAST = Number.MAX_SAFE_INTEGER;

function placeOf(line: OriginalLine | undefined): Pick<KittiColumns, 'place'> {
  return line === undefined ? {} : { place: line.place };
}

function objectColumns(
  object: LabelObject,
  drawn: LabelBox2d | undefined,
  labels: FrameLabels,
  at: KittiFrameCamera,
  projector: Projector,
  tell: (kept: Cuboid) => void,
): string[] {
  const { location, rotationY } = kittiPlaceOf(object.cuboid, at.rectFromLabel);
  const [length, width, height] = object.cuboid.size;
  const place = [height, width, length, ...location].map(sixDecimals);
  place.push(sixDecimalsOfAngle(rotationY));
  const [h, w, l, x, y, z, ry] = place.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const cuboid = cuboidAtPlace({ location: [x, y, z], rotationY: ry }, [l, w, h], at.rectFromLabel);
  tell(cuboid);
  const seen = at.camera && projector.project(object, at.camera, labels);
  const known = object.attributes['truncation'];
  const truncation = typeof known === 'number' && known >= -1 ? Math.min(1, known) : (seen?.truncation ?? -1);
  const score = object.attributes['score'];
  return [
    kittiClass(object.class),
    decimals(truncation, 2),
    String(occlusionOf(object.attributes['occlusion'])),
    sixDecimalsOfAngle(wrapAngle(ry - Math.atan2(x, z))),
    ...(savedRectangle(object) ?? rectangleColumns(drawn?.rectangle ?? seen?.rectangle ?? UNSEEN)),
    ...place,
    ...(typeof score === 'number' && Number.isFinite(score) ? [sixDecimals(score)] : []),
  ];
}

function boxColumns({ class: name, rectangle, attributes = {}, score }: LabelBox2d): string[] {
  return [
    kittiClass(name),
    decimals(truncationOf(attributes) ?? -1, 2),
    String(occlusionOf(attributes['occlusion'])),
    '-10',
    ...rectangleColumns(rectangle),
    ...NO_CUBOID,
    ...(score === undefined ? [] : [sixDecimals(score)]),
  ];
}

/** Columns that bound nothing are kept as an attribute when such a file is read. */
function savedRectangle({ attributes: { bbox } }: LabelObject): string[] | undefined {
  const numbers = typeof bbox === 'string' ? bbox.split(' ').map(Number) : [];
  return numbers.length === 4 && numbers.every(Number.isFinite)
    ? numbers.map((side) => decimals(side, 2))
    : undefined;
}

function rectangleColumns({ left, top, right, bottom }: Rectangle): string[] {
  return [left, top, right, bottom].map((side) => decimals(side, 2));
}

function decimals(value: number, count: number): string {
  const text = value.toFixed(count);
  return /^-0\.0+$/.test(text) ? text.slice(1) : text;
}

function occlusionOf(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= -1 && value <= 3
    ? value
    : UNKNOWN_OCCLUSION;
}

/** Columns are parted by spaces, and the first that is a number ends the class. */
export function kittiClass(name: string): string {
  const word = name.trim().replace(/\s+/g, '_');
  return word === '' || Number.isFinite(Number(word)) ? `class_${word}` : word;
}
