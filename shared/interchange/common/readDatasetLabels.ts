import { isLayoutId } from '../../dataset/layoutIds.ts';
import type { DataFile, Dataset, Frame, Sequence } from '../../dataset/dataset.ts';
import type { DatasetFolder } from '../../dataset/fileTree.ts';
import type { OwnCalibration } from '../../dataset/imageCalibrations.ts';
import type { ForeignFrameLabels, ForeignLabelReader } from '../../dataset/layout.ts';
import { foreignLabelsOf } from '../../dataset/layouts.ts';
import { readDataset, type DatasetReading } from '../../dataset/openDataset.ts';
import { sidecarPath, tracksPath } from '../../labels/labelPaths.ts';
import { parseSidecar } from '../../labels/parseSidecar.ts';
import { parseTracksFile } from '../../labels/parseTracksFile.ts';
import type { ObjectJson, Sidecar } from '../../labels/sidecar.ts';
import { hasErrors } from '../../problems/hasErrors.ts';
import { ProblemError, type Problem } from '../../problems/problem.ts';
import type {
  FrameLabels,
  LabelCalibration,
  LabelFrame,
  LabelSequence,
  LabelSet,
  SensorFile,
} from './labelSet.ts';

/** Which labels of a dataset are meant; `any`: our own where a frame has them, else those that came with it. */
export type LabelOrigin = 'any' | 'boxwright' | 'layout';

export interface DatasetLabels {
  readonly set: LabelSet;
  /** The layout that the dataset is in. */
  readonly layout: string;
}

/**
 * The labels of a dataset in any layout that can be opened.
 *
 * @param labels the folder that our own label files are in: the dataset's, or a mirror of it
 * @param from a layout's id, `boxwright` for our own label files, or undefined: whatever is there
 * @param problems gets what could not be read, while labels are read too
 * @throws ProblemError as `readDataset`; `folder.unrecognised` for a dataset that is not in the layout that was asked for
 */
export async function readDatasetLabels(
  folder: DatasetFolder,
  labels: DatasetFolder,
  from: string | undefined,
  problems: Problem[],
): Promise<DatasetLabels> {
  const origin: LabelOrigin = from === undefined ? 'any' : from === 'boxwright' ? 'boxwright' : 'layout';
  const reading = await readDataset(
    folder,
    origin === 'layout' && from !== undefined ? { layout: from } : {},
  );
  const { dataset } = reading;
  if (origin === 'layout' && isLayoutId(from ?? '') && dataset.layout !== from) {
    const params = { found: dataset.layout };
    throw new ProblemError({ code: 'folder.unrecognised', severity: 'error', path: folder.name, params });
  }
  problems.push(...dataset.problems.filter(({ severity }) => severity === 'error'));
  const present = new Set(origin === 'layout' ? [] : await labels.list());
  const sequences: LabelSequence[] = [];
  for (const sequence of dataset.sequences)
    sequences.push(await openSequence({ folder, labels, reading, sequence, origin, present, problems }));
  const set: LabelSet = {
    name: dataset.name,
    labelFrame: dataset.labelFrame,
    classes: dataset.ontology.classes.map(({ name }) => name),
    sequences,
  };
  return { set, layout: dataset.layout };
}

interface Opening {
  readonly folder: DatasetFolder;
  readonly labels: DatasetFolder;
  readonly reading: DatasetReading;
  readonly sequence: Sequence;
  readonly origin: LabelOrigin;
  /** The files in `labels`. */
  readonly present: ReadonlySet<string>;
  readonly problems: Problem[];
}

async function openSequence({
  folder,
  labels,
  reading: { dataset, imageCalibrations },
  sequence,
  origin,
  present,
  problems,
}: Opening): Promise<LabelSequence> {
  const isOnlyOurs = origin === 'boxwright';
  const readForeign =
    isOnlyOurs && !keepsLines(dataset) ? undefined : await openForeign(folder, dataset, sequence, problems);
  const frames = new Map(sequence.frames.map((frame) => [frame.id, frame]));
  /** What a saved frame was before; what is wrong with that is no matter any more. */
  const imported = async (id: string): Promise<Pick<FrameLabels, 'original'>> => {
    const foreign = await orProblem([], async () => readForeign?.(frames.get(id)!));
    return foreign === undefined ? {} : originalOf(foreign, dataset.layout);
  };
  const tracks = tracksPath(sequence);
  const tracksFile = present.has(tracks)
    ? await orProblem(problems, async () => parseTracksFile(await labels.readText(tracks), tracks))
    : undefined;
  return {
    id: sequence.id,
    name: sequence.name,
    folder: sequence.folder ?? '',
    cameras: sequence.cameras,
    ...(sequence.egoFromLabel === undefined ? {} : { egoFromLabel: sequence.egoFromLabel }),
    frames: sequence.frames.map(labelFrame),
    ...(tracksFile === undefined ? {} : { tracksFile }),
    async labelsOf({ id }) {
      const calibrations = ownCalibrations(imageCalibrations.get(id));
      const path = sidecarPath(id);
      const found = await orProblem(problems, async () => {
        if (present.has(path)) {
          const sidecar = ofSidecar(parseSidecar(await labels.readText(path), path));
          return keepsLines(dataset) ? { ...sidecar, ...(await imported(id)) } : sidecar;
        }
        const foreign = isOnlyOurs ? undefined : await readForeign?.(frames.get(id)!);
        problems.push(...(foreign?.problems ?? []));
        return foreign && ofForeign(foreign, dataset.layout);
      });
      return { ...(found ?? { objects: [], boxes2d: [] }), ...(calibrations && { calibrations }) };
    },
  };
}

/** Is it a layout whose labels are written back line by line where only some of a frame were edited? */
function keepsLines({ layout }: Pick<Dataset, 'layout'>): boolean {
  return layout === 'kitti-object';
}

async function openForeign(
  folder: DatasetFolder,
  dataset: Dataset,
  sequence: Sequence,
  problems: Problem[],
): Promise<ForeignLabelReader | undefined> {
  const layout = foreignLabelsOf(dataset);
  return layout && orProblem(problems, () => layout.open(folder, dataset, sequence));
}

function file({ sensor, path, timestamp }: DataFile): SensorFile {
  return { sensor, path, ...(timestamp === undefined ? {} : { ns: timestamp.ns }) };
}

function labelFrame({ id, name, index, clouds, images, worldFromEgo }: Frame): LabelFrame {
  const [cloud] = clouds;
  return {
    id,
    name,
    index,
    ...(cloud === undefined ? {} : { cloud: file(cloud) }),
    images: images.map(file),
    ...(worldFromEgo === undefined ? {} : { worldFromEgo }),
  };
}

/** What our own label file says of a frame. */
export function ofSidecar(sidecar: Sidecar): FrameLabels {
  return {
    objects: sidecar.objects.map((object) => ({
      track: object.trackId,
      class: object.class,
      cuboid: cuboidOf(object),
      attributes: object.attributes,
      ...(object.points === null ? {} : { points: object.points }),
      isKeyframe: object.provenance.keyframe,
    })),
    boxes2d: sidecar.boxes2d.map(({ camera, rectangle, class: name, source, ...box }) => ({
      camera,
      rectangle,
      class: name,
      source,
      ...(box.trackId === undefined ? {} : { track: box.trackId }),
      ...(box.extent === undefined ? {} : { extent: box.extent }),
      ...(box.score === undefined ? {} : { score: box.score }),
      ...(box.attributes === undefined ? {} : { attributes: box.attributes }),
    })),
    sidecar,
  };
}

function cuboidOf({ cuboid: { centre, size, rotation } }: ObjectJson) {
  return { centre, size, rotation };
}

/** @param format that they come from */
export function ofForeign(
  { objects, boxes2d = [], ...origin }: ForeignFrameLabels,
  format: string,
): FrameLabels {
  return {
    ...originalOf(origin, format),
    objects: objects.map(({ sourceId, class: name, cuboid, attributes }) => ({
      track: sourceId,
      class: name,
      cuboid,
      attributes,
    })),
    boxes2d: boxes2d.map(({ camera, rectangle, class: name, source, sourceId }) => ({
      camera,
      rectangle,
      class: name,
      source,
      ...(sourceId === undefined ? {} : { track: sourceId }),
    })),
  };
}

function originalOf(
  { problems, text, calibration }: Pick<ForeignFrameLabels, 'problems' | 'text' | 'calibration'>,
  format: string,
): Pick<FrameLabels, 'original'> {
  if (text === undefined || hasErrors(problems)) return {};
  return { original: { format, text, ...(calibration === undefined ? {} : { calibration }) } };
}

function ownCalibrations(
  own: readonly OwnCalibration[] | undefined,
): ReadonlyMap<string, LabelCalibration> | undefined {
  return own && new Map(own.map(({ camera, found }) => [camera, found]));
}

async function orProblem<T>(problems: Problem[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(error.problem);
    return undefined;
  }
}
