import type { Finding } from '../../finding.ts';
import { objectFinding } from '../../objectFinding.ts';
import type { FrameRule } from '../../rule.ts';

/** Projections that were computed with another calibration than the camera has now. One for an object. */
export const staleProjections: FrameRule = {
  id: 'DAT008',
  severity: 'warning',
  scope: 'frame',
  isFixable: true,
  parameters: {},
  *check({ id, objects, cameras }, context): Iterable<Finding> {
    const byId = new Map(cameras.map((camera) => [camera.id, camera]));
    for (const object of objects) {
      const stale = object.projections.filter(({ camera, calibration }) => {
        const present = byId.get(camera)?.calibration;
        return present !== undefined && present !== calibration;
      });
      const [first] = stale;
      const { centre, size, rotation } = object.cuboid;
      if (first === undefined) continue;
      yield objectFinding(staleProjections, id, object, context, {
        params: { camera: first.camera, cameras: stale.length },
        badness: stale.length,
        // Projections are derived: whoever writes the cuboid writes them anew.
        ...(stale.every(({ camera }) => byId.get(camera)?.view !== undefined)
          ? { fix: { kind: 'cuboid', objectId: object.id, cuboid: { centre, size, rotation } } }
          : {}),
      });
    }
  },
};
