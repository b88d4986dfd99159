/**
 * The layouts that folders are read with, what somebody wrote down first. Each has a name in every language of the
 * interface: an id that is missing here has none.
 */
export const LAYOUT_IDS = [
  'boxwright',
  'sustechpoints',
  'kitti-object',
  'kitti-raw',
  'nuscenes',
  't4',
  'pandaset',
  'supervisely',
  'xtreme1',
  'cvat-3d',
  'ros',
  'bare',
] as const;

export type LayoutId = (typeof LAYOUT_IDS)[number];

/** Is it one of ours? What is kept in a person's folder may name a layout of another version. */
export function isLayoutId(name: string): name is LayoutId {
  return LAYOUT_IDS.some((id) => id === name);
}

/** Does it keep its cuboids in a camera's frame? Where they are in space then depends on the camera's calibration. */
export function keepsCuboidsInCamera(layout: string): boolean {
  return layout === ('kitti-object' satisfies LayoutId);
}
