import { wrapAngle } from '../../geometry/angle.ts';
import { boxFromLabel, cuboidYaw, type Cuboid } from '../../geometry/cuboid.ts';

/** Vehicles of a lane stand within so much of each other's line (metres), and as parallel (radians). */
const ASIDE = 1.6;
const PARALLEL = (15 * Math.PI) / 180;
/** Farther ahead or behind, the road may have turned; metres. */
const FARTHEST = 40;
/** What is shorter is no vehicle, and faces anywhere; metres. */
const SHORTEST = 1.4;
/** Votes for the one way, less those for the other, from which they count; one neighbour close by is enough. */
const CLEAR = 0.25;

/**
 * Which of its two headings a vehicle has by the others in its lane: those before and behind it, near its line and along
 * it, each with a vote that counts less the farther away it is. In label frame, radians; undefined where there are none
 * or they disagree.
 *
 * @param neighbours whose headings are right, such as those that a person has labelled
 */
export function headingByNeighbours(cuboid: Cuboid, neighbours: readonly Cuboid[]): number | undefined {
  const yaw = cuboidYaw(cuboid);
  let votes = 0;
  for (const other of neighbours) {
    if (Math.min(cuboid.size[0], other.size[0]) < SHORTEST) continue;
    const off = wrapAngle(cuboidYaw(other) - yaw);
    if (Math.min(Math.abs(off), Math.PI - Math.abs(off)) > PARALLEL) continue;
    const [along, aside] = boxFromLabel(cuboid, other.centre);
    if (Math.abs(aside) > ASIDE || Math.abs(along) > FARTHEST) continue;
    votes += (Math.abs(off) < Math.PI / 2 ? 1 : -1) / (1 + Math.abs(along) / 10);
  }
  if (Math.abs(votes) < CLEAR) return undefined;
  return votes > 0 ? yaw : wrapAngle(yaw + Math.PI);
}
