import type { PresetKeys } from './presetKeys.ts';

/** The arrows walk frames, Z and X turn, Q and E move along the second axis. */
export const xtreme1: PresetKeys = {
  'frame.previous': ['ArrowLeft', 'PageUp', 'Comma'],
  'frame.next': ['ArrowRight', 'PageDown', 'Period'],
  'cuboid.moveUp': ['KeyQ', 'KeyW', 'Shift+ArrowUp'],
  'cuboid.moveDown': ['KeyE', 'KeyS', 'Shift+ArrowDown'],
  'cuboid.turnLeft': ['KeyZ'],
  'cuboid.turnRight': ['KeyX'],
  'cuboid.turnLeftFar': ['Shift+KeyZ'],
  'cuboid.turnRightFar': ['Shift+KeyX'],
  'cuboid.rotateQuarter': ['KeyC'],
  'cuboid.flip': ['KeyV'],
  'cuboid.fit': ['KeyU'],
};
