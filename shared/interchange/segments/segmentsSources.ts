import { attributesSchema } from './segmentsSchema.ts';

/** Tasks whose labels are cuboids: of single clouds and of sequences. */
const CUBOID_TASKS = /^pointcloud-cuboid(?:-sequence)?$/;
const IMAGE_TASKS = /^image-/;

/** A camera among the sensors of a sample, frame by frame as it stands in the file. */
export interface SegmentsSensor {
  readonly name: string;
  readonly images: readonly unknown[];
  readonly labels: readonly unknown[];
}

/** Of a sequence, of a single cloud, or of the lidar among several sensors. */
export function cloudFrames(value: unknown): readonly unknown[] {
  const { data } = attributesSchema.safeParse(value);
  if (data === undefined) return [];
  if (data.sensors === undefined) return data.frames ?? [data];
  const lidar = data.sensors.find(({ task_type: task }) => CUBOID_TASKS.test(task ?? ''));
  return lidar === undefined ? [] : cloudFrames(lidar.attributes);
}

/** The cameras of a sample and of its labels, which are the same where they are called the same. */
export function cameraSensors(sample: unknown, labels: unknown): readonly SegmentsSensor[] {
  const images = imageFrames(sample);
  const annotated = imageFrames(labels);
  return [...new Set([...images.keys(), ...annotated.keys()])].map((name) => ({
    name,
    images: images.get(name) ?? [],
    labels: annotated.get(name) ?? [],
  }));
}

function imageFrames(value: unknown): ReadonlyMap<string, readonly unknown[]> {
  const sensors = attributesSchema.safeParse(value).data?.sensors ?? [];
  return new Map(
    sensors.flatMap(({ name, task_type: task, attributes }): [string, readonly unknown[]][] =>
      name !== undefined && IMAGE_TASKS.test(task ?? '')
        ? [[name, attributesSchema.safeParse(attributes).data?.frames ?? []]]
        : [],
    ),
  );
}

/** A time as we have it, where it is one. */
export function nanoseconds(timestamp: string | number | undefined): string | undefined {
  return /^-?\d{1,19}$/.exec(String(timestamp ?? ''))?.[0];
}
