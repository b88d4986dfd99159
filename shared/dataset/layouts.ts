import type { DatasetLayout } from './layout.ts';
import { boxwrightLayout } from './layouts/boxwright.ts';
import { sustechpointsLayout } from './layouts/sustechpoints.ts';

/** In the order in which a folder is tried: what somebody wrote down goes before what is guessed. */
export const DATASET_LAYOUTS: readonly DatasetLayout[] = [boxwrightLayout, sustechpointsLayout];

/** The layout that a dataset was read with. */
export function layoutById(id: string): DatasetLayout | undefined {
  return DATASET_LAYOUTS.find((layout) => layout.id === id);
}
