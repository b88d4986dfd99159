import type { TFunction } from 'i18next';
import type { OntologyClass } from '#shared/dataset/dataset.ts';
import type { CommandRegistry } from '#renderer/editor/commands/commandRegistry.ts';
import { isCommandId, type CommandId } from '#renderer/editor/commands/commandTable.ts';
import { COMMAND_PINYIN } from '#renderer/i18n/commandPinyin.ts';
import type { Language } from '#renderer/i18n/language.ts';
import { MENU_LAYOUT } from '../menu/menuLayout.ts';
import { CLASS_COMMANDS, classCommandTitle } from '../shortcuts/classCommands.ts';
import { CLOSENESS, searchText } from './match.ts';
import type { PaletteEntry, PaletteSource } from './paletteEntry.ts';
import { spellOut } from './spellOut.ts';

export interface CommandContext {
  readonly commands: Pick<CommandRegistry, 'isHandled' | 'isEnabled' | 'run'>;
  readonly language: Language;
  readonly t: TFunction;
  /** Undefined while no dataset is open. */
  readonly classes: readonly OntologyClass[] | undefined;
}

/** The commands that mean something here, grouped as the menus are. */
export function commandSources(context: CommandContext): readonly PaletteSource[] {
  const { t, commands, classes } = context;
  const isOffered = (id: CommandId): boolean =>
    id !== 'app.palette' &&
    commands.isHandled(id) &&
    CLASS_COMMANDS.indexOf(id) < (classes?.length ?? Infinity);
  return MENU_LAYOUT.map(({ title, lines }) => {
    const ids = lines.filter((line) => typeof line === 'string').filter(isCommandId);
    const entries = ids.filter(isOffered).map((id) => commandEntry(id, context));
    return { id: title, heading: t(`menu.${title}`), kind: 'commands', entries: () => entries };
  });
}

export function commandEntryId(id: CommandId): string {
  return `command-${id}`;
}

function commandEntry(id: CommandId, { commands, language, classes }: CommandContext): PaletteEntry {
  const chinese = classCommandTitle(id, 'zh-CN', classes);
  const english = classCommandTitle(id, 'en', classes);
  const [title, other] = language === 'en' ? [english, chinese] : [chinese, english];
  const spelling = spellOut(chinese, COMMAND_PINYIN[id].split(' '));
  return {
    id: commandEntryId(id),
    title,
    texts: [searchText(title), searchText(other), searchText(spelling.text, CLOSENESS.words)],
    shows: [
      { kind: 'title' },
      { kind: 'beside', text: other },
      language === 'en'
        ? { kind: 'beside', text: chinese, places: spelling.places }
        : { kind: 'title', places: spelling.places },
    ],
    command: id,
    isEnabled: commands.isEnabled(id),
    run: () => {
      commands.run(id);
    },
  };
}
