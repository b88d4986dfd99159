import type { RigidTransform } from '../geometry/rigidTransform.ts';
import { buildCloud, type CloudColumns, type PointCloud } from './cloud.ts';
import type { KernelMemory } from './kernelMemory.ts';
import { KernelPasses } from './kernelPasses.ts';
import { packCloud, type CloudPack } from './pack.ts';
import type { ReusePool } from './reusePool.ts';

/** Where clouds are put; whoever prepares one gives its memory back when nobody asks about it or draws it any more. */
export interface CloudPools {
  /** `PointCloud.memory` is from here; undefined where there are no kernels. */
  readonly memories: ReusePool<KernelMemory> | undefined;
  /** The buffer of `CloudPack.data` is from here. */
  readonly buffers: ReusePool<ArrayBuffer>;
}

/**
 * What is asked and what is drawn, of decoded columns; see `buildCloud` and `packCloud`. Float32 columns that already are
 * in the label frame go through kernels where there are any; results are the same without. Columns that lie in one of the
 * memories `lent` are sorted there, which overwrites them.
 * @throws RangeError when the columns differ in length.
 */
export function prepareCloud(
  columns: CloudColumns,
  labelFromLidar: RigidTransform | undefined,
  { memories, buffers }: CloudPools,
  lent: readonly KernelMemory[] = [],
): { readonly cloud: PointCloud; readonly pack: CloudPack } {
  const hasKernels = memories !== undefined && labelFromLidar === undefined;
  const passes = hasKernels ? KernelPasses.over(columns, memories, lent) : undefined;
  try {
    const cloud = buildCloud(columns, labelFromLidar, passes);
    return { cloud, pack: packCloud(cloud, passes, (byteLength) => buffers.take(byteLength)) };
  } finally {
    passes?.dispose();
  }
}
