import type { CommandDefinition } from '#renderer/editor/commands/commandTable.ts';

/** Groups of commands in the order in which one works. */
export const COMMAND_GROUPS: readonly CommandDefinition['group'][] = [
  'edit',
  'cuboid',
  'box',
  'track',
  'frame',
  'review',
  'view',
  'file',
  'app',
];
