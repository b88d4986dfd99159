import { canonicalPath, nameOf, stemOf } from '../../dataset/canonicalPath.ts';
import type { LabelFrame, LabelSequence } from '../common/labelSet.ts';
import { parseLabelJson } from '../common/parseLabelJson.ts';
import { wholeFiles, type LabelFile } from '../common/wholeFiles.ts';
import { frameLabels } from './readSegmentsFrame.ts';
import {
  labelSchema,
  releaseSchema,
  type SampleFrame,
  type SegmentsLabel,
  type SegmentsSample,
} from './segmentsSchema.ts';
import { poseIn } from './segmentsPose.ts';
import type { Problem } from '../../problems/problem.ts';

/** The labels that people made, where a sample has several sets of them. */
export const GROUND_TRUTH = 'ground-truth';
/** Tasks whose labels are cuboids: of single clouds and of sequences. */
const TASKS = /^pointcloud-cuboid(?:-sequence)?$/;

/**
 * Releases of Segments.ai, and the attributes of a single label as its Python kit hands them out. Where samples say a pose,
 * cuboids stand in the world: they are brought into the frame of their cloud.
 */
export const segmentsReader = wholeFiles({
  named: /segments/i,
  begins: (start) => isRelease(start) || isLabel(start),
  read(file, problems) {
    if (!isRelease(file.text)) {
      const label = parseLabelJson(file.text, file.path, labelSchema);
      const sample = { name: stemOf(file.path), labels: { [GROUND_TRUTH]: { attributes: label } } };
      return { sequences: [sequenceOf(sample, new Map(), file, file.isOnly, problems)] };
    }
    const { dataset } = parseLabelJson(file.text, file.path, releaseSchema);
    const categories = new Map(dataset.task_attributes?.categories?.map(({ id, name }) => [id, name]));
    const isOnly = file.isOnly && dataset.samples.length === 1;
    return {
      sequences: dataset.samples.map((sample) => sequenceOf(sample, categories, file, isOnly, problems)),
    };
  },
});

function isRelease(start: string): boolean {
  return /"task_type"\s*:\s*"(?:pointcloud-cuboid|multisensor)/.test(start) && start.includes('"dataset"');
}

function isLabel(start: string): boolean {
  return (
    /"annotations"\s*:/.test(start) && /"type"\s*:\s*"cuboid/.test(start) && start.includes('"category_id"')
  );
}

function sequenceOf(
  sample: SegmentsSample,
  categories: ReadonlyMap<number, string>,
  { path }: LabelFile,
  isOnly: boolean,
  problems: Problem[],
): LabelSequence {
  const about = framesOf(sample.attributes);
  const sets = sample.labels ?? {};
  const set = sets[GROUND_TRUTH] ?? Object.values(sets)[0];
  const annotated = framesOf<NonNullable<SegmentsLabel['frames']>[number]>(set?.attributes);
  const count = Math.max(about.length, annotated.length);
  const frames = Array.from({ length: count }, (_, index) => frameOf(about[index], index, sample.name));
  return {
    id: sample.name,
    name: sample.name,
    folder: isOnly ? '' : sample.name,
    cameras: [],
    frames,
    labelsOf: ({ index, name }) =>
      Promise.resolve(
        frameLabels(
          annotated[index]?.annotations ?? [],
          { path, frame: name, worldFromLabel: poseIn(about[index]?.ego_pose), categories },
          problems,
        ),
      ),
  };
}

interface OfFrames<T> {
  readonly frames?: readonly T[] | undefined;
  readonly sensors?:
    | readonly { readonly task_type?: string | undefined; readonly attributes?: unknown }[]
    | undefined;
}

/** Of a sequence, of a single cloud, or of the lidar among several sensors. */
function framesOf<T = SampleFrame>(attributes: (OfFrames<T> & T) | null | undefined): readonly T[] {
  if (!attributes) return [];
  const lidar = attributes.sensors?.find(({ task_type: task }) => TASKS.test(task ?? ''));
  if (lidar !== undefined) return framesOf(lidar.attributes as OfFrames<T> & T);
  return attributes.frames ?? [attributes];
}

function frameOf(about: SampleFrame | undefined, index: number, sample: string): LabelFrame {
  const url = about?.pcd?.url ?? '';
  const path = url.includes('://') ? undefined : canonicalPath(url);
  const file = nameOf(url.replace(/[?#].*$/, ''));
  const number = String(index).padStart(6, '0');
  const name = about?.name ?? (file === '' ? number : stemOf(file));
  const pose = poseIn(about?.ego_pose);
  const ns = /^-?\d{1,19}$/.exec(String(about?.timestamp ?? ''))?.[0];
  return {
    id: path ?? `${sample}/${name}`,
    name,
    index,
    ...(path === undefined ? {} : { cloud: { sensor: 'lidar', path, ...(ns === undefined ? {} : { ns }) } }),
    images: [],
    ...(pose === undefined ? {} : { worldFromEgo: pose }),
  };
}
