import type { Settings } from './contract.ts';

/** What holds until a person changes it, and in the UI until the host has answered. */
export const DEFAULT_SETTINGS: Settings = {
  language: 'system',
  theme: 'dark',
  movingPointBudget: 1_000_000,
  pointSize: 2,
  colorMode: 'height',
  shortcuts: {},
  author: '',
  layout: {},
};
