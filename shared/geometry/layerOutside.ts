import { labelFromBox, type Cuboid, type CuboidFace } from './cuboid.ts';

/** Points on a face are inside; what is outside begins here (metres). */
const BEYOND = 1e-6;

/** The box of the given thickness that lies on a face, a hair away from it. */
export function layerOutside(
  cuboid: Cuboid,
  { axis, sign }: Pick<CuboidFace, 'axis' | 'sign'>,
  thicknessMetres: number,
): Cuboid {
  const size = cuboid.size.map((side, i) => (i === axis ? thicknessMetres : side));
  const offset = [0, 0, 0];
  offset[axis] = sign * (cuboid.size[axis] / 2 + BEYOND + thicknessMetres / 2);
  return {
    centre: labelFromBox(cuboid, [offset[0]!, offset[1]!, offset[2]!]),
    size: [size[0]!, size[1]!, size[2]!],
    rotation: cuboid.rotation,
  };
}
