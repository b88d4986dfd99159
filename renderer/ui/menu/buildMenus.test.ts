import { describe, expect, test } from 'vitest';
import { DEFAULT_ONTOLOGY } from '#shared/dataset/defaultOntology.ts';
import { contract, type Menu } from '#shared/host/contract.ts';
import { COMMAND_IDS } from '#renderer/editor/commands/commandTable.ts';
import { BOXWRIGHT_KEYMAP } from '#renderer/editor/shortcuts/keymap.ts';
import type { Language } from '#renderer/i18n/language.ts';
import { translator } from '#renderer/i18n/testing/translator.ts';
import { buildMenus, type MenuState } from './buildMenus.ts';

async function menus(language: Language, changes: Partial<MenuState> = {}): Promise<Menu[]> {
  const t = await translator(language);
  return buildMenus({
    language,
    t,
    isMac: false,
    keymap: BOXWRIGHT_KEYMAP,
    colorMode: 'height',
    showsImagePoints: false,
    turnsAbout: 'middle',
    tool: undefined,
    classes: undefined,
    isEnabled: () => true,
    ...changes,
  });
}

type CommandItem = Extract<Menu['items'][number], { kind: 'command' }>;

function commandsOf(list: readonly Menu[]): ReadonlyMap<string, CommandItem> {
  const items = list.flatMap(({ items: lines }) => lines.filter((line) => line.kind === 'command'));
  return new Map(items.map((item) => [item.command, item]));
}

describe.each(['en', 'zh-CN'] as const)('menus in %s', (language) => {
  test('hold every command exactly once', async () => {
    const ids = (await menus(language)).flatMap(({ items }) =>
      items.flatMap((line) => (line.kind === 'command' ? [line.command] : [])),
    );
    expect(ids.toSorted()).toEqual(COMMAND_IDS.toSorted());
  });

  test('are what the host expects, each title in its language', async () => {
    const list = await menus(language);
    expect(contract['menu.set'].input.safeParse({ menus: list }).success).toBe(true);
    const lines = list.flatMap(({ items }) => items).filter((line) => line.kind !== 'separator');
    const titles = [...list, ...lines].map(({ title }) => title);
    const foreign = titles.filter((title) => /[\u4e00-\u9fff]/.test(title) !== (language === 'zh-CN'));
    expect(foreign).toEqual([]);
  });

  test('have no separator without something on both sides', async () => {
    for (const { items } of await menus(language)) {
      const kinds = items.map(({ kind }) => kind).join(' ');
      expect(kinds).not.toMatch(/^separator|separator separator|separator$/);
    }
  });
});

describe('a line of a menu', () => {
  test('shows the first of its keys, those of the person before ours', async () => {
    expect(commandsOf(await menus('en')).get('edit.redo')?.keys).toBe('Ctrl+Shift+Z');
    const keymap = { ...BOXWRIGHT_KEYMAP, 'edit.redo': ['Primary+KeyY'], 'edit.undo': [] };
    const changed = commandsOf(await menus('en', { keymap }));
    expect(changed.get('edit.redo')?.keys).toBe('Ctrl+Y');
    expect(changed.get('edit.undo')).not.toHaveProperty('keys');
    expect(commandsOf(await menus('en', { isMac: true })).get('edit.undo')?.keys).toBe('⌘+Z');
  });

  test('is enabled while its command is', async () => {
    const items = commandsOf(await menus('en', { isEnabled: (id) => id === 'file.open' }));
    expect([...items.values()].filter(({ enabled }) => enabled).map(({ command }) => command)).toEqual([
      'file.open',
    ]);
  });

  test('is checked where something is on or off', async () => {
    const items = commandsOf(await menus('en', { tool: 'draw', colorMode: 'distance' }));
    const checked = [...items.values()].filter((item) => item.checked).map(({ command }) => command);
    expect(checked).toEqual(['tool.draw', 'appearance.colorDistance']);
    expect(items.get('tool.select')?.checked).toBe(false);
    expect(items.get('edit.undo')).not.toHaveProperty('checked');
  });

  test('names the class of the open dataset', async () => {
    const { classes } = DEFAULT_ONTOLOGY;
    const items = commandsOf(await menus('en', { classes }));
    expect(items.get('class.1')?.title).toBe(`Class 1 · ${classes[0]?.name}`);
  });
});
