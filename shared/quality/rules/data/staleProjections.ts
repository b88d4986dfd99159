import type { Finding } from '../../finding.ts';
import { objectFinding } from '../../objectFinding.ts';
import type { FrameRule } from '../../rule.ts';

/** Projections that were computed with another calibration than the camera has now. One for an object. */
export const staleProjections: FrameRule = {
  id: 'DAT008',
  severity: 'warning',
  scope: 'frame',
  isFixable: false,
  parameters: {},
  *check({ id, objects, cameras }, context): Iterable<Finding> {
    const hashes = new Map(cameras.map((camera) => [camera.id, camera.calibration]));
    for (const object of objects) {
      const stale = object.projections.filter(({ camera, calibration }) => {
        const present = hashes.get(camera);
        return present !== undefined && present !== calibration;
      });
      const [first] = stale;
      if (first === undefined) continue;
      yield objectFinding(staleProjections, id, object, context, {
        params: { camera: first.camera, cameras: stale.length },
        badness: stale.length,
      });
    }
  },
};
