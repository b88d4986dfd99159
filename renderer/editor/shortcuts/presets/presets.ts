import { settingsSchema, type Settings } from '#shared/host/settings.ts';
import { cvat3d } from './cvat3d.ts';
import { labelCloud } from './labelCloud.ts';
import type { PresetKeys } from './presetKeys.ts';
import { sustechPoints } from './sustechPoints.ts';
import { xtreme1 } from './xtreme1.ts';

export type PresetId = Settings['keyPreset'];
export const PRESET_IDS: readonly PresetId[] = settingsSchema.shape.keyPreset.options;

/** Keys as people know them from other programs. */
export const PRESETS: Readonly<Record<PresetId, PresetKeys>> = {
  boxwright: {},
  sustechPoints,
  xtreme1,
  cvat3d,
  labelCloud,
};

/** Names of programs: the same in every language. */
export const PRESET_NAMES: Readonly<Record<PresetId, string>> = {
  boxwright: 'Boxwright',
  sustechPoints: 'SUSTechPOINTS',
  xtreme1: 'Xtreme1',
  cvat3d: 'CVAT 3D',
  labelCloud: 'labelCloud',
};
