import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import { projectVisible } from '#shared/camera/projectVisible.ts';
import { openDataset } from '#shared/dataset/openDataset.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { sidecarPath } from '#shared/labels/labelPaths.ts';
import type { Box2dJson, Sidecar } from '#shared/labels/sidecar.ts';
import { diskFolder } from '../../testing/datasetFolders.ts';
import { labelWithTruth } from './labelDrive.ts';

export interface SeededErrors {
  /** So many metres along its own heading, for the object of the first frame that is seen largest. */
  readonly misplacedMetres: number;
}

/**
 * Labels the first frames of a copy of the sample drive with what its generator knows, draws a 2D box round each object
 * on every camera that sees it, and then moves one cuboid. Answers the id of that object.
 */
export async function labelForReview(
  folder: string,
  frames: number,
  { misplacedMetres }: SeededErrors,
): Promise<string> {
  await labelWithTruth(folder, frames);
  const dataset = await openDataset(diskFolder(folder));
  const sequence = dataset.sequences[0]!;
  let largest: { id: string; area: number } | undefined;
  for (const frame of sequence.frames.slice(0, frames)) {
    const path = join(folder, sidecarPath(frame.id));
    const sidecar = JSON.parse(readFileSync(path, 'utf8')) as Sidecar;
    const boxes2d: Box2dJson[] = [];
    for (const { id, trackId, class: className, cuboid } of sidecar.objects)
      for (const { id: camera, calibration, width, height } of sequence.cameras) {
        if (calibration === undefined || width === undefined || height === undefined) continue;
        const { intrinsics, cameraFromLabel } = calibration;
        const view = { model: createCameraModel(intrinsics), cameraFromLabel, width, height };
        const { rotation, ...shape } = cuboid;
        const seen = projectVisible({ ...shape, rotation } satisfies Cuboid, view);
        if (seen === undefined) continue;
        const { left, top, right, bottom } = seen.clipped;
        const area = (right - left) * (bottom - top);
        if (frame.index === 0 && seen.truncation < 0.01 && area > (largest?.area ?? 0))
          largest = { id, area };
        boxes2d.push({
          id: crypto.randomUUID(),
          camera,
          rectangle: { left, top, right, bottom },
          class: className,
          source: 'manual',
          trackId,
          linkedBy: 'person',
          extent: 'visible',
          author: 'Lin',
        });
      }
    for (const object of sidecar.objects) {
      object.provenance.author = frame.index % 2 === 0 ? 'Wang' : 'Zhao';
      if (frame.index === 0 && object.id === largest?.id) shift(object.cuboid, misplacedMetres);
    }
    writeFileSync(path, `${JSON.stringify({ ...sidecar, boxes2d }, undefined, 2)}\n`);
  }
  return largest!.id;
}

function shift(cuboid: Sidecar['objects'][number]['cuboid'], metres: number): void {
  cuboid.centre[0] += metres * Math.cos(cuboid.yaw);
  cuboid.centre[1] += metres * Math.sin(cuboid.yaw);
}
