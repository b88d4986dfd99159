import { joinPath } from '../../dataset/canonicalPath.ts';
import { groupBy } from '../../dataset/groupBy.ts';
import { importedTrackId } from '../../labels/ids.ts';
import type { StandaloneFormat } from '../common/interchangeFormat.ts';
import type { LabelBox2d, LabelFrame, LabelObject, LabelSequence, LabelSet } from '../common/labelSet.ts';
import type { LossLog } from '../common/lossLog.ts';
import { isSound } from '../common/numbers.ts';
import { openlabelAttributes } from './openlabelAttributes.ts';
import { TRACK_TEXT } from './openlabelNames.ts';
import { coordinateSystems, frameProperties, streamsOf } from './openlabelSensors.ts';
import { openlabelReader } from './readOpenlabel.ts';

/**
 * ASAM OpenLABEL 1.0: one `openlabel.json` for each sequence. Cuboids are x y z, quaternion x y z w, and size along the
 * box's own axes, in the coordinate system of the labels; 2D boxes are centre and size in that of their camera.
 */
export const openlabelFormat: StandaloneFormat<'openlabel'> = {
  id: 'openlabel',
  describeLoss: {
    rotation: 'full',
    tracks: true,
    attributes: 'all',
    points: true,
    keyframes: true,
    boxes2d: 'all',
    links2d: true,
    calibrations: true,
    egoPoses: true,
    timestamps: true,
  },
  read: openlabelReader,
  async *write(set, losses) {
    for (const sequence of set.sequences) {
      const openlabel = await openlabelOf(set, sequence, losses);
      const path = joinPath(sequence.folder, 'openlabel.json');
      yield { path, text: `${JSON.stringify({ openlabel }, undefined, 1)}\n` };
    }
  },
};

interface Interval {
  frame_start: number;
  frame_end: number;
}

interface Element {
  readonly name: string;
  readonly type: string;
  readonly frame_intervals: Interval[];
  readonly object_data?: object;
}

async function openlabelOf(set: LabelSet, sequence: LabelSequence, losses: LossLog): Promise<object> {
  const objects = new Map<string, Element>();
  const frames: Record<string, object> = {};
  for (const frame of sequence.frames) {
    const labels = await sequence.labelsOf(frame);
    const data = new FrameData();
    for (const object of labels.objects) addObject(object, frame, set, sequence, objects, data, losses);
    for (const box of labels.boxes2d) losses.box2d(box, true);
    for (const box of labels.boxes2d)
      if (box.track !== undefined) addBox(box, box.track, frame, sequence, objects, data);
    // Those of no object come last, and are counted by camera: their order says which is which.
    const free = groupBy(
      labels.boxes2d.filter(({ track }) => track === undefined),
      ({ camera }) => camera,
    );
    for (const [camera, boxes] of free)
      for (const [i, box] of boxes.entries())
        addBox(box, `${frame.id}/${camera}/${i}`, frame, sequence, objects, data);
    frames[String(frame.index)] = {
      frame_properties: frameProperties(set, sequence, frame, labels),
      ...data.entries(),
    };
  }
  const last = sequence.frames.length - 1;
  return {
    metadata: { schema_version: '1.0.0', name: sequence.id, annotator: 'boxwright' },
    coordinate_systems: coordinateSystems(set, sequence),
    streams: streamsOf(set, sequence),
    objects: Object.fromEntries(objects),
    frames,
    frame_intervals: last < 0 ? [] : [{ frame_start: 0, frame_end: last }],
  };
}

/** What is in one frame, by the key of its object. */
class FrameData {
  readonly #byKey = new Map<string, { cuboid: object[]; bbox: object[] }>();

  add(key: string, kind: 'cuboid' | 'bbox', entry: object): void {
    const data = this.#byKey.get(key) ?? { cuboid: [], bbox: [] };
    this.#byKey.set(key, data);
    data[kind].push(entry);
  }

  entries(): { objects?: Record<string, object> } {
    if (this.#byKey.size === 0) return {};
    const objects: Record<string, object> = {};
    for (const [key, { cuboid, bbox }] of this.#byKey)
      objects[key] = {
        object_data: { ...(cuboid.length === 0 ? {} : { cuboid }), ...(bbox.length === 0 ? {} : { bbox }) },
      };
    return { objects };
  }
}

function addObject(
  object: LabelObject,
  frame: LabelFrame,
  set: LabelSet,
  sequence: LabelSequence,
  objects: Map<string, Element>,
  data: FrameData,
  losses: LossLog,
): void {
  if (!isSound(object.cuboid)) {
    losses.leftOut(frame, object, 'notFinite');
    return;
  }
  losses.wrote(frame, object, { cuboid: object.cuboid, attributes: 'all' });
  const key = elementKey(object.track, sequence);
  const element = appear(objects, key, object.track, object.class, frame.index);
  if (element.type !== object.class) losses.note('classOfTrackOnly');
  const { centre, size, rotation } = object.cuboid;
  const { points, isKeyframe } = object;
  const own = {
    ...(points === undefined ? {} : { points }),
    ...(isKeyframe === undefined ? {} : { keyframe: isKeyframe }),
  };
  data.add(key, 'cuboid', {
    name: 'cuboid',
    val: [...centre, ...rotation, ...size],
    coordinate_system: set.labelFrame,
    ...openlabelAttributes(object.attributes),
    ...(Object.keys(own).length === 0 ? {} : { boxwright: own }),
  });
}

function addBox(
  box: LabelBox2d,
  track: string,
  frame: LabelFrame,
  sequence: LabelSequence,
  objects: Map<string, Element>,
  data: FrameData,
): void {
  const { left, top, right, bottom } = box.rectangle;
  const isLinked = box.track !== undefined;
  const key = elementKey(track, sequence);
  const element = appear(objects, key, track, box.class, frame.index);
  const sizes = [(left + right) / 2, (top + bottom) / 2, right - left, bottom - top].map(pixels);
  const own = {
    linked: isLinked,
    source: box.source,
    ...(element.type === box.class ? {} : { class: box.class }),
    ...(box.extent === undefined ? {} : { extent: box.extent }),
    ...(box.score === undefined ? {} : { score: box.score }),
  };
  data.add(key, 'bbox', {
    name: 'box2d',
    val: sizes,
    coordinate_system: box.camera,
    ...openlabelAttributes(box.attributes ?? {}),
    boxwright: own,
  });
}

/** Keys are whole numbers or UUIDs. */
function elementKey(track: string, sequence: LabelSequence): string {
  const isKey = /^(?:-?\d+|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/i.test(track);
  return isKey ? track : importedTrackId(sequence.id, track);
}

/** Notes that the object is there in the frame; what it is was said when it first appeared. */
function appear(
  objects: Map<string, Element>,
  key: string,
  track: string,
  type: string,
  index: number,
): Element {
  const known = objects.get(key);
  if (known === undefined) {
    const isRenamed = key !== track;
    const element: Element = {
      name: track,
      type,
      frame_intervals: [{ frame_start: index, frame_end: index }],
      ...(isRenamed ? { object_data: { text: [{ name: TRACK_TEXT, val: track }] } } : {}),
    };
    objects.set(key, element);
    return element;
  }
  const interval = known.frame_intervals.at(-1)!;
  if (interval.frame_end >= index - 1) interval.frame_end = index;
  else known.frame_intervals.push({ frame_start: index, frame_end: index });
  return known;
}

function pixels(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0;
}
