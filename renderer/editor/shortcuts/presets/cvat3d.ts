import type { PresetKeys } from './presetKeys.ts';

/** D and F walk frames, C and V ten at a time; cuboids are moved by the arrows. */
export const cvat3d: PresetKeys = {
  'tool.draw': ['KeyN'],
  'frame.previous': ['KeyD', 'PageUp', 'Comma'],
  // Space plays there: a frame must not be marked by that habit.
  'frame.done': ['Enter'],
  'frame.next': ['KeyF', 'PageDown', 'Period'],
  'frame.previousTen': ['KeyC', 'Shift+PageUp'],
  'frame.nextTen': ['KeyV', 'Shift+PageDown'],
  'cuboid.moveLeft': ['Shift+ArrowLeft'],
  'cuboid.moveRight': ['Shift+ArrowRight'],
  'cuboid.moveUp': ['Shift+ArrowUp'],
  'cuboid.moveDown': ['Shift+ArrowDown'],
  // The bare digits stay: a browser's tabs take Ctrl with a digit before the page sees it.
  'class.1': ['Digit1', 'Primary+Digit1'],
  'class.2': ['Digit2', 'Primary+Digit2'],
  'class.3': ['Digit3', 'Primary+Digit3'],
  'class.4': ['Digit4', 'Primary+Digit4'],
  'class.5': ['Digit5', 'Primary+Digit5'],
  'class.6': ['Digit6', 'Primary+Digit6'],
  'class.7': ['Digit7', 'Primary+Digit7'],
  'class.8': ['Digit8', 'Primary+Digit8'],
  'class.9': ['Digit9', 'Primary+Digit9'],
  'class.10': ['Digit0', 'Primary+Digit0'],
};
