import { penetrationDepth } from '../../../geometry/penetration.ts';
import { layerOutside } from '../../../geometry/layerOutside.ts';
import { CUBOID_FACES, labelFromBox, type Cuboid, type CuboidFace } from '../../../geometry/cuboid.ts';
import type { Finding } from '../../finding.ts';
import { classOf, objectFinding } from '../../objectFinding.ts';
import { pointCounts } from '../../pointCounts.ts';
import type { QualityFrame } from '../../qualityFrame.ts';
import type { FrameRule } from '../../rule.ts';

/** What a face is called; the bottom, which stands on the ground, is not looked at. */
const FACE_NAMES = new Map<CuboidFace, string>(
  CUBOID_FACES.slice(0, 5).map((face, i) => [face, ['front', 'rear', 'left', 'right', 'top'][i]!]),
);

/**
 * Points of the object lie outside it: in a thin layer on one of its faces there are many, as against what is in the
 * cuboid. Without the lowest part, which is ground; layers that reach into another cuboid are that one's.
 */
export const notTight: FrameRule = {
  id: 'PTS003',
  severity: 'info',
  scope: 'frame',
  isFixable: false,
  parameters: {
    layerMetres: 0.15,
    groundMetres: 0.35,
    leastPoints: 15,
    /** Of the points in the cuboid. */
    leastShare: 0.1,
  },
  *check(frame, context): Iterable<Finding> {
    const counts = pointCounts(frame);
    const { points } = frame;
    if (counts === undefined || points === undefined) return;
    for (const [i, object] of frame.objects.entries()) {
      const className = classOf(context, object);
      const parameter = (name: string): number => context.parameter(name, className);
      const least = Math.max(parameter('leastPoints'), parameter('leastShare') * counts[i]!);
      const raised = withoutLowest(object.cuboid, parameter('groundMetres'));
      if (counts[i] === 0 || raised === undefined) continue;
      const layer = parameter('layerMetres');
      const outside = [...FACE_NAMES]
        .map(([face, name]) => ({ face, name, count: points.countOutside(raised, face, layer) }))
        .filter(({ face, count }) => {
          const isMany = count >= least;
          return isMany && !meetsOthers(layerOutside(raised, face, layer), object, frame.objects);
        });
      if (outside.length === 0) continue;
      const worst = outside.reduce((a, b) => (b.count > a.count ? b : a));
      yield objectFinding(notTight, frame.id, object, context, {
        params: {
          face: worst.name,
          points: worst.count,
          layerMetres: layer,
          percent: (100 * worst.count) / counts[i]!,
        },
        badness: worst.count / least,
      });
    }
  },
};

function meetsOthers(
  layer: Cuboid,
  object: QualityFrame['objects'][number],
  all: QualityFrame['objects'],
): boolean {
  return all.some((other) => other !== object && penetrationDepth(layer, other.cuboid) > 0);
}

/** Undefined where nothing is left. */
function withoutLowest(cuboid: Cuboid, metres: number): Cuboid | undefined {
  const [length, width, height] = cuboid.size;
  if (height <= 2 * metres) return undefined;
  return {
    centre: labelFromBox(cuboid, [0, 0, metres / 2]),
    size: [length, width, height - metres],
    rotation: cuboid.rotation,
  };
}
