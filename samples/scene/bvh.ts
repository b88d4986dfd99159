import type { Primitive } from './hit.ts';
import { halfExtent } from './shape.ts';

/**
 * A bounding-volume hierarchy over the primitives of one moment. Node i has its bounds at `bounds[6 i]` (min x y z,
 * max x y z). A leaf holds `count[i]` primitives from `first[i]` of `order`; an inner node has its children at
 * `first[i]` (lower along the axis) and `first[i] + 1`, and −1 − axis for a count.
 */
export interface Bvh {
  readonly bounds: Float64Array;
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly order: readonly Primitive[];
}

interface Boxed {
  readonly primitive: Primitive;
  /** min x y z, max x y z in the world. */
  readonly box: readonly number[];
}

const LEAF_SIZE = 2;

export function buildBvh(primitives: readonly Primitive[]): Bvh {
  const capacity = Math.max(1, 2 * primitives.length);
  const bvh = {
    bounds: new Float64Array(6 * capacity),
    first: new Int32Array(capacity),
    count: new Int32Array(capacity),
    order: [] as Primitive[],
  };
  let nodes = 1;
  const fill = (node: number, items: readonly Boxed[]): void => {
    bvh.bounds.set(union(items), 6 * node);
    if (items.length <= LEAF_SIZE) {
      bvh.first[node] = bvh.order.length;
      bvh.count[node] = items.length;
      bvh.order.push(...items.map((item) => item.primitive));
      return;
    }
    const { axis, sorted, at } = bestSplit(items);
    const child = nodes;
    nodes += 2;
    bvh.first[node] = child;
    bvh.count[node] = -1 - axis;
    fill(child, sorted.slice(0, at));
    fill(child + 1, sorted.slice(at));
  };
  fill(
    0,
    primitives.map((primitive) => ({ primitive, box: primitiveBounds(primitive) })),
  );
  return bvh;
}

/**
 * The split with the least expected work (surface-area heuristic, Goldsmith and Salmon 1987): of all axes and places,
 * the one that minimises the children's areas, each times the number of things in it.
 */
function bestSplit(items: readonly Boxed[]): { axis: number; sorted: readonly Boxed[]; at: number } {
  let best = { axis: 0, sorted: items, at: items.length >> 1 };
  let leastCost = Infinity;
  for (let axis = 0; axis < 3; axis++) {
    const middle = ({ box }: Boxed): number => box[axis]! + box[axis + 3]!;
    const sorted = items.toSorted((a, b) => middle(a) - middle(b));
    const upperAreas = sweepAreas(sorted.toReversed()).reverse();
    sweepAreas(sorted).forEach((area, i) => {
      const cost = area * (i + 1) + (upperAreas[i + 1] ?? Infinity) * (sorted.length - i - 1);
      if (!(cost < leastCost)) return;
      leastCost = cost;
      best = { axis, sorted, at: i + 1 };
    });
  }
  return best;
}

/** Areas of the boxes around the first item, the first two, and so on. */
function sweepAreas(items: readonly Boxed[]): number[] {
  const box = emptyBox();
  return items.map((item) => {
    grow(box, item.box);
    const [x, y, z] = [box[3]! - box[0]!, box[4]! - box[1]!, box[5]! - box[2]!];
    return x * y + y * z + z * x;
  });
}

function union(items: readonly Boxed[]): number[] {
  const box = emptyBox();
  for (const item of items) grow(box, item.box);
  return box;
}

function emptyBox(): number[] {
  return [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
}

function grow(box: number[], other: readonly number[]): void {
  for (let i = 0; i < 3; i++) {
    box[i] = Math.min(box[i]!, other[i]!);
    box[i + 3] = Math.max(box[i + 3]!, other[i + 3]!);
  }
}

function primitiveBounds(primitive: Primitive): number[] {
  const half = halfExtent(primitive.shape);
  const { rotation: r, translation } = primitive.worldFromShape;
  const reach = [0, 1, 2].map(
    (row) =>
      Math.abs(r[3 * row]!) * half[0] +
      Math.abs(r[3 * row + 1]!) * half[1] +
      Math.abs(r[3 * row + 2]!) * half[2],
  );
  return [...translation.map((c, i) => c - reach[i]!), ...translation.map((c, i) => c + reach[i]!)];
}
