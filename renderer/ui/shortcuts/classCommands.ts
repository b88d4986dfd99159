import type { OntologyClass } from '#shared/dataset/dataset.ts';
import { COMMAND_IDS, type CommandId } from '#renderer/editor/commands/commandTable.ts';
import { commandTitle } from '#renderer/i18n/commandTitles.ts';
import type { Language } from '#renderer/i18n/language.ts';

/** In the order of the dataset's classes, which they are named after. */
export const CLASS_COMMANDS: readonly CommandId[] = COMMAND_IDS.filter((id) => id.startsWith('class.'));

/** A command's title; with the class that it stands for in the open dataset, `Class 1 · Car`. */
export function classCommandTitle(
  id: CommandId,
  language: Language,
  classes: readonly OntologyClass[] | undefined,
): string {
  const title = commandTitle(id, language);
  const name = classes?.[CLASS_COMMANDS.indexOf(id)]?.name;
  return name === undefined ? title : `${title} · ${name}`;
}
