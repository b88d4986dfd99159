import { canonicalPath, nameOf, stemOf } from '../../dataset/canonicalPath.ts';
import { ForeignObjects, nameInFile } from '../../dataset/foreignObjects.ts';
import type { RigidTransform } from '../../geometry/rigidTransform.ts';
import type { Problem } from '../../problems/problem.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import type { LabelFrame, LabelSequence } from '../common/labelSet.ts';
import { parseLabelJson } from '../common/parseLabelJson.ts';
import { wholeFiles, type LabelFile } from '../common/wholeFiles.ts';
import { frameLabels } from './readSegmentsFrame.ts';
import { readSegmentsImages } from './readSegmentsImages.ts';
import { worldFromLabel } from './segmentsPose.ts';
import {
  attributesSchema,
  categorySchema,
  releaseSchema,
  sampleFrameSchema,
  sampleSchema,
  type SampleFrame,
  type SegmentsSample,
} from './segmentsSchema.ts';
import { cameraSensors, cloudFrames, nanoseconds } from './segmentsSources.ts';

/** The labels that people made, where a sample has several sets of them. */
export const GROUND_TRUTH = 'ground-truth';

/**
 * Releases of Segments.ai, and the attributes of a single label as its Python kit hands them out. Where samples say a pose,
 * cuboids stand in the world: they are brought into the frame of their cloud. Of several sensors the lidar's cuboids are read
 * and the cameras' boxes.
 */
export const segmentsReader = wholeFiles({
  named: /segments/i,
  begins: (start) => isRelease(start) || isLabel(start),
  read(file, problems) {
    if (!isRelease(file.text)) {
      const attributes = parseLabelJson(file.text, file.path, attributesSchema);
      const sample = { name: stemOf(file.path), labels: { [GROUND_TRUTH]: { attributes } } };
      return { sequences: [sequenceOf(sample, new Map(), file, file.isOnly, problems)] };
    }
    const { dataset } = parseLabelJson(file.text, file.path, releaseSchema);
    const categories = new Map(
      (dataset.task_attributes?.categories ?? []).flatMap((entry): [number, string][] => {
        const { data } = categorySchema.safeParse(entry);
        return data === undefined ? [] : [[data.id, data.name]];
      }),
    );
    const samples = samplesOf(dataset.samples, file, problems);
    const isOnly = file.isOnly && samples.length === 1;
    return { sequences: samples.map((sample) => sequenceOf(sample, categories, file, isOnly, problems)) };
  },
});

function isRelease(start: string): boolean {
  return /"task_type"\s*:\s*"(?:pointcloud-cuboid|multisensor)/.test(start) && start.includes('"dataset"');
}

function isLabel(start: string): boolean {
  const isKnown = /"type"\s*:\s*"cuboid/.test(start) || /"sensors"\s*:/.test(start);
  return /"annotations"\s*:/.test(start) && isKnown && start.includes('"category_id"');
}

function samplesOf(
  entries: readonly unknown[],
  { path }: LabelFile,
  problems: Problem[],
): readonly SegmentsSample[] {
  const found = new ForeignObjects(path, 'samples');
  const samples = entries.flatMap((entry, index) => {
    const { data, error } = sampleSchema.safeParse(entry);
    if (error !== undefined) found.skip(nameInFile(entry, 'name', index), schemaFault(error, entry));
    return data ?? [];
  });
  problems.push(...found.finish().problems);
  return samples;
}

function sequenceOf(
  sample: SegmentsSample,
  categories: ReadonlyMap<number, string>,
  { path }: LabelFile,
  isOnly: boolean,
  problems: Problem[],
): LabelSequence {
  const about = cloudFrames(sample.attributes).map((entry) => sampleFrameSchema.safeParse(entry));
  const sets = sample.labels ?? {};
  const label = (sets[GROUND_TRUTH] ?? Object.values(sets)[0])?.attributes;
  const annotated = cloudFrames(label);
  const sensors = cameraSensors(sample.attributes, label);
  const count = Math.max(
    ...[about, annotated, ...sensors.flatMap(({ images, labels }) => [images, labels])].map(
      ({ length }) => length,
    ),
  );
  const clouds = about.map(({ data }) => data);
  const { cameras, frames } = readSegmentsImages(clouds, sensors, count, path, problems);
  return {
    id: sample.name,
    name: sample.name,
    folder: isOnly ? '' : sample.name,
    cameras,
    frames: frames.map(({ images }, index) =>
      Object.assign(frameOf(clouds[index], index, sample.name), { images }),
    ),
    labelsOf: ({ index, name }) => {
      const { data, error } = about[index] ?? {};
      const around = { path, frame: name, worldFromLabel: poseOf(data), categories };
      const boxes = sensors.map((sensor) => ({ camera: sensor.name, entry: sensor.labels[index] }));
      // Without its pose nobody knows where in the cloud a cuboid of the world stands.
      const fault = error && schemaFault(error, undefined);
      const labels = frameLabels(annotated[index], boxes, around, fault, problems);
      const { calibrations } = frames[index]!;
      return Promise.resolve(calibrations.size === 0 ? labels : { ...labels, calibrations });
    },
  };
}

function poseOf(about: SampleFrame | undefined): RigidTransform | undefined {
  return about?.ego_pose ? worldFromLabel(about.ego_pose) : undefined;
}

function frameOf(about: SampleFrame | undefined, index: number, sample: string): LabelFrame {
  const url = about?.pcd?.url ?? '';
  const path = url.includes('://') ? undefined : canonicalPath(url);
  const file = nameOf(url.replace(/[?#].*$/, ''));
  const number = String(index).padStart(6, '0');
  const name = about?.name ?? (file === '' ? number : stemOf(file));
  const pose = poseOf(about);
  const ns = nanoseconds(about?.timestamp);
  return {
    id: path ?? `${sample}/${name}`,
    name,
    index,
    ...(path === undefined ? {} : { cloud: { sensor: 'lidar', path, ...(ns === undefined ? {} : { ns }) } }),
    images: [],
    ...(pose === undefined ? {} : { worldFromEgo: pose }),
  };
}
