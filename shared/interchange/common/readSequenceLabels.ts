import type { DataFile, Dataset, Frame, Sequence } from '../../dataset/dataset.ts';
import type { DatasetFolder } from '../../dataset/fileTree.ts';
import type { ImageCalibrations, OwnCalibration } from '../../dataset/imageCalibrations.ts';
import type { ForeignFrameLabels, ForeignLabelReader } from '../../dataset/layout.ts';
import { foreignLabelsOf } from '../../dataset/layouts.ts';
import { sidecarPath, tracksPath } from '../../labels/labelPaths.ts';
import { parseSidecar } from '../../labels/parseSidecar.ts';
import { parseTracksFile } from '../../labels/parseTracksFile.ts';
import type { ObjectJson, Sidecar, SourceJson } from '../../labels/sidecar.ts';
import { hasErrors } from '../../problems/hasErrors.ts';
import { orProblem } from '../../problems/orProblem.ts';
import type { Problem } from '../../problems/problem.ts';
import type { FrameLabels, LabelCalibration, LabelFrame, LabelSequence, SensorFile } from './labelSet.ts';

/** Which labels of a dataset are meant; `any`: our own where a frame has them, else those that came with it. */
export type LabelOrigin = 'any' | 'boxwright' | 'layout';

export interface SequenceReading {
  readonly folder: DatasetFolder;
  /** Where our own label files are: the same folder, or a mirror of it. */
  readonly labels: DatasetFolder;
  readonly dataset: Dataset;
  readonly imageCalibrations: ImageCalibrations;
  readonly origin: LabelOrigin;
  /** Nothing but label files is there: what they say of their frames is all that is known of these. */
  readonly isAlone: boolean;
  /** The files in `labels` that are meant. */
  readonly present: Pick<ReadonlySet<string>, 'has'>;
  /** Gets what could not be read, while labels are read too. */
  readonly problems: Problem[];
}

/** The labels of one sequence of a dataset. They follow from its own files alone, whatever else the dataset has. */
export async function readSequenceLabels(
  { folder, labels, dataset, imageCalibrations, origin, isAlone, present, problems }: SequenceReading,
  sequence: Sequence,
): Promise<LabelSequence> {
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
    ...(isAlone ? await describedFrames(labels, sequence) : knownFrames(sequence)),
    ...(sequence.egoFromLabel === undefined ? {} : { egoFromLabel: sequence.egoFromLabel }),
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

function knownFrames({ cameras, frames }: Sequence): Pick<LabelSequence, 'cameras' | 'frames'> {
  return { cameras, frames: frames.map(labelFrame) };
}

/** As their label files describe them. What cannot be read is named when its labels are read. */
async function describedFrames(
  labels: DatasetFolder,
  sequence: Sequence,
): Promise<Pick<LabelSequence, 'cameras' | 'frames'>> {
  const cameras = new Set<string>();
  const frames: LabelFrame[] = [];
  for (const frame of sequence.frames) {
    const path = sidecarPath(frame.id);
    const sidecar = await orProblem([], async () => parseSidecar(await labels.readText(path), path));
    const known = labelFrame(frame);
    const described = sidecar === undefined ? known : { ...known, ...frameOf(sidecar) };
    for (const { sensor } of described.images) cameras.add(sensor);
    for (const { camera } of sidecar?.boxes2d ?? []) cameras.add(camera);
    frames.push(described);
  }
  return { cameras: [...cameras].map((id) => ({ id })), frames };
}

function frameOf({ frame, sources }: Sidecar): Omit<LabelFrame, 'id' | 'name' | 'index'> {
  const files = (wanted: SourceJson['role']): SensorFile[] =>
    sources
      .filter(({ role }) => role === wanted)
      .map(({ sensor, path }) => file({ sensor, path, timestamp: frame.timestamps[sensor] }));
  const [cloud] = files('cloud');
  return {
    ...(cloud === undefined ? {} : { cloud }),
    images: files('image'),
    ...(frame.worldFromEgo === undefined ? {} : { worldFromEgo: frame.worldFromEgo }),
  };
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
