import type { SensorFile } from '../common/labelSet.ts';
import { boxAnnotation, cuboidAnnotation, type Placed } from './segmentsAnnotations.ts';
import type { DrawnBox } from './segmentsTracks.ts';

export const CUBOIDS = 'pointcloud-cuboid-sequence';
export const BOXES = 'image-vector-sequence';

/** A sequence as it is written. */
export interface SequenceLabels {
  readonly name: string;
  readonly lidar: string;
  /** The cameras that have images. */
  readonly cameras: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly frames: readonly WrittenFrame[];
}

export interface WrittenFrame {
  readonly name: string;
  /** The frame of the sample. */
  readonly about: object;
  readonly ns: string | undefined;
  readonly images: readonly SensorFile[];
  readonly objects: readonly Placed[];
  readonly boxes: readonly DrawnBox[];
}

/** What a sensor's labels and its sample's part have in common. */
interface Sensor {
  readonly name: string;
  readonly task_type: string;
  readonly attributes: object;
}

/** The sample's attributes: those of the clouds, or of the lidar and each camera. */
export function sampleAttributes(labels: SequenceLabels, isMultisensor: boolean): object {
  const clouds = { frames: labels.frames.map(({ about }) => about) };
  if (!isMultisensor) return clouds;
  return {
    sensors: [
      lidarSensor(labels, clouds),
      ...labels.cameras.map((camera) => ({
        name: camera,
        task_type: BOXES,
        attributes: { frames: labels.frames.map((frame) => imageFrame(frame, camera)) },
      })),
    ],
  };
}

/** Frames of all sensors go by their place: one without an image keeps it. */
function imageFrame({ name, images }: WrittenFrame, camera: string): object {
  const image = images.find(({ sensor }) => sensor === camera);
  return {
    image: { url: image?.path ?? null },
    name,
    ...(image?.ns === undefined ? {} : { timestamp: image.ns }),
  };
}

/** The label's attributes, likewise. */
export function labelAttributes(
  labels: SequenceLabels,
  categories: ReadonlyMap<string, number>,
  isMultisensor: boolean,
): object {
  const { numbers, frames } = labels;
  const cuboids = frames.map(({ objects, ns }, index) =>
    annotated(
      '0.2',
      ns,
      objects.map((placed) =>
        cuboidAnnotation(
          placed,
          numbers.get(placed.object.track)!,
          categories.get(placed.object.class)!,
          index,
        ),
      ),
    ),
  );
  const clouds = { format_version: '0.2', frames: cuboids };
  if (!isMultisensor) return clouds;
  return {
    sensors: [
      lidarSensor(labels, clouds),
      ...labels.cameras.map((camera): Sensor => ({
        name: camera,
        task_type: BOXES,
        attributes: {
          format_version: '0.2',
          frames: frames.map(({ images, boxes }) => {
            const ns = images.find(({ sensor }) => sensor === camera)?.ns;
            const own = boxes.filter(({ box }) => box.camera === camera);
            return annotated(
              '0.1',
              ns,
              own.map(({ box, number }) => boxAnnotation(box, number, categories.get(box.class)!)),
            );
          }),
        },
      })),
    ],
  };
}

function lidarSensor({ lidar }: SequenceLabels, attributes: object): Sensor {
  return { name: lidar, task_type: CUBOIDS, attributes };
}

function annotated(version: string, ns: string | undefined, annotations: readonly object[]): object {
  return { format_version: version, ...(ns === undefined ? {} : { timestamp: ns }), annotations };
}
