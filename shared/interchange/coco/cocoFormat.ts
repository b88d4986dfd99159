import type { StandaloneFormat } from '../common/interchangeFormat.ts';
import type { FrameLabels, LabelBox2d, LabelFrame, LabelObject, LabelSequence } from '../common/labelSet.ts';
import type { Rectangle } from '../../geometry/rectangle.ts';
import { compareCodePoints } from '../../dataset/naturalOrder.ts';
import { Projector } from '../common/projectObjects.ts';
import { isSound } from '../common/numbers.ts';
import { cocoReader } from './readCocoLabels.ts';
import type { LossLog } from '../common/lossLog.ts';

/** Where a box comes from: computed from a cuboid, drawn by a person, imported, or a program's. */
type CocoSource = 'projection' | LabelBox2d['source'];

interface Annotation {
  readonly id: number;
  readonly image_id: number;
  /** The class's name until all are known. */
  readonly category: string;
  readonly rest: object;
}

/**
 * COCO object detection, `instances.json`: an image for each camera's image, and in it the cuboids' projections as well as
 * the 2D boxes that people and detectors drew; `source` tells them apart. `bbox` is x, y, width, height from the upper left
 * corner of the upper left pixel, half a pixel before our (0, 0). The cuboids themselves have no place.
 */
export const cocoFormat: StandaloneFormat<'coco'> = {
  id: 'coco',
  describeLoss: {
    rotation: 'none',
    tracks: true,
    attributes: 'all',
    points: false,
    keyframes: false,
    boxes2d: 'all',
    links2d: true,
    calibrations: false,
    egoPoses: false,
    timestamps: false,
  },
  read: cocoReader,
  async *write({ sequences, name }, losses) {
    const images: object[] = [];
    const annotations: Annotation[] = [];
    const projector = new Projector();
    for (const sequence of sequences)
      for (const frame of sequence.frames) {
        const labels = await sequence.labelsOf(frame);
        const first = images.length + 1;
        images.push(...imagesOf(frame, sequence, first));
        annotations.push(
          ...annotationsOf(frame, sequence, labels, first, annotations.length + 1, projector, losses),
        );
      }
    const names = [...new Set(annotations.map(({ category }) => category))].sort(compareCodePoints);
    const ids = new Map(names.map((category, i) => [category, i + 1]));
    const file = {
      info: { description: name, contributor: 'boxwright' },
      images,
      categories: names.map((category) => ({ id: ids.get(category), name: category })),
      annotations: annotations.map(({ id, image_id, category, rest }) =>
        Object.assign({ id, image_id, category_id: ids.get(category) }, rest),
      ),
    };
    yield { path: 'instances.json', text: `${JSON.stringify(file, undefined, 1)}\n` };
  },
};

function imagesOf(frame: LabelFrame, { id, cameras }: LabelSequence, first: number): object[] {
  return frame.images.map(({ sensor, path, ns }, i) => {
    const { width, height } = cameras.find((camera) => camera.id === sensor) ?? {};
    return {
      id: first + i,
      file_name: path,
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
      camera: sensor,
      sequence: id,
      frame: frame.id,
      ...(ns === undefined ? {} : { timestamp_ns: ns }),
    };
  });
}

function annotationsOf(
  frame: LabelFrame,
  { cameras }: LabelSequence,
  labels: FrameLabels,
  firstImage: number,
  firstId: number,
  projector: Projector,
  losses: LossLog,
): Annotation[] {
  const found: Annotation[] = [];
  const add = (image: number, category: string, rest: object): void => {
    found.push({ id: firstId + found.length, image_id: firstImage + image, category, rest });
  };
  for (const object of labels.objects) {
    if (!isSound(object.cuboid)) {
      losses.leftOut(frame, object, 'notFinite');
      continue;
    }
    const before = found.length;
    for (const [i, { sensor }] of frame.images.entries()) {
      const camera = cameras.find(({ id }) => id === sensor);
      const seen = camera && projector.project(object, camera, labels);
      if (seen !== undefined) add(i, object.class, projectionRest(object, seen.rectangle, seen.truncation));
    }
    if (found.length > before) losses.wroteProjections(object, 'all');
    else losses.leftOut(frame, object, 'notSeen');
  }
  for (const box of labels.boxes2d) {
    const image = frame.images.findIndex(({ sensor }) => sensor === box.camera);
    losses.box2d(box, image !== -1);
    if (image !== -1) add(image, box.class, boxRest(box));
  }
  return found;
}

function projectionRest(
  { track, attributes }: LabelObject,
  rectangle: Rectangle,
  truncation: number,
): object {
  return { ...place(rectangle), ...tail('projection', track, attributes), truncation };
}

function boxRest({ rectangle, source, track, attributes = {}, extent, score }: LabelBox2d): object {
  return {
    ...place(rectangle),
    ...tail(source, track, attributes),
    ...(extent === undefined ? {} : { extent }),
    ...(score === undefined ? {} : { score }),
  };
}

function place({ left, top, right, bottom }: Rectangle): object {
  const [width, height] = [pixels(right - left), pixels(bottom - top)];
  return {
    bbox: [pixels(left + 0.5), pixels(top + 0.5), width, height],
    area: pixels(width * height),
    iscrowd: 0,
  };
}

function tail(source: CocoSource, track: string | undefined, attributes: LabelObject['attributes']): object {
  const entries = Object.entries(attributes).sort(([a], [b]) => compareCodePoints(a, b));
  return {
    source,
    ...(track === undefined ? {} : { track_id: track }),
    ...(entries.length === 0 ? {} : { attributes: Object.fromEntries(entries) }),
  };
}

function pixels(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0;
}
