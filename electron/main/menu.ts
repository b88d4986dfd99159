import type { MenuItemConstructorOptions } from 'electron';
import type { Menu } from '#shared/host/contract.ts';
import { toAccelerator } from './accelerator.ts';

export interface MenuOptions {
  readonly isMac: boolean;
  /** Runs a command of the page. */
  readonly run: (command: string) => void;
}

type MenuLine = Menu['items'][number];

/** The menu bar for the page's menus; on macOS with the app's own menu in front and the windows' at the end. */
export function menuTemplate(menus: readonly Menu[], options: MenuOptions): MenuItemConstructorOptions[] {
  const own = menus.map(({ title, items }) => ({
    label: labelOf(title),
    submenu: withoutLooseSeparators(items.filter((line) => !isInAppMenu(line, options))).map((line) =>
      menuItem(line, options),
    ),
  }));
  return options.isMac ? [{ role: 'appMenu' }, ...own, { role: 'windowMenu' }] : own;
}

/** What stands in the menu bar until the page has sent its menus; on macOS copying and quitting need them. */
export function firstMenuTemplate(isMac: boolean): MenuItemConstructorOptions[] | undefined {
  return isMac ? [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }] : undefined;
}

function menuItem(line: MenuLine, { isMac, run }: MenuOptions): MenuItemConstructorOptions {
  switch (line.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'role':
      return { role: line.role, label: labelOf(line.title) };
    case 'command': {
      const { command, title, keys, enabled, checked } = line;
      return {
        label: labelOf(title),
        enabled,
        ...(keys === undefined ? {} : keyHint(keys, isMac)),
        ...(checked === undefined
          ? { click: () => run(command) }
          : {
              type: 'checkbox',
              checked,
              click: (item) => {
                // The system has switched it already; whether it is on is the page's to say, with its next menus.
                item.checked = checked;
                run(command);
              },
            }),
      };
    }
  }
}

/**
 * The keys beside a title, shown only: the page listens for them itself, by physical key. macOS cannot show keys without
 * acting on them (a letter typed into a text field would run a command), so there they are in the tooltip.
 */
function keyHint(keys: string, isMac: boolean): MenuItemConstructorOptions {
  if (isMac) return { toolTip: keys };
  const accelerator = toAccelerator(keys);
  return accelerator === undefined ? {} : { accelerator, registerAccelerator: false };
}

/** macOS has it in the app's own menu. */
function isInAppMenu(line: MenuLine, { isMac }: MenuOptions): boolean {
  return isMac && line.kind === 'role' && line.role === 'quit';
}

/** No separator at either end, nor two in a row. */
function withoutLooseSeparators(lines: readonly MenuLine[]): readonly MenuLine[] {
  const isLine = (line: MenuLine | undefined) => line !== undefined && line.kind !== 'separator';
  const single = lines.filter((line, index) => isLine(line) || isLine(lines[index - 1]));
  return isLine(single.at(-1)) ? single : single.slice(0, -1);
}

/** A lone `&` would underline the letter after it. */
function labelOf(title: string): string {
  return title.replaceAll('&', '&&');
}
