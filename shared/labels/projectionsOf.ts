import type { CameraView } from '../camera/cameraView.ts';
import { projectVisibleBounds } from '../camera/projectVisible.ts';
import type { Cuboid } from '../geometry/cuboid.ts';
import { roundRatio, roundRectangle } from './rounding.ts';
import type { ProjectionJson } from './sidecar.ts';

/** A camera that cuboids can be projected to, and the calibration that says how. */
export interface ProjectingCamera {
  readonly id: string;
  readonly hash: string;
  readonly view: CameraView;
}

/** Where a cuboid appears on each camera that sees some of it, as sidecars have it. */
export function projectionsOf(cuboid: Cuboid, cameras: readonly ProjectingCamera[]): ProjectionJson[] {
  return cameras.flatMap(({ id, hash, view }) => {
    const projected = projectVisibleBounds(cuboid, view);
    if (projected === undefined) return [];
    return {
      camera: id,
      clipped: roundRectangle(projected.clipped),
      amodal: roundRectangle(projected.amodal),
      truncation: roundRatio(projected.truncation),
      calibration: hash,
    };
  });
}
