import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import { calibrationOfImage, type Dataset, type Frame, type Sequence } from '#shared/dataset/dataset.ts';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { foreignLabelsOf } from '#shared/dataset/layouts.ts';
import { secondsBetween } from '#shared/dataset/secondsBetween.ts';
import { worldFromLabel } from '#shared/dataset/worldFromLabel.ts';
import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { importTracks, sidecarFromForeign, type ForeignFrame } from '#shared/labels/importLabels.ts';
import { objectIdOf } from '#shared/labels/ids.ts';
import type { ObjectJson } from '#shared/labels/sidecar.ts';
import type { TrackJson } from '#shared/labels/tracksFile.ts';
import { neighbourSizes } from '#shared/quality/agreement/neighbourSizes.ts';
import { relativeVelocities } from '#shared/quality/agreement/relativeVelocities.ts';
import type { QualityCamera, QualityFrame } from '#shared/quality/qualityFrame.ts';
import type { RuleContext } from '#shared/quality/rule.ts';
import type { DatasetFolder } from '#shared/dataset/fileTree.ts';
import { diskFolder } from '../datasetFolders.ts';
import { pointsOf, readCloudFile } from '../cloudPoints.ts';
import { readFileSync } from 'node:fs';
import type { TruthFrame } from '../../samples/truth.ts';

/** Frames whose cuboids are right, as far as anybody knows. */
export interface TruthScene {
  readonly name: string;
  readonly frames: readonly QualityFrame[];
  readonly context: Pick<RuleContext, 'tracks' | 'ontology'>;
}

type ImageSize = readonly [width: number, height: number];

/** The sample drive with what its generator knows; `hasClouds`: with the points of its sweeps. */
export async function driveScene(hasClouds: boolean, folder = 'samples/drive'): Promise<TruthScene> {
  const dataset = await openDataset(diskFolder(folder));
  const sequence = dataset.sequences[0]!;
  // From the working directory, as a benchmark is bundled and does not know where it lay.
  const { frames: known } = JSON.parse(readFileSync(`${folder}-truth/truth.json`, 'utf8')) as {
    readonly frames: readonly TruthFrame[];
  };
  const truth = new Map(known.map(({ frame, objects }) => [frame, objects]));
  const tracks = new Map<string, TrackJson>();
  const frames: QualityFrame[] = [];
  for (const frame of sequence.frames) {
    const objects = truth.get(frame.name)!.map((object) => {
      const { trackId, number } = object;
      tracks.set(trackId, { id: trackId, number, class: object.class, attributes: {} });
      return labelledObject(frame, trackId, object.class, object.cuboid, object.points);
    });
    frames.push(await frameOf(folder, sequence, frame, { objects, boxes2d: [] }, undefined, hasClouds));
  }
  return { name: 'sample drive', frames: moving(frames), context: { tracks, ontology: dataset.ontology } };
}

/** A dataset on disk with the labels that it brings. */
export async function labelledScene(
  name: string,
  path: string,
  size: ImageSize,
  hasClouds: boolean,
): Promise<TruthScene> {
  const folder: DatasetFolder = diskFolder(path);
  const dataset: Dataset = await openDataset(folder);
  const sequence = dataset.sequences[0]!;
  const reader = await foreignLabelsOf(dataset)!.open(folder, dataset, sequence);
  const labelled: ForeignFrame[] = [];
  for (const frame of sequence.frames) {
    const labels = await reader(frame);
    if (labels !== undefined) labelled.push({ frame, labels });
  }
  const { tracks } = importTracks(sequence, labelled);
  const frames: QualityFrame[] = [];
  for (const foreign of labelled) {
    const sidecar = sidecarFromForeign(dataset, sequence, foreign, tracks, { name: 'test', version: '0' });
    frames.push(await frameOf(path, sequence, foreign.frame, sidecar, size, hasClouds));
  }
  return {
    name,
    frames: moving(frames),
    context: { tracks: new Map(tracks.map((track) => [track.id, track])), ontology: dataset.ontology },
  };
}

async function frameOf(
  folder: string,
  sequence: Sequence,
  frame: Frame,
  { objects, boxes2d }: Pick<QualityFrame, 'objects' | 'boxes2d'>,
  size: ImageSize | undefined,
  hasClouds: boolean,
): Promise<QualityFrame> {
  const cameras = sequence.cameras.flatMap((camera): QualityCamera[] => {
    const calibration = calibrationOfImage(camera, frame, []);
    if (calibration === undefined) return [];
    const [width, height] = [camera.width ?? size?.[0], camera.height ?? size?.[1]];
    if (width === undefined || height === undefined) return [{ id: camera.id }];
    const model = createCameraModel(calibration.intrinsics);
    const view = { model, cameraFromLabel: calibration.cameraFromLabel, width, height };
    return [{ id: camera.id, view, calibration: calibration.hash }];
  });
  const stamp = frame.clouds[0]!.timestamp;
  const first = sequence.frames[0]!.clouds[0]!.timestamp;
  const points = hasClouds ? pointsOf(await readCloudFile(`${folder}/${frame.clouds[0]!.path}`)) : undefined;
  return {
    id: frame.id,
    index: frame.index,
    objects,
    boxes2d,
    review: [],
    cameras,
    timeSeconds: stamp && first && secondsBetween(first, stamp),
    worldFromLabel: worldFromLabel(sequence, frame),
    sensor: [0, 0, 0],
    points,
  };
}

function moving(frames: readonly QualityFrame[]): QualityFrame[] {
  return frames.map((frame, i) => ({
    ...frame,
    velocities: relativeVelocities(frames[i - 1], frame, frames[i + 1]),
    sizes: neighbourSizes(frames[i - 1], frames[i + 1]),
  }));
}

/** An object as a sidecar has it. */
export function labelledObject(
  frame: Pick<Frame, 'id'>,
  trackId: string,
  className: string,
  { centre, size, rotation }: Cuboid,
  points: number | null,
): ObjectJson {
  return {
    id: objectIdOf(trackId, frame.id),
    trackId,
    class: className,
    attributes: {},
    cuboid: {
      centre: [...centre],
      size: [...size],
      rotation: [...rotation],
      yaw: cuboidYaw({ centre, size, rotation }),
    },
    points,
    provenance: { source: 'manual', keyframe: true },
    status: 'confirmed',
    projections: [],
  };
}
