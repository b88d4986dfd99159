import { labelFromBox, type Cuboid } from '../../geometry/cuboid.ts';
import type { QualityPoints } from '../qualityFrame.ts';

/**
 * Which of several cuboids the points speak for: a lidar sees surfaces, so a cuboid that is right has its points close
 * behind its upright faces, none cut off and none far inside. The ground is left out, for it is near whatever stands on
 * it.
 *
 * Of points, one that two cuboids do not share is worth this much of a logarithm of likelihood: far less than if points
 * were independent, which those of one surface are not.
 */
const PER_POINT = 0.25;
const MOST = 6;
/** Metres; of small things a part of their side. */
const SHELL = 0.12;
const SHELL_SHARE = 0.15;
/** Metres and part of the height. */
const GROUND = 0.25;
const GROUND_SHARE = 0.25;
/** Of how sure the ground's height is; metres. */
const GROUND_SIGMA = 0.12;
const MOST_OF_GROUND = 4;

/** Logarithms of likelihood, each against the best of them: 0 or less. */
export function pointEvidence(cuboids: readonly Cuboid[], points: QualityPoints): readonly number[] {
  const shells = cuboids.flatMap((cuboid) => {
    const band = Math.min(SHELL, SHELL_SHARE * cuboid.size[0], SHELL_SHARE * cuboid.size[1]);
    return [grownOffGround(cuboid, band), grownOffGround(cuboid, -band)];
  });
  const counts = points.count(shells);
  const inShell = cuboids.map((_, i) => (counts[2 * i] ?? 0) - (counts[2 * i + 1] ?? 0));
  const most = Math.max(0, ...inShell);
  // Of hundreds of points a few percent belong to mirrors, wheels and neighbours.
  const worth = PER_POINT * Math.min(1, 40 / Math.max(1, most));
  const grounds = cuboids.map((cuboid) => groundEvidence(cuboid, points));
  const best = Math.max(...grounds);
  return inShell.map((count, i) => Math.max(-MOST, worth * (count - most)) + grounds[i]! - best);
}

/** Without its lowest part, and larger by `band` on its four upright sides. */
function grownOffGround(cuboid: Cuboid, band: number): Cuboid {
  const [length, width, height] = cuboid.size;
  const lost = Math.min(GROUND, GROUND_SHARE * height);
  return {
    centre: labelFromBox(cuboid, [0, 0, lost / 2]),
    size: [Math.max(0.01, length + 2 * band), Math.max(0.01, width + 2 * band), height - lost + 0.1],
    rotation: cuboid.rotation,
  };
}

/** What stands on the ground is likelier than what floats or is sunk. */
function groundEvidence(cuboid: Cuboid, points: QualityPoints): number {
  const [x, y, z] = labelFromBox(cuboid, [0, 0, -cuboid.size[2] / 2]);
  const ground = points.groundHeight(x, y);
  if (ground === undefined || !Number.isFinite(ground)) return 0;
  return -Math.min(MOST_OF_GROUND, ((z - ground) / GROUND_SIGMA) ** 2 / 2);
}
