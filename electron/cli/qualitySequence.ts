import { readImportedLabels } from '#electron/services/importedLabels.ts';
import type { Frame, Sequence } from '#shared/dataset/dataset.ts';
import { calibrationsIn } from '#shared/dataset/imageCalibrations.ts';
import { foreignLabelsOf } from '#shared/dataset/layouts.ts';
import { sidecarPath, tracksPath } from '#shared/labels/labelPaths.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { parseTracksFile } from '#shared/labels/parseTracksFile.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import type { TrackJson } from '#shared/labels/tracksFile.ts';
import { orProblem } from '#shared/problems/orProblem.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { neighbourSizes } from '#shared/quality/agreement/neighbourSizes.ts';
import { relativeVelocities } from '#shared/quality/agreement/relativeVelocities.ts';
import { cloudPoints } from '#shared/quality/cloudPoints.ts';
import type { QualityFrame } from '#shared/quality/qualityFrame.ts';
import { qualityFrameOf } from '#shared/quality/qualityFrameOf.ts';
import { GENERATOR } from './generator.ts';
import { readImageSize, type ImageSize } from './imageHeader.ts';
import type { QualityDataset } from './qualityDataset.ts';
import { readCloud } from './readCloud.ts';

/** A sequence whose frames are read one after the other. */
export interface QualitySequence {
  readonly sequence: Sequence;
  readonly tracks: readonly TrackJson[];
  /**
   * Those that have labels, in their order; three of them are in memory at a time, and one cloud.
   *
   * @param isCloudAsked told each frame without its cloud, where clouds are read at all: is it to be read for this one?
   */
  frames(isCloudAsked?: (frame: QualityFrame) => boolean): AsyncGenerator<QualityFrame>;
  /** One of them again. */
  frame(frame: Frame): Promise<QualityFrame | undefined>;
}

export interface SequenceReading {
  /** Clouds tell more, and take most of the time. */
  readonly hasClouds: boolean;
  /** What the frames next to one tell of it, which only comparing 3D with 2D asks for; with it unless said otherwise. */
  readonly hasNeighbours?: boolean;
  /** What cannot be read is added here, and the rest is read. */
  readonly problems: Problem[];
  /** In place of reading and parsing a sidecar that is there; undefined: it cannot be read, and that has been said. */
  readonly readSidecar?: (path: string) => Promise<Sidecar | undefined>;
}

/** Of a dataset, with the tracks that its labels have or, where they come in another format, would get. */
export async function openQualitySequence(
  open: QualityDataset,
  sequence: Sequence,
  { hasClouds, problems, readSidecar, hasNeighbours = true }: SequenceReading,
): Promise<QualitySequence> {
  const stored = (await orProblem(problems, () => readTracks(open, sequence))) ?? [];
  const imported = foreignLabelsOf(open.dataset) && (await readImportedLabels(open, sequence, GENERATOR));
  const tracks = imported?.tracks(stored).tracks ?? stored;
  const sizes = new Map<string, ImageSize>();
  const frames = new Map(sequence.frames.map((frame) => [frame.id, frame]));

  async function labelsOf(frame: Frame): Promise<Sidecar | undefined> {
    const path = sidecarPath(frame.id);
    const folder = open.labelFiles.get(path);
    if (folder !== undefined)
      return readSidecar === undefined ? parseSidecar(await folder.readText(path), path) : readSidecar(path);
    const found = imported?.frame(frame, stored);
    if (found !== undefined) problems.push(...found.problems);
    return found?.sidecar;
  }

  /** Of images whose dataset does not state it: each camera's first one tells. */
  async function learnSizes(frame: Frame): Promise<void> {
    for (const { id, width } of sequence.cameras) {
      const image = frame.images.find(({ sensor }) => sensor === id);
      if (width !== undefined || image === undefined || sizes.has(id)) continue;
      const read = () => readImageSize(open.folder.readStream(image.path));
      const size = await orProblem(problems, read);
      if (size !== undefined) sizes.set(id, size);
    }
  }

  async function withPoints(frame: QualityFrame): Promise<QualityFrame> {
    const sweep = frames.get(frame.id)?.clouds[0];
    if (sweep === undefined || !hasClouds) return frame;
    const lidar = sequence.lidars.find(({ id }) => id === sweep.sensor) ?? sequence.lidars[0]!;
    const cloud = await orProblem(problems, () => readCloud(open.folder, sweep.path, lidar), sweep.path);
    const { ontology } = open.dataset;
    const { translation: sensor } = lidar.labelFromLidar;
    return cloud === undefined ? frame : { ...frame, points: cloudPoints({ cloud, sensor, ontology }) };
  }

  async function readFrame(frame: Frame): Promise<QualityFrame | undefined> {
    const labels = await orProblem(problems, () => labelsOf(frame));
    if (labels === undefined) return undefined;
    await learnSizes(frame);
    const imageCalibrations = await calibrationsIn(frame.id, open.imageCalibrations, open.folder);
    return qualityFrameOf({ sequence, frame, labels, imageCalibrations, imageSizes: sizes });
  }

  return {
    sequence,
    tracks,
    async frame(frame) {
      const read = await readFrame(frame);
      return read && withPoints(read);
    },
    async *frames(isCloudAsked = () => true) {
      const complete = async (frame: QualityFrame): Promise<QualityFrame> =>
        isCloudAsked(frame) ? withPoints(frame) : frame;
      let [before, here]: (QualityFrame | undefined)[] = [];
      for (const frame of sequence.frames) {
        const after = await readFrame(frame);
        if (after === undefined) continue;
        if (!hasNeighbours) {
          yield complete(after);
          continue;
        }
        if (here !== undefined) yield complete(amidOthers(before, here, after));
        [before, here] = [here, after];
      }
      if (here !== undefined) yield complete(amidOthers(before, here, undefined));
    },
  };
}

/** With what the frames next to it tell. */
function amidOthers(
  before: QualityFrame | undefined,
  here: QualityFrame,
  after: QualityFrame | undefined,
): QualityFrame {
  return {
    ...here,
    velocities: relativeVelocities(before, here, after),
    sizes: neighbourSizes(before, after),
    memory: {},
  };
}

async function readTracks({ labelFiles }: QualityDataset, sequence: Sequence): Promise<readonly TrackJson[]> {
  const path = tracksPath(sequence);
  const folder = labelFiles.get(path);
  return folder === undefined ? [] : parseTracksFile(await folder.readText(path), path).tracks;
}
