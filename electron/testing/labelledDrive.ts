import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Dataset, Frame, Sequence } from '#shared/dataset/dataset.ts';
import { cuboidYaw } from '#shared/geometry/cuboid.ts';
import { buildSidecar, serialiseSidecar, serialiseTracksFile } from '#shared/labels/frameSidecar.ts';
import { objectIdOf } from '#shared/labels/ids.ts';
import { roundRadians } from '#shared/labels/rounding.ts';
import { sidecarPath, tracksPath } from '#shared/labels/labelPaths.ts';
import type { ObjectJson, Sidecar } from '#shared/labels/sidecar.ts';
import { TRACKS_FORMAT, TRACKS_VERSION, type TrackJson } from '#shared/labels/tracksFile.ts';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { diskFolder } from '../../testing/datasetFolders.ts';
import { sampleTruth } from '../../testing/sampleTruth.ts';
import type { TruthObject } from '../../samples/truth.ts';

const DRIVE = fileURLToPath(new URL('../../samples/drive', import.meta.url));
const GENERATOR: Sidecar['generator'] = { name: 'boxwright', version: '0.0.0' };

export interface DriveLabels {
  readonly dataset: Dataset;
  readonly sequence: Sequence;
  readonly tracks: readonly TrackJson[];
}

/**
 * A copy of the sample drive, labelled with what its generator knows of it.
 *
 * @param frames how many of its frames are labelled; all unless given
 * @param change what is to be wrong with a frame's objects
 */
export async function labelledDrive(
  folder: string,
  {
    frames = Infinity,
    change = (objects) => objects,
  }: {
    readonly frames?: number;
    readonly change?: (objects: ObjectJson[], frame: Frame) => ObjectJson[];
  } = {},
): Promise<DriveLabels> {
  await cp(DRIVE, folder, { recursive: true });
  const dataset = await openDataset(diskFolder(folder));
  const sequence = dataset.sequences[0]!;
  const truth = new Map(sampleTruth().map((known) => [known.frame, known.objects]));
  const tracks = new Map<string, TrackJson>();
  for (const frame of sequence.frames.slice(0, frames)) {
    const known = truth.get(frame.name) ?? [];
    for (const { trackId, number, class: name } of known)
      tracks.set(trackId, { id: trackId, number, class: name, attributes: {} });
    const objects = change(
      known.map((object) => objectOf(object, frame)),
      frame,
    );
    const parts = { dataset, sequence, frame, objects, boxes2d: [], review: [], generator: GENERATOR };
    const path = join(folder, sidecarPath(frame.id));
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, serialiseSidecar(buildSidecar(parts)));
  }
  const all = [...tracks.values()];
  const file = {
    format: TRACKS_FORMAT,
    version: TRACKS_VERSION,
    generator: GENERATOR,
    sequence: sequence.id,
    tracks: all,
  } as const;
  await mkdir(join(folder, tracksPath(sequence), '..'), { recursive: true });
  await writeFile(join(folder, tracksPath(sequence)), serialiseTracksFile(file));
  return { dataset, sequence, tracks: all };
}

function objectOf({ trackId, class: name, cuboid, points }: TruthObject, frame: Frame): ObjectJson {
  const { centre, size, rotation } = cuboid;
  return {
    id: objectIdOf(trackId, frame.id),
    trackId,
    class: name,
    attributes: {},
    cuboid: {
      centre: [...centre],
      size: [...size],
      rotation: [...rotation],
      yaw: roundRadians(cuboidYaw(cuboid)),
    },
    points,
    provenance: { source: 'manual', keyframe: true },
    status: 'confirmed',
    projections: [],
  };
}
