import { cuboidYaw } from '../../geometry/cuboid.ts';
import { compareCodePoints } from '../../dataset/naturalOrder.ts';
import { roundRadians } from '../../labels/rounding.ts';
import type { Attributes } from '../../labels/sidecar.ts';
import type { StandaloneFormat } from '../common/interchangeFormat.ts';
import type { LabelBox2d, LabelObject } from '../common/labelSet.ts';
import { isSound } from '../common/numbers.ts';
import { csvText } from './csvText.ts';
import { csvReader } from './readCsv.ts';

type Row = (string | number | boolean | undefined)[];

export const OBJECT_COLUMNS =
  'sequence frame track class x y z length width height qx qy qz qw yaw points keyframe attributes'.split(
    ' ',
  );
export const BOX_COLUMNS =
  'sequence frame camera track class left top right bottom source extent score attributes'.split(' ');
export const FRAME_COLUMNS = ['sequence', 'frame', 'name', 'index', 'cloud', 'lidar', 'ns'] as const;

/**
 * Three tables: `frames.csv`, `objects.csv`, `boxes2d.csv`. Metres, radians, pixels; cuboids in the label frame with their
 * geometric centre; the quaternion is x y z w and holds, the yaw beside it is derived. Attributes are JSON.
 */
export const csvFormat: StandaloneFormat<'csv'> = {
  id: 'csv',
  describeLoss: {
    rotation: 'full',
    tracks: true,
    attributes: 'all',
    points: true,
    keyframes: true,
    boxes2d: 'all',
    links2d: true,
    calibrations: false,
    egoPoses: false,
    timestamps: true,
  },
  read: csvReader,
  async *write({ sequences }, losses) {
    const frames: Row[] = [];
    const objects: Row[] = [];
    const boxes: Row[] = [];
    for (const sequence of sequences) {
      for (const frame of sequence.frames) {
        const { cloud } = frame;
        frames.push([sequence.id, frame.id, frame.name, frame.index, cloud?.path, cloud?.sensor, cloud?.ns]);
        const labels = await sequence.labelsOf(frame);
        for (const object of labels.objects) {
          if (isSound(object.cuboid)) {
            losses.wrote(frame, object, { cuboid: object.cuboid, attributes: 'all' });
            objects.push(objectRow(sequence.id, frame.id, object));
          } else losses.leftOut(frame, object, 'notFinite');
        }
        for (const box of labels.boxes2d) {
          losses.box2d(box, true);
          boxes.push(boxRow(sequence.id, frame.id, box));
        }
      }
    }
    yield { path: 'frames.csv', text: csvText(FRAME_COLUMNS, frames) };
    yield { path: 'objects.csv', text: csvText(OBJECT_COLUMNS, objects) };
    yield { path: 'boxes2d.csv', text: csvText(BOX_COLUMNS, boxes) };
  },
};

function objectRow(sequence: string, frame: string, object: LabelObject): Row {
  const { track, class: name, cuboid, points, isKeyframe, attributes } = object;
  const row: Row = [sequence, frame, track, name, ...cuboid.centre, ...cuboid.size, ...cuboid.rotation];
  row.push(roundRadians(cuboidYaw(cuboid)), points, isKeyframe, attributesText(attributes));
  return row;
}

function boxRow(sequence: string, frame: string, box: LabelBox2d): Row {
  const { left, top, right, bottom } = box.rectangle;
  const row: Row = [sequence, frame, box.camera, box.track, box.class, left, top, right, bottom];
  row.push(box.source, box.extent, box.score, attributesText(box.attributes ?? {}));
  return row;
}

/** JSON with its keys in order; empty where there are none. */
function attributesText(attributes: Attributes): string {
  const entries = Object.entries(attributes).sort(([a], [b]) => compareCodePoints(a, b));
  return entries.length === 0 ? '' : JSON.stringify(Object.fromEntries(entries));
}
