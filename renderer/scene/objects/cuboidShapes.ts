import {
  CUBOID_EDGES,
  CUBOID_FACES,
  cuboidCorners,
  labelFromBox,
  type Cuboid,
} from '#shared/geometry/cuboid.ts';
import { subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import type { Segment } from './segments.ts';

export interface DrawnCuboid {
  readonly cuboid: Cuboid;
  /** sRGB, 0…1. */
  readonly color: Vec3;
  readonly isSelected: boolean;
  readonly isHovered: boolean;
  /** Interpolated and propagated boxes are dashed until a person confirms them. */
  readonly isDashed: boolean;
  /** A suggestion: its edges alone, in dots. */
  readonly isDotted?: boolean;
}

/** A flat quad: a corner, the two edges that leave it, and a colour with opacity. */
export interface Fill {
  readonly corner: Vec3;
  readonly edgeU: Vec3;
  readonly edgeV: Vec3;
  readonly color: readonly [r: number, g: number, b: number, a: number];
}

const WIDTH = { normal: 1.5, hovered: 2, selected: 2.25, dotted: 1.75 };
const FRONT_OPACITY = { normal: 0.2, selected: 0.34 };
/** How far the heading arrow reaches past the front face, metres. */
const ARROW_REACH = { long: 0.9, short: 0.5 };
const SHORT_OBJECT = 1.5;

/** Twelve edges and, on the floor, the heading arrow; relative to `origin` (label frame). */
export function cuboidSegments(drawn: DrawnCuboid, origin: Vec3, selectionColor: Vec3): Segment[] {
  const { cuboid, color, isSelected, isHovered, isDashed, isDotted = false } = drawn;
  const width = isDotted
    ? WIDTH.dotted
    : isSelected
      ? WIDTH.selected
      : isHovered
        ? WIDTH.hovered
        : WIDTH.normal;
  const corners = cuboidCorners(cuboid).map((corner) => subtract(corner, origin));
  const edges = CUBOID_EDGES.map(([from, to]): Segment => ({
    from: corners[from]!,
    to: corners[to]!,
    color: [...color, 1],
    width,
    isDashed,
    isDotted,
  }));
  if (isDotted) return edges;
  const arrowColor = isSelected ? selectionColor : color;
  const arrow = headingArrow(cuboid).map(([from, to]): Segment => ({
    from: subtract(from, origin),
    to: subtract(to, origin),
    color: [...arrowColor, 1],
    width: isSelected ? WIDTH.selected : WIDTH.normal,
  }));
  return [...edges, ...arrow];
}

/** On the floor from the centre to past the front face, and the two strokes of the head. Label frame. */
export function headingArrow(cuboid: Cuboid): (readonly [Vec3, Vec3])[] {
  const [length, width, height] = cuboid.size;
  const floor = -height / 2;
  const reach = length / 2 + (length < SHORT_OBJECT ? ARROW_REACH.short : ARROW_REACH.long);
  const head = Math.min(0.4, reach / 3, Math.max(0.15, width / 3));
  const at = (x: number, y: number): Vec3 => labelFromBox(cuboid, [x, y, floor]);
  const tip = at(reach, 0);
  return [
    [at(0, 0), tip],
    [at(reach - head, head * 0.7), tip],
    [at(reach - head, -head * 0.7), tip],
  ];
}

/** The front face, which tells where a cuboid faces from any side. */
export function frontFill(drawn: DrawnCuboid, origin: Vec3): Fill {
  const corners = cuboidCorners(drawn.cuboid);
  const [a, b, , d] = CUBOID_FACES[0]!.corners;
  const corner = corners[a]!;
  return {
    corner: subtract(corner, origin),
    edgeU: subtract(corners[b]!, corner),
    edgeV: subtract(corners[d]!, corner),
    color: [...drawn.color, frontOpacity(drawn)],
  };
}

function frontOpacity({ isSelected, isDotted }: DrawnCuboid): number {
  if (isDotted === true) return 0;
  return isSelected ? FRONT_OPACITY.selected : FRONT_OPACITY.normal;
}
