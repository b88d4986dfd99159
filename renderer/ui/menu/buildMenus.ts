import type { TFunction } from 'i18next';
import type { Menu } from '#shared/host/contract.ts';
import type { Settings } from '#shared/host/settings.ts';
import type { OntologyClass } from '#shared/dataset/dataset.ts';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import type { EditorState } from '#renderer/editor/session/editorState.ts';
import { keyCaps } from '#renderer/editor/shortcuts/chord.ts';
import type { Keymap } from '#renderer/editor/shortcuts/keymap.ts';
import type { Language } from '#renderer/i18n/language.ts';
import { classCommandTitle } from '../shortcuts/classCommands.ts';
import { COLOR_COMMANDS } from '../workspace/appearanceCommands.ts';
import { MENU_LAYOUT, type MenuLine } from './menuLayout.ts';

/** All that the menus depend on. */
export interface MenuState {
  readonly language: Language;
  readonly t: TFunction;
  readonly isMac: boolean;
  readonly keymap: Keymap;
  readonly colorMode: Settings['colorMode'];
  readonly showsImagePoints: boolean;
  /** Undefined while no dataset is open. */
  readonly tool: EditorState['tool'] | undefined;
  readonly turnsAbout: EditorState['turnsAbout'] | undefined;
  readonly classes: readonly OntologyClass[] | undefined;
  isEnabled(command: CommandId): boolean;
}

/** The menus of the window for a host that has a menu bar. */
export function buildMenus(state: MenuState): Menu[] {
  return MENU_LAYOUT.map(({ title, lines }) => ({
    title: state.t(`menu.${title}`),
    items: lines.map((line) => menuItem(line, state)),
  }));
}

function menuItem(line: MenuLine, state: MenuState): Menu['items'][number] {
  if (line === '-') return { kind: 'separator' };
  if (typeof line === 'object') return { kind: 'role', role: line.role, title: state.t(`menu.${line.role}`) };
  const [chord] = state.keymap[line];
  const checked = isChecked(line, state);
  return {
    kind: 'command',
    command: line,
    title: classCommandTitle(line, state.language, state.classes),
    ...(chord === undefined ? {} : { keys: keyCaps(chord, state.isMac).join('+') }),
    enabled: state.isEnabled(line),
    ...(checked === undefined ? {} : { checked }),
  };
}

/** Undefined for what is done, not switched. */
function isChecked(
  command: CommandId,
  { tool, turnsAbout, colorMode, showsImagePoints }: MenuState,
): boolean | undefined {
  if (command === 'tool.select') return tool === 'select';
  if (command === 'tool.draw') return tool === 'draw';
  if (command === 'tool.drawBox') return tool === 'box2d';
  if (command === 'tool.measure') return tool === 'measure';
  if (command === 'edit.turnAboutEgo') return turnsAbout === 'ego';
  if (command === 'images.points') return showsImagePoints;
  const colour = COLOR_COMMANDS.find((entry) => entry.command === command);
  return colour && colour.mode === colorMode;
}
