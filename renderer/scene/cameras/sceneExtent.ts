import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { Bounds } from '#shared/pointcloud/bounds.ts';
import type { CloudPack } from '#shared/pointcloud/pack.ts';

/** Points looked at; a prefix of each tile is a uniform sample of it. */
const SAMPLE = 4_000;
/** A lidar's points thin out with the square of the distance: the middle four fifths are what people work in. */
const HORIZONTAL = { low: 0.1, high: 0.9 };
/** The ground up to the height of a van; trees and fronts of houses may reach out of the picture. */
const VERTICAL = { low: 0.05, high: 0.6 };
/** Something of a metre is still seen in its surroundings, and the camera does not stand inside it. */
const LEAST_METRES = 3;

/**
 * What to show at first sight: the part of the cloud where most points are, label frame. `whole` is the answer where
 * there are too few points to tell.
 */
export function sceneExtent(pack: CloudPack, whole: Bounds): Bounds {
  const sample = samplePoints(pack);
  if (sample.length < 20) return whole;
  const range = (axis: 0 | 1 | 2): readonly [number, number] => {
    const share = axis === 2 ? VERTICAL : HORIZONTAL;
    const sorted = sample.map((point) => point[axis]).sort((a, b) => a - b);
    const low = sorted[Math.floor(share.low * (sorted.length - 1))]!;
    const high = sorted[Math.floor(share.high * (sorted.length - 1))]!;
    const lacking = axis === 2 ? 0 : Math.max(0, LEAST_METRES - (high - low)) / 2;
    return [low - lacking, high + lacking];
  };
  const [x, y, z] = [range(0), range(1), range(2)];
  return { min: [x[0], y[0], z[0]], max: [x[1], y[1], z[1]] };
}

function samplePoints({ count, origin, tiles, data }: CloudPack): Vec3[] {
  const share = Math.min(1, SAMPLE / Math.max(1, count));
  return tiles.flatMap((tile) =>
    Array.from({ length: Math.ceil(tile.count * share) }, (_, i): Vec3 => {
      const at = (tile.start + i) * 4;
      return [
        origin[0] + tile.offset[0] + tile.step[0] * data[at]!,
        origin[1] + tile.offset[1] + tile.step[1] * data[at + 1]!,
        origin[2] + tile.offset[2] + tile.step[2] * data[at + 2]!,
      ];
    }),
  );
}
