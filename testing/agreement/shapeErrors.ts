import { projectVisibleBounds } from '#shared/camera/projectVisible.ts';
import { cuboidYaw, labelFromBox, type Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw, multiply } from '#shared/geometry/quaternion.ts';
import { rectangleArea, sharedArea, type Rectangle } from '#shared/geometry/rectangle.ts';
import type { QualityFrame } from '#shared/quality/qualityFrame.ts';
import type { RuleId } from '#shared/quality/finding.ts';

/** One way to get the shape of a cuboid wrong. */
export interface ShapeError {
  readonly name: string;
  readonly kind: 'position' | 'size' | 'heading';
  /** The rule that should say so. */
  readonly rule: RuleId;
  /** No person is further off: metres, radians, or parts of a side. */
  readonly most: number;
  apply(cuboid: Cuboid, amount: number): Cuboid;
}

function moved(
  name: string,
  most: number,
  direction: (cuboid: Cuboid) => readonly [number, number, number],
): ShapeError {
  return {
    name,
    kind: 'position',
    rule: 'AGR006',
    most,
    apply(cuboid, amount) {
      const [x, y, z] = cuboid.centre;
      const [dx, dy, dz] = direction(cuboid);
      return { ...cuboid, centre: [x + dx * amount, y + dy * amount, z + dz * amount] };
    },
  };
}

/** `face`: which side moves, 0: both. A part of the side. */
function resized(name: string, axis: 0 | 1 | 2, face: -1 | 0 | 1): ShapeError {
  return {
    name,
    kind: 'size',
    rule: 'AGR007',
    most: 0.6,
    apply(cuboid, amount) {
      const size = [...cuboid.size] as [number, number, number];
      size[axis] *= 1 + amount;
      const middle: [number, number, number] = [0, 0, 0];
      middle[axis] = (face * (size[axis] - cuboid.size[axis])) / 2;
      return { ...cuboid, size, centre: labelFromBox(cuboid, middle) };
    },
  };
}

/** As seen from the label frame's origin. */
const across = ({ centre: [x, y] }: Cuboid): [number, number, number] => {
  const range = Math.hypot(x, y) || 1;
  return [-y / range, x / range, 0];
};
const away = ({ centre: [x, y] }: Cuboid): [number, number, number] => {
  const range = Math.hypot(x, y) || 1;
  return [x / range, y / range, 0];
};

export const SHAPE_ERRORS: readonly ShapeError[] = [
  moved('lateral', 5, across),
  moved('distance', 12, away),
  moved('vertical', 2, () => [0, 0, 1]),
  moved('along', 5, (cuboid) => {
    const yaw = cuboidYaw(cuboid);
    return [Math.cos(yaw), Math.sin(yaw), 0];
  }),
  {
    name: 'yaw',
    kind: 'heading',
    rule: 'AGR008',
    most: Math.PI / 2,
    apply: (cuboid, amount) => ({ ...cuboid, rotation: multiply(cuboid.rotation, fromYaw(amount)) }),
  },
  resized('length', 0, 0),
  resized('width', 1, 0),
  resized('height', 2, 0),
  resized('length, one face', 0, 1),
  resized('height, on the ground', 2, 1),
];

/**
 * What an error of the cuboid does to its 2D boxes, in standard deviations of the hand that drew them: the root of the sum
 * of the squares of how far the edges of its projections move, over all cameras that have a 2D box of it. An edge that
 * moves behind a nearer object does not count: there it could be.
 */
export function effectOf(
  frame: Pick<QualityFrame, 'cameras' | 'boxes2d' | 'objects'>,
  trackId: string,
  truth: Cuboid,
  sigma: number,
): (wrong: Cuboid) => number {
  const cameras = frame.cameras.flatMap(({ id, view }) => {
    if (view === undefined) return [];
    if (!frame.boxes2d.some((box) => box.camera === id && box.trackId === trackId)) return [];
    const before = projectVisibleBounds(truth, view)?.clipped;
    const others = frame.objects.flatMap((other) =>
      other.trackId === trackId ? [] : (projectVisibleBounds(other.cuboid, view) ?? []),
    );
    return before === undefined ? [] : [{ view, before, others }];
  });
  return (wrong) => {
    let sum = 0;
    for (const { view, before, others } of cameras) {
      const seen = projectVisibleBounds(wrong, view);
      if (seen === undefined) return Infinity;
      const after = seen.clipped;
      const nearer = others.filter(({ depth }) => depth < seen.depth).map(({ clipped }) => clipped);
      for (const edge of ['left', 'top', 'right', 'bottom'] as const satisfies (keyof Rectangle)[]) {
        const isHidden = isBehind(addedStrip(before, after, edge), nearer);
        if (!isHidden) sum += ((after[edge] - before[edge]) / sigma) ** 2;
      }
    }
    return Math.sqrt(sum);
  };
}

/** What the one has beyond an edge of the other; without area where that edge moved inwards. */
function addedStrip(before: Rectangle, after: Rectangle, edge: keyof Rectangle): Rectangle {
  switch (edge) {
    case 'left':
      return { ...after, right: Math.min(after.right, Math.max(after.left, before.left)) };
    case 'top':
      return { ...after, bottom: Math.min(after.bottom, Math.max(after.top, before.top)) };
    case 'right':
      return { ...after, left: Math.max(after.left, Math.min(after.right, before.right)) };
    case 'bottom':
      return { ...after, top: Math.max(after.top, Math.min(after.bottom, before.bottom)) };
  }
}

/** Of a strip so much hides its edge. */
const HIDING_SHARE = 0.7;

function isBehind(strip: Rectangle, nearer: readonly Rectangle[]): boolean {
  const area = rectangleArea(strip);
  return area > 0 && nearer.some((other) => sharedArea(other, strip) >= HIDING_SHARE * area);
}

/** The amount of an error, of a sign, that has an effect; undefined where no amount that people reach has. */
export function amountFor(
  effect: number,
  most: number,
  effectAt: (amount: number) => number,
): number | undefined {
  let high = most / 256;
  while (effectAt(high) < effect) {
    if (Math.abs(high) >= Math.abs(most)) return undefined;
    high *= 2;
  }
  let low = 0;
  for (let i = 0; i < 16; i++) {
    const middle = (low + high) / 2;
    if (effectAt(middle) < effect) low = middle;
    else high = middle;
  }
  return Math.abs(high) > Math.abs(most) ? undefined : high;
}
