import type { ImageTone, Settings } from './settings.ts';

/** Pictures as the camera took them. */
export const PLAIN_TONE: ImageTone = { brightness: 0, contrast: 0, gamma: 1 };

/** What holds until a person changes it, and in the UI until the host has answered. */
export const DEFAULT_SETTINGS: Settings = {
  language: 'system',
  theme: 'dark',
  uiSize: 100,
  movingPointBudget: 1_000_000,
  pointSize: 2,
  colorMode: 'height',
  showsImagePoints: false,
  imageTone: PLAIN_TONE,
  keyPreset: 'boxwright',
  heightSlab: { isOn: false, low: 0.25, high: 20 },
  aggregate: { reach: '5', movesObjects: false, colorsByTime: true },
  followsSelection: false,
  savedViews: {},
  undistorted: {},
  dismissedFindings: {},
  shortcuts: {},
  author: '',
  layout: {},
  isTourSeen: false,
};
