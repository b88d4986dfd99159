import type { PresetKeys } from './presetKeys.ts';

/** Digits walk objects and frames, so classes move to Shift and the colours of points to the palette. */
export const sustechPoints: PresetKeys = {
  'edit.selectPrevious': ['Digit1', 'Shift+Tab'],
  'edit.selectNext': ['Digit2', 'Tab'],
  'edit.delete': ['Delete', 'Backspace', 'Primary+KeyD'],
  'frame.previous': ['Digit3', 'PageUp', 'Comma', 'KeyZ'],
  // Space plays there: a frame must not be marked by that habit.
  'frame.done': ['Enter'],
  'frame.next': ['Digit4', 'PageDown', 'Period', 'KeyX'],
  // Turns and fits there; it draws with the mouse alone, which leaves F without a meaning that could be kept.
  'cuboid.fit': ['KeyR', 'KeyF'],
  'tool.draw': ['KeyN'],
  'class.1': ['Shift+Digit1'],
  'class.2': ['Shift+Digit2'],
  'class.3': ['Shift+Digit3'],
  'class.4': ['Shift+Digit4'],
  'class.5': ['Shift+Digit5'],
  'class.6': ['Shift+Digit6'],
  'class.7': ['Shift+Digit7'],
  'class.8': ['Shift+Digit8'],
  'class.9': ['Shift+Digit9'],
  'class.10': ['Shift+Digit0'],
  'appearance.colorHeight': [],
  'appearance.colorIntensity': [],
  'appearance.colorDistance': [],
  'appearance.colorSingle': [],
  'appearance.colorCamera': [],
};
