import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { buildSidecar, serialiseSidecar, serialiseTracksFile } from '#shared/labels/frameSidecar.ts';
import { objectIdOf } from '#shared/labels/ids.ts';
import { sidecarPath, tracksPath } from '#shared/labels/labelPaths.ts';
import { TRACKS_FORMAT, TRACKS_VERSION, type TrackJson } from '#shared/labels/tracksFile.ts';
import { sampleTruth } from '../../testing/sampleTruth.ts';
import { diskFolder } from '../../testing/datasetFolders.ts';

/** An object in one frame. */
export interface Labelled {
  readonly trackId: string;
  readonly number: number;
  readonly class: string;
  readonly cuboid: Cuboid;
  readonly points: number | null;
}

const generator = { name: 'boxwright', version: '0' };
const COLUMNS = 6;

/** Gives a copy of the sample drive twice its cameras, each with a twin that sees the same. */
export function doubleCameras(folder: string): void {
  const path = join(folder, 'dataset.json');
  const dataset = JSON.parse(readFileSync(path, 'utf8')) as {
    sequences: { cameras: { id: string; name: string }[]; frames: { images: Record<string, string> }[] }[];
  };
  for (const { cameras, frames } of dataset.sequences) {
    const own = cameras.slice();
    for (const camera of own) cameras.push({ ...camera, id: `${camera.id}-2`, name: `${camera.name} 2` });
    for (const { images } of frames)
      for (const [id, image] of Object.entries(images)) images[`${id}-2`] = image;
  }
  writeFileSync(path, JSON.stringify(dataset));
}

/** Labels the first frames of a copy of the sample drive with what its generator knows. */
export function labelWithTruth(folder: string, frames: number): Promise<void> {
  const seen = sampleTruth()
    .slice(0, frames)
    .map(({ objects }) => objects.filter(({ points }) => points >= 12));
  return labelDrive(folder, seen);
}

/** Labels the first frame of a copy of the sample drive with so many cars in rows around the vehicle, numbered from 1. */
export function labelCrowd(folder: string, count: number): Promise<void> {
  const cars = Array.from({ length: count }, (_, n): Labelled => {
    const row = Math.floor(n / COLUMNS) - count / COLUMNS / 2;
    const column = (n % COLUMNS) - (COLUMNS - 1) / 2;
    return labelledObject(n + 1, 'car', {
      centre: [6 * row, 5 * column, -1],
      size: [4.2, 1.8, 1.6],
      rotation: [0, 0, 0, 1],
    });
  });
  return labelDrive(folder, [cars]);
}

/** An object of one frame, for tests that know where it is. */
export function labelledObject(number: number, className: string, cuboid: Cuboid): Labelled {
  return {
    trackId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    number,
    class: className,
    cuboid,
    points: null,
  };
}

/**
 * Labels any dataset that keeps its labels in its own folder.
 *
 * @param frames the objects of each of the first frames; an undefined one has no labels at all
 */
export async function labelDrive(
  folder: string,
  frames: readonly (readonly Labelled[] | undefined)[],
): Promise<void> {
  const dataset = await openDataset(diskFolder(folder));
  const sequence = dataset.sequences[0]!;
  const tracks = new Map<string, TrackJson>();
  for (const [i, labelled] of frames.entries()) {
    if (labelled === undefined) continue;
    const frame = sequence.frames[i]!;
    for (const { trackId, number, class: name } of labelled) {
      tracks.set(trackId, { id: trackId, number, class: name, attributes: {} });
    }
    const objects = labelled.map(({ trackId, class: name, cuboid, points }) => ({
      id: objectIdOf(trackId, frame.id),
      trackId,
      class: name,
      attributes: {},
      cuboid: {
        centre: [...cuboid.centre] as [number, number, number],
        size: [...cuboid.size] as [number, number, number],
        rotation: [...cuboid.rotation] as [number, number, number, number],
        yaw: cuboidYaw(cuboid),
      },
      points,
      provenance: { source: 'manual' as const, keyframe: true },
      status: 'confirmed' as const,
      projections: [],
    }));
    const parts = { dataset, sequence, frame, objects, boxes2d: [], review: [], generator };
    writeFileSync(join(folder, sidecarPath(frame.id)), serialiseSidecar(buildSidecar(parts)));
  }
  const about = { format: TRACKS_FORMAT, version: TRACKS_VERSION, generator, sequence: sequence.id } as const;
  const text = serialiseTracksFile({ ...about, tracks: [...tracks.values()] });
  writeFileSync(join(folder, tracksPath(sequence)), text);
}
