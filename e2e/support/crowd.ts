import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { buildSidecar, serialiseSidecar, serialiseTracksFile } from '#shared/labels/frameSidecar.ts';
import { objectIdOf } from '#shared/labels/ids.ts';
import { sidecarPath, tracksPath } from '#shared/labels/labelPaths.ts';
import { TRACKS_FORMAT, TRACKS_VERSION, type TrackJson } from '#shared/labels/tracksFile.ts';
import { diskFolder } from '../../testing/datasetFolders.ts';

const COLUMNS = 6;
const generator = { name: 'boxwright', version: '0' };

/** Labels the first frame of a copy of the sample drive with so many cars in rows around the vehicle, numbered from 1. */
export async function labelCrowd(folder: string, count: number): Promise<void> {
  const dataset = await openDataset(diskFolder(folder));
  const sequence = dataset.sequences[0]!;
  const frame = sequence.frames[0]!;
  const tracks: TrackJson[] = Array.from({ length: count }, (_, n) => ({
    id: `00000000-0000-4000-8000-${String(n + 1).padStart(12, '0')}`,
    number: n + 1,
    class: 'car',
    attributes: {},
  }));
  const objects = tracks.map(({ id, class: name }, n) => ({
    id: objectIdOf(id, frame.id),
    trackId: id,
    class: name,
    attributes: {},
    cuboid: {
      centre: [
        6 * (Math.floor(n / COLUMNS) - count / COLUMNS / 2),
        5 * ((n % COLUMNS) - (COLUMNS - 1) / 2),
        -1,
      ] as [number, number, number],
      size: [4.2, 1.8, 1.6] as [number, number, number],
      rotation: [0, 0, 0, 1] as [number, number, number, number],
      yaw: 0,
    },
    points: null,
    provenance: { source: 'manual' as const, keyframe: true },
    status: 'confirmed' as const,
    projections: [],
  }));
  const parts = { dataset, sequence, frame, objects, boxes2d: [], review: [], generator };
  writeFileSync(join(folder, sidecarPath(frame.id)), serialiseSidecar(buildSidecar(parts)));
  writeFileSync(
    join(folder, tracksPath(sequence)),
    serialiseTracksFile({
      format: TRACKS_FORMAT,
      version: TRACKS_VERSION,
      generator,
      sequence: sequence.id,
      tracks,
    }),
  );
}
