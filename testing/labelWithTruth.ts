import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataset } from '#shared/dataset/openDataset.ts';
import type { Frame, Sequence } from '#shared/dataset/dataset.ts';
import { cuboidYaw } from '#shared/geometry/cuboid.ts';
import { buildSidecar, serialiseSidecar } from '#shared/labels/frameSidecar.ts';
import { objectIdOf } from '#shared/labels/ids.ts';
import { sidecarPath } from '#shared/labels/labelPaths.ts';
import type { Box2dJson, ObjectJson } from '#shared/labels/sidecar.ts';
import { diskFolder } from './datasetFolders.ts';
import { sampleTruth } from './sampleTruth.ts';

/**
 * Writes what the sample drive's generator knows as labels into a copy of the drive.
 *
 * @param boxesOf 2D boxes to go with a frame's objects
 * @param frames how many of its frames; all unless given
 * @returns the paths of the label files, in the order of the frames
 */
export async function labelWithTruth(
  folder: string,
  boxesOf: (frame: Frame, objects: readonly ObjectJson[], sequence: Sequence) => Box2dJson[] = () => [],
  frames = Infinity,
): Promise<string[]> {
  const dataset = await openDataset(diskFolder(folder));
  const sequence = dataset.sequences[0]!;
  return sampleTruth()
    .slice(0, frames)
    .map(({ objects: truth }, i) => {
      const frame = sequence.frames[i]!;
      const objects = truth.map(({ trackId, class: name, cuboid, points }): ObjectJson => {
        const { centre, size, rotation } = cuboid;
        return {
          id: objectIdOf(trackId, frame.id),
          trackId,
          class: name,
          attributes: {},
          cuboid: { centre: [...centre], size: [...size], rotation: [...rotation], yaw: cuboidYaw(cuboid) },
          points,
          provenance: { source: 'manual', keyframe: true },
          status: 'confirmed',
          projections: [],
        };
      });
      const boxes2d = boxesOf(frame, objects, sequence);
      const generator = { name: 'boxwright', version: '0' };
      const path = sidecarPath(frame.id);
      const sidecar = buildSidecar({ dataset, sequence, frame, objects, boxes2d, review: [], generator });
      writeFileSync(join(folder, path), serialiseSidecar(sidecar));
      return path;
    });
}
