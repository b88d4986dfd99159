import { wrapAngle } from '../../geometry/angle.ts';
import { cuboidYaw, type Cuboid } from '../../geometry/cuboid.ts';
import { groundOutline, outlineOverlap } from '../../geometry/groundOutline.ts';
import { fromYaw, multiply } from '../../geometry/quaternion.ts';
import type { FitFound, NoFit } from './fitAt.ts';

/** What was found overlaps what was expected less: it is something else. */
const LEAST_OVERLAP = 0.25;
/** Nothing turns by more from one frame to the next than was expected (radians). */
const MOST_TURN = 0.5;

/**
 * The one of the boxes that points may be that goes on with an object, as it was expected: headed the same way, overlapping
 * it most seen from above. Undefined where none does, or there were too few points.
 */
export function followFit(expected: Cuboid, answer: FitFound | NoFit): Cuboid | undefined {
  if (answer.cuboid === undefined) return undefined;
  const outline = groundOutline(expected);
  const ranked = [answer, ...answer.alternatives]
    .map(({ cuboid }) => facing(cuboid, cuboidYaw(expected)))
    .filter((cuboid) => Math.abs(wrapAngle(cuboidYaw(cuboid) - cuboidYaw(expected))) <= MOST_TURN)
    .map((cuboid) => ({ cuboid, overlap: outlineOverlap(outline, groundOutline(cuboid)) }))
    .toSorted((a, b) => b.overlap - a.overlap);
  const [best] = ranked;
  return best !== undefined && best.overlap >= LEAST_OVERLAP ? best.cuboid : undefined;
}

/** Points cannot tell front from rear: of the two headings, the one nearer to the one that is expected. */
function facing(cuboid: Cuboid, yawRad: number): Cuboid {
  const isOtherWay = Math.abs(wrapAngle(cuboidYaw(cuboid) - yawRad)) > Math.PI / 2;
  return isOtherWay ? { ...cuboid, rotation: multiply(fromYaw(Math.PI), cuboid.rotation) } : cuboid;
}
