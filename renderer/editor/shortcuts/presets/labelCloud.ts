import type { PresetKeys } from './presetKeys.ts';

/** R and F or the arrows walk frames, T and G walk objects, Z and X turn. */
export const labelCloud: PresetKeys = {
  'tool.draw': ['Insert'],
  'frame.previous': ['KeyR', 'ArrowLeft', 'PageUp', 'Comma'],
  'frame.next': ['KeyF', 'ArrowRight', 'PageDown', 'Period'],
  'edit.selectPrevious': ['KeyT', 'Shift+Tab'],
  'edit.selectNext': ['KeyG', 'Tab'],
  'cuboid.turnLeft': ['KeyZ', 'KeyQ'],
  'cuboid.turnRight': ['KeyX', 'KeyE'],
};
