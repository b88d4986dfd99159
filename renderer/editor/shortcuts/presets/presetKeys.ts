import type { CommandId } from '../../commands/commandTable.ts';

/**
 * What a preset changes in the command table's keys. A command whose key it takes and that it does not name is left
 * without that key.
 */
export type PresetKeys = Readonly<Partial<Record<CommandId, readonly string[]>>>;
