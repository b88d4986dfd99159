import { finiteBounds, type Bounds, type FiniteBounds } from './bounds.ts';
import { sortByCell, type SortedColumns } from './cellOrder.ts';
import type { CloudColumns } from './cloud.ts';
import type { GridFrame } from './gridFrame.ts';
import { packPoints, type PackedColumns, type PackScalar } from './packPoints.ts';

/** The loops over all points of a cloud between a file's columns and what is drawn and asked, in this order. */
export interface CloudPasses {
  finiteBounds(columns: CloudColumns): FiniteBounds;
  sortByCell(columns: CloudColumns, frame: GridFrame, count: number): SortedColumns;
  packPoints(columns: PackedColumns, bounds: Bounds, scalar: PackScalar | undefined, data: Uint16Array): void;
}

/** In TypeScript: what the kernels are measured against, for coordinates of any kind. */
export const SCRIPT_PASSES: CloudPasses = { finiteBounds, sortByCell, packPoints };
