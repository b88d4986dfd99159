import { describe, expect, test } from 'vitest';
import { COMMAND_IDS, type CommandId } from '#renderer/editor/commands/commandTable.ts';
import type { Language } from '#renderer/i18n/language.ts';
import { translator } from '#renderer/i18n/testing/translator.ts';
import { commandSources } from './commandSources.ts';
import { findEntries, MOST_OF_A_GROUP, type FoundEntry } from './findEntries.ts';
import { CLOSENESS, searchText } from './match.ts';
import type { PaletteSource } from './paletteEntry.ts';

function places(id: string, prefix: '#' | ':', names: readonly string[]): PaletteSource {
  return {
    id,
    heading: id,
    kind: 'places',
    prefix,
    entries: () =>
      names.map((title, index) => ({
        id: `${id}-${index}`,
        title,
        texts: [searchText(title, CLOSENESS.inside)],
        shows: [{ kind: 'title' }],
        isEnabled: true,
        run: () => undefined,
      })),
  };
}

const OBJECTS = places('objects', '#', ['Car 1', 'Car 12', 'Truck 3']);
const FRAMES = places(
  'frames',
  ':',
  Array.from({ length: 1000 }, (_, index) => String(index).padStart(6, '0')),
);

async function sources(
  language: Language,
  handled: readonly CommandId[] = COMMAND_IDS,
): Promise<readonly PaletteSource[]> {
  const commands = {
    isHandled: (id: CommandId) => handled.includes(id),
    isEnabled: (id: CommandId) => id !== 'edit.redo',
    run: () => true,
  };
  const t = await translator(language);
  return [...commandSources({ commands, language, t, classes: undefined }), OBJECTS, FRAMES];
}

async function find(
  typed: string,
  language: Language = 'en',
  recent: readonly CommandId[] = [],
): Promise<readonly FoundEntry[]> {
  return findEntries(typed, await sources(language), recent).flatMap(({ found }) => found);
}

async function titles(typed: string, language?: Language): Promise<readonly string[]> {
  return (await find(typed, language)).map(({ entry }) => entry.title);
}

describe('commands', () => {
  test.each(['undo', '撤销', 'chexiao', 'cx', 'Undo '])('%s finds undo in both languages', async (typed) => {
    expect((await titles(typed, 'en'))[0]).toBe('Undo');
    expect((await titles(typed, 'zh-CN'))[0]).toBe('撤销');
  });

  test('the letters that matched are marked in the title, whichever way they were typed', async () => {
    expect((await find('cx', 'zh-CN'))[0]?.inTitle).toEqual([0, 1]);
    expect((await find('undo', 'en'))[0]).toMatchObject({ inTitle: [0, 1, 2, 3] });
  });

  test('what was found by a text that is not shown comes with it', async () => {
    expect((await find('undo', 'zh-CN'))[0]).toMatchObject({
      inTitle: [],
      beside: { text: 'Undo', at: [0, 1, 2, 3] },
    });
    expect((await find('cx', 'en'))[0]).toMatchObject({ beside: { text: '撤销' } });
  });

  test('are all there when nothing is typed, the last used first and once', async () => {
    const ids = (await find('', 'en', ['frame.next', 'edit.undo'])).map(({ entry }) => entry.command);
    expect(ids.slice(0, 2)).toEqual(['frame.next', 'edit.undo']);
    expect(ids).toHaveLength(COMMAND_IDS.length - 1);
    expect(new Set(ids)).toEqual(new Set(COMMAND_IDS.filter((id) => id !== 'app.palette')));
  });

  test('that nobody handles are left out, those that cannot run now are not', async () => {
    const found = findEntries('', await sources('en', ['file.open', 'edit.redo']), ['edit.undo']);
    const entries = found.flatMap((group) =>
      group.found.map(({ entry }) => [entry.command, entry.isEnabled]),
    );
    expect(entries).toEqual([
      ['file.open', true],
      ['edit.redo', false],
    ]);
    expect(found.map(({ heading }) => heading)).toEqual(['File', 'Edit']);
  });
});

describe('places', () => {
  test('are found by name, the best first, no more than a group holds', async () => {
    expect((await titles('car 12'))[0]).toBe('Car 12');
    expect((await titles('965'))[0]).toBe('000965');
    const frames = findEntries('00', await sources('en'), []).find(({ id }) => id === 'frames');
    expect(frames?.found).toHaveLength(MOST_OF_A_GROUP);
  });

  test('alone when their sign is typed first, in either width', async () => {
    expect(await titles('#')).toEqual(['Car 1', 'Car 12', 'Truck 3']);
    expect(await titles('＃truck')).toEqual(['Truck 3']);
    expect((await titles('：12'))[0]).toBe('000012');
    expect(await titles(':')).toHaveLength(MOST_OF_A_GROUP);
  });

  test('come after a command that matches as closely', async () => {
    expect((await titles('c'))[0]).toBe('Cancel');
  });

  test('nothing is found for nonsense', async () => {
    expect(await find('qqqq')).toEqual([]);
  });
});
