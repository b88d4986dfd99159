import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import type { en } from '#renderer/i18n/en.ts';
import { SAVED_VIEWS } from '#renderer/scene/sceneCommands.ts';

/** Commands that do the same in other directions or places: one line of the sheet. */
export interface CommandFamily {
  readonly title: `shortcuts.families.${keyof typeof en.shortcuts.families}`;
  /** In the order in which their keys are read. */
  readonly commands: readonly CommandId[];
}

export const COMMAND_FAMILIES: readonly CommandFamily[] = [
  { title: 'shortcuts.families.object', commands: ['edit.selectPrevious', 'edit.selectNext'] },
  { title: 'shortcuts.families.carry', commands: ['track.carryPrevious', 'track.carryNext'] },
  { title: 'shortcuts.families.keyframe', commands: ['track.previousKeyframe', 'track.nextKeyframe'] },
  { title: 'shortcuts.families.tenFrames', commands: ['frame.previousTen', 'frame.nextTen'] },
  { title: 'shortcuts.families.choose', commands: ['frame.choosePrevious', 'frame.chooseNext'] },
  { title: 'shortcuts.families.box', commands: ['box.previous', 'box.next'] },
  { title: 'shortcuts.families.boxLink', commands: ['box.link', 'box.unlink'] },
  { title: 'shortcuts.families.camera', commands: ['images.previous', 'images.next'] },
  {
    title: 'shortcuts.families.pointSize',
    commands: ['appearance.pointSizeDown', 'appearance.pointSizeUp'],
  },
  { title: 'shortcuts.families.mode', commands: ['app.label', 'app.sequence', 'app.review'] },
  { title: 'shortcuts.families.region', commands: ['app.previousRegion', 'app.nextRegion'] },
  {
    title: 'shortcuts.families.move',
    commands: ['cuboid.moveUp', 'cuboid.moveLeft', 'cuboid.moveDown', 'cuboid.moveRight'],
  },
  {
    title: 'shortcuts.families.moveFar',
    commands: ['cuboid.moveUpFar', 'cuboid.moveLeftFar', 'cuboid.moveDownFar', 'cuboid.moveRightFar'],
  },
  {
    title: 'shortcuts.families.moveFine',
    commands: ['cuboid.moveUpFine', 'cuboid.moveLeftFine', 'cuboid.moveDownFine', 'cuboid.moveRightFine'],
  },
  { title: 'shortcuts.families.turn', commands: ['cuboid.turnLeft', 'cuboid.turnRight'] },
  { title: 'shortcuts.families.turnFar', commands: ['cuboid.turnLeftFar', 'cuboid.turnRightFar'] },
  { title: 'shortcuts.families.restoreView', commands: SAVED_VIEWS.map(({ restore }) => restore) },
  { title: 'shortcuts.families.saveView', commands: SAVED_VIEWS.map(({ save }) => save) },
];

/** The family of a command, if it is of one. */
export function familyOf(id: CommandId): CommandFamily | undefined {
  return COMMAND_FAMILIES.find(({ commands }) => commands.includes(id));
}
