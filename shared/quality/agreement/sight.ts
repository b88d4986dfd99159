import type { CameraView } from '../../camera/cameraView.ts';
import type { VisibleBounds } from '../../camera/projectVisible.ts';
import { rectanglesOverlap } from '../../geometry/rectangle.ts';
import type { ObjectJson } from '../../labels/sidecar.ts';
import type { Edges } from './edges.ts';

/** An object as one camera sees it. */
export interface Sight {
  readonly object: ObjectJson;
  readonly camera: string;
  readonly view: CameraView;
  readonly offsetSeconds: number | undefined;
  readonly projected: VisibleBounds;
  /** By nearer cuboids, 0 to 1. */
  readonly hiddenShare: number;
  /** How far each edge may lie further in than the projection's, since what is there can be hidden; pixels. */
  readonly slack: Edges;
}

/** The bounds are looked at in so many rows and columns: what a box loses is told to an eighth of its side. */
const CELLS = 8;
/** A column counts as hidden when so many of its cells are. */
const COVERED = CELLS - 1;

/**
 * What nearer cuboids can hide of a thing. Their bounds stand for them, which are larger than what they hide: an edge is
 * given more room rather than called wrong.
 */
export function hiddenBy(
  { projected }: Pick<Sight, 'projected'>,
  others: readonly Pick<Sight, 'projected'>[],
): Pick<Sight, 'hiddenShare' | 'slack'> {
  const { clipped, depth } = projected;
  const nearer = others.filter(
    (other) => other.projected.depth < depth && rectanglesOverlap(other.projected.clipped, clipped),
  );
  if (nearer.length === 0) return { hiddenShare: 0, slack: [0, 0, 0, 0] };
  const width = (clipped.right - clipped.left) / CELLS;
  const height = (clipped.bottom - clipped.top) / CELLS;
  const columns = Array.from({ length: CELLS }, () => 0);
  const rows = Array.from({ length: CELLS }, () => 0);
  let hidden = 0;
  for (let row = 0; row < CELLS; row++) {
    for (let column = 0; column < CELLS; column++) {
      const x = clipped.left + (column + 0.5) * width;
      const y = clipped.top + (row + 0.5) * height;
      if (!nearer.some((other) => holds(other.projected.clipped, x, y))) continue;
      hidden++;
      columns[column]!++;
      rows[row]!++;
    }
  }
  const slack: Edges = [
    coveredFrom(columns) * width,
    coveredFrom(rows) * height,
    coveredFrom(columns.toReversed()) * width,
    coveredFrom(rows.toReversed()) * height,
  ];
  return { hiddenShare: hidden / (CELLS * CELLS), slack };
}

function holds(r: VisibleBounds['clipped'], x: number, y: number): boolean {
  return x >= r.left && x <= r.right && y >= r.top && y <= r.bottom;
}

/** How many lines from the start on are hidden. */
function coveredFrom(counts: readonly number[]): number {
  const open = counts.findIndex((count) => count < COVERED);
  return open === -1 ? counts.length : open;
}
