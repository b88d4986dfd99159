import { keepableLabels } from './keepableLabels.ts';
import type { DatasetLayout, ForeignLabels } from './layout.ts';
import { bareLayout } from './layouts/bare.ts';
import { boxwrightLayout } from './layouts/boxwright.ts';
import { cvat3dLayout } from './layouts/cvat3d.ts';
import { kittiObjectLayout } from './layouts/kittiObject.ts';
import { kittiRawLayout } from './layouts/kittiRaw.ts';
import { nuscenesLayout } from './layouts/nuscenes.ts';
import { pandasetLayout } from './layouts/pandaset.ts';
import { rosLayout } from './layouts/ros.ts';
import { superviselyLayout } from './layouts/supervisely.ts';
import { sustechpointsLayout } from './layouts/sustechpoints.ts';
import { t4Layout } from './layouts/t4.ts';
import { xtreme1Layout } from './layouts/xtreme1.ts';

/** In the order in which a folder is tried: what somebody wrote down goes before what is guessed. */
export const DATASET_LAYOUTS: readonly DatasetLayout[] = [
  boxwrightLayout,
  nuscenesLayout,
  t4Layout,
  kittiObjectLayout,
  kittiRawLayout,
  pandasetLayout,
  superviselyLayout,
  xtreme1Layout,
  cvat3dLayout,
  sustechpointsLayout,
  rosLayout,
  bareLayout,
];

/** The layout that a dataset was read with. */
export function layoutById(id: string): DatasetLayout | undefined {
  return DATASET_LAYOUTS.find((layout) => layout.id === id);
}

/** The labels that a dataset's layout brings along, where it does, as far as our files can hold them. */
export function foreignLabelsOf({ layout }: { readonly layout: string }): ForeignLabels | undefined {
  const labels = layoutById(layout)?.labels;
  return labels && keepableLabels(labels);
}
