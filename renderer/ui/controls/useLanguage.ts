import { useTranslation } from 'react-i18next';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import { commandTitle } from '#renderer/i18n/commandTitles.ts';
import type { Language } from '#renderer/i18n/language.ts';
import { useKeyCaps } from './useKeyCaps.ts';

/** The language on screen. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
}

/** `Undo (Ctrl Z)`: a command's name with its key, for tooltips. */
export function useCommandTooltip(command: CommandId): string {
  const caps = useKeyCaps(command);
  const title = commandTitle(command, useLanguage());
  return caps === undefined ? title : `${title} (${caps.join(' ')})`;
}
