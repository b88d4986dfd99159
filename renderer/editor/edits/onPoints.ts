import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { addScaled, type Vec3 } from '#shared/geometry/vec3.ts';
import type { FrameId } from '../document/records.ts';
import type { CloudQueries } from '../ports.ts';

/** Points lie on the sides of what they show: up to so far outside, and so far inside, metres. */
const OUTSIDE = 0.07;
const INSIDE = 0.25;
/** Of a narrow object no more than this share of its width, so that its middle is not a side. */
const INSIDE_SHARE = 0.35;
/** So low there is ground, metres. */
const FOOT = 0.25;
/** Shorter ones (metres) are people and two-wheelers, whose points lie on no sides. */
export const SHORTEST_BOX = 2.5;

/**
 * A box is to have so many more points on its sides, as a share and in number. In the sample drive, with keyframes at the
 * ends of each vehicle's life only, what lies between goes from 0.59 m off to 0.15 m in the median; with every fourth frame
 * a keyframe, where it is right to 0.01 m, only four of 44 are moved by the 0.1 m that a fit is unsure by.
 */
const CLEARLY_MORE = 0.1;
const FEWEST_MORE = 4;
/** Of people and two-wheelers the fit is unsure by half their size: it is to hold so many times their points. */
const TIMES_MORE = 2;

/** Of some boxes the one that the points lie on clearly better than on the first; the first, if there is none. */
export async function clearlyBetter(
  frameId: FrameId,
  first: Cuboid,
  others: readonly Cuboid[],
  queries: Pick<CloudQueries, 'countPoints'>,
): Promise<Cuboid> {
  const isBox = first.size[0] >= SHORTEST_BOX;
  const all = [first, ...others];
  const asked = isBox ? all.flatMap((cuboid) => [grownBy(OUTSIDE, cuboid), shrunk(cuboid)]) : all;
  const counts = (await queries.countPoints(frameId, asked)) ?? [];
  const pointsOf = (i: number): number =>
    isBox ? (counts[2 * i] ?? 0) - (counts[2 * i + 1] ?? 0) : (counts[i] ?? 0);
  const before = pointsOf(0);
  const least = Math.max(before + FEWEST_MORE, before * (isBox ? 1 + CLEARLY_MORE : TIMES_MORE));
  let [best, most] = [first, least];
  others.forEach((cuboid, i) => {
    const points = pointsOf(i + 1);
    if (points < most || (best !== first && points === most)) return;
    best = cuboid;
    most = points;
  });
  return best;
}

/** Its sides that far out or, below 0, in; from above the ground to above its roof. */
function grownBy(metres: number, { centre, size, rotation }: Cuboid): Cuboid {
  const [length, width, height] = size;
  const grown = (side: number): number => Math.max(0.01, side + 2 * metres);
  const up: Vec3 = [0, 0, 1];
  return {
    centre: addScaled(centre, up, (FOOT + OUTSIDE) / 2),
    size: [grown(length), grown(width), Math.max(0.01, height - FOOT + OUTSIDE)],
    rotation,
  };
}

function shrunk(cuboid: Cuboid): Cuboid {
  return grownBy(-Math.min(INSIDE, INSIDE_SHARE * cuboid.size[1]), cuboid);
}
