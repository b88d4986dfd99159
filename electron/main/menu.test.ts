import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import type { Menu } from '#shared/host/contract.ts';
import { firstMenuTemplate, menuTemplate } from './menu.ts';

const undo = { kind: 'command', command: 'edit.undo', title: 'Undo', keys: 'Ctrl+Z', enabled: true } as const;
const quit = { kind: 'role', role: 'quit', title: 'Quit' } as const;
const separator = { kind: 'separator' } as const;

function build(items: Menu['items'], isMac = false) {
  const run = vi.fn<(command: string) => void>();
  const template = menuTemplate([{ title: 'File & more', items }], { isMac, run });
  const menu = template.find(({ submenu }) => submenu !== undefined);
  return { run, template, menu, items: menu?.submenu as MenuItemConstructorOptions[] };
}

/** What Electron does at a click, as far as these items look. */
function click(item: MenuItemConstructorOptions | undefined, state: { checked?: boolean } = {}) {
  (item?.click as ((item: { checked?: boolean }) => void) | undefined)?.(state);
  return state;
}

describe('a menu', () => {
  test('shows keys without listening for them, and runs commands', () => {
    const { run, menu, items } = build([undo, separator, quit]);
    expect(menu?.label).toBe('File && more');
    expect(items[0]).toMatchObject({
      label: 'Undo',
      enabled: true,
      accelerator: 'Ctrl+Z',
      registerAccelerator: false,
    });
    expect(items.slice(1)).toEqual([{ type: 'separator' }, { role: 'quit', label: 'Quit' }]);
    click(items[0]);
    expect(run.mock.calls).toEqual([['edit.undo']]);
  });

  test('leaves out keys that Electron cannot spell', () => {
    const { items } = build([{ ...undo, keys: 'Ctrl+é' }]);
    expect(Object.keys(items[0] ?? {}).sort()).toEqual(['click', 'enabled', 'label']);
  });

  test('leaves it to the page whether a command is on', () => {
    const { run, items } = build([{ ...undo, checked: true }]);
    expect(items[0]).toMatchObject({ type: 'checkbox', checked: true });
    expect(click(items[0], { checked: false })).toEqual({ checked: true });
    expect(run).toHaveBeenCalledWith('edit.undo');
  });

  test('shows what cannot be done now', () => {
    expect(build([{ ...undo, enabled: false }]).items[0]).toMatchObject({ enabled: false });
  });

  test('has no separators at its ends nor two in a row', () => {
    const { items } = build([separator, undo, separator, separator, quit, separator]);
    expect(items.map(({ type, role }) => type ?? role ?? 'command')).toEqual([
      'command',
      'separator',
      'quit',
    ]);
    expect(build([separator, separator]).items).toEqual([]);
  });
});

describe('on macOS', () => {
  test('the app’s and the windows’ menus surround the page’s', () => {
    const { template, items } = build([undo, separator, quit], true);
    expect(template.map(({ role }) => role)).toEqual(['appMenu', undefined, 'windowMenu']);
    // Quitting is in the app's menu.
    expect(items).toHaveLength(1);
  });

  test('keys are told and not acted on', () => {
    const { items } = build([undo], true);
    expect(items[0]).toMatchObject({ toolTip: 'Ctrl+Z' });
    expect(items[0]).not.toHaveProperty('accelerator');
  });

  test('copying works before the page has sent menus', () => {
    expect(firstMenuTemplate(true)?.map(({ role }) => role)).toContain('editMenu');
    expect(firstMenuTemplate(false)).toBeUndefined();
  });
});
