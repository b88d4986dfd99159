import type { Cuboid } from '../../geometry/cuboid.ts';
import { toMatrix3 } from '../../geometry/quaternion.ts';
import { add } from '../../geometry/vec3.ts';
import type { CloudPack, PackTile } from '../pack.ts';
import { PACK_STEPS } from '../packPoints.ts';

/** More cuboids of one frame move no points: their transforms would not fit into a texture of the smallest GPUs. */
export const MOST_PARTS = 600;

/**
 * Which points of a packed cloud lie in which of its frame's cuboids: for each point, in the order of the pack, 0 for
 * none and otherwise one more than the first that holds it. As exact as the pack is, which is enough to be drawn.
 */
export function pointParts(pack: CloudPack, cuboids: readonly Cuboid[]): Uint16Array<ArrayBuffer> {
  const parts = new Uint16Array(pack.count);
  // The last one first, so that the first one has the last word.
  for (let i = Math.min(cuboids.length, MOST_PARTS) - 1; i >= 0; i--) {
    for (const tile of pack.tiles) markInTile(pack, tile, cuboids[i]!, i + 1, parts);
  }
  return parts;
}

function markInTile(
  { data, origin }: CloudPack,
  { start, count, offset, step }: PackTile,
  { centre, size, rotation }: Cuboid,
  part: number,
  parts: Uint16Array,
): void {
  const m = toMatrix3(rotation);
  const corner = add(origin, offset);
  const half = size.map((side) => side / 2);
  const range = ([0, 1, 2] as const).map((axis) => {
    const reach = [0, 1, 2].reduce((sum, b) => sum + Math.abs(m[axis * 3 + b]!) * half[b]!, 0);
    const middle = centre[axis] - corner[axis];
    return stepRange(middle - reach, middle + reach, step[axis]);
  });
  // Whole steps are compared first: nearly all points are far from the cuboid.
  const [[lowX, highX], [lowY, highY], [lowZ, highZ]] = range as [Range, Range, Range];
  if (lowX > highX || lowY > highY || lowZ > highZ) return;
  for (let point = start, at = start * 4; point < start + count; point++, at += 4) {
    const qx = data[at]!;
    if (qx < lowX || qx > highX) continue;
    const qy = data[at + 1]!;
    if (qy < lowY || qy > highY) continue;
    const qz = data[at + 2]!;
    if (qz < lowZ || qz > highZ) continue;
    const dx = corner[0] + qx * step[0] - centre[0];
    const dy = corner[1] + qy * step[1] - centre[1];
    const dz = corner[2] + qz * step[2] - centre[2];
    if (
      Math.abs(m[0] * dx + m[3] * dy + m[6] * dz) <= half[0]! &&
      Math.abs(m[1] * dx + m[4] * dy + m[7] * dz) <= half[1]! &&
      Math.abs(m[2] * dx + m[5] * dy + m[8] * dz) <= half[2]!
    )
      parts[point] = part;
  }
}

type Range = readonly [low: number, high: number];

/** Which of a tile's steps lie between two distances from its corner, metres; low above high: none. */
function stepRange(low: number, high: number, step: number): Range {
  if (step === 0) return low <= 0 && high >= 0 ? [0, PACK_STEPS] : [1, 0];
  return [Math.max(0, Math.floor(low / step)), Math.min(PACK_STEPS, Math.ceil(high / step))];
}
