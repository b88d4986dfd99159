import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import { useAppStore } from '#renderer/state/appStore.ts';
import { useLanguage } from '../controls/useLanguage.ts';
import { classCommandTitle } from './classCommands.ts';

/** Titles of commands in the language on screen, with the classes of the open dataset. */
export function useClassCommandTitle(): (id: CommandId) => string {
  const language = useLanguage();
  const classes = useAppStore(({ phase }) =>
    phase.kind === 'open' ? phase.workspace.dataset.ontology.classes : undefined,
  );
  return (id) => classCommandTitle(id, language, classes);
}
