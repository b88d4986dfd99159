import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import { COMMAND_TITLES_EN } from './commandTitles.en.ts';
import { COMMAND_TITLES_ZH_CN } from './commandTitles.zhCn.ts';
import type { Language } from './language.ts';

const TITLES: Readonly<Record<Language, Readonly<Record<CommandId, string>>>> = {
  en: COMMAND_TITLES_EN,
  'zh-CN': COMMAND_TITLES_ZH_CN,
};

/** What a command is called in menus, tooltips and the shortcut sheet. */
export function commandTitle(id: CommandId, language: Language): string {
  return TITLES[language][id];
}
