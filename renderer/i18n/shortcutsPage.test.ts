import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  COMMANDS,
  COMMAND_IDS,
  hostsOf,
  type CommandDefinition,
  type CommandId,
} from '#renderer/editor/commands/commandTable.ts';
import { keyCaps } from '#renderer/editor/shortcuts/chord.ts';
import { COMMAND_TITLES_EN } from './commandTitles.en.ts';
import { COMMAND_TITLES_ZH_CN } from './commandTitles.zhCn.ts';

const file = fileURLToPath(new URL('../../docs/shortcuts.md', import.meta.url));

const GROUPS: readonly (readonly [CommandDefinition['group'], string])[] = [
  ['cuboid', 'Cuboids'],
  ['box', '2D boxes'],
  ['edit', 'Editing'],
  ['track', 'Through time'],
  ['frame', 'Frames'],
  ['review', 'Review'],
  ['view', 'Views'],
  ['file', 'Files'],
  ['app', 'The window'],
];

/** Its own, else those of another that it has while there is something for it to do. */
function chordsOf(id: CommandId): readonly string[] {
  const own: readonly string[] = COMMANDS[id].keys;
  return own.length > 0 ? own : hostsOf(id).flatMap((host) => COMMANDS[host].keys);
}

/** docs/shortcuts.md, made of the table that the app itself matches keys with. */
function shortcutsPage(): string {
  const sections = GROUPS.map(([group, title]) => {
    const rows = COMMAND_IDS.filter((id) => COMMANDS[id].group === group).flatMap((id) => {
      const chords = chordsOf(id).map((chord) =>
        keyCaps(chord, false)
          .map((cap) => `<kbd>${cap}</kbd>`)
          .join(' '),
      );
      return chords.length === 0
        ? []
        : [`| ${chords.join(' or ')} | ${COMMAND_TITLES_EN[id]} | ${COMMAND_TITLES_ZH_CN[id]} |`];
    });
    return [`## ${title}`, '', '| keys | | |', '|---|---|---|', ...rows].join('\n');
  });
  return `${[
    '# Shortcuts',
    'Keys are matched by their place on the keyboard, so they work with any layout and while an input method is on. On macOS, Ctrl is ⌘. The app shows this list with `?`; its settings change any of them, or take the keys of SUSTechPOINTS, Xtreme1, CVAT 3D or labelCloud. A key that is listed twice does what suits the moment: in the room for reviewing what is listed under *Review*, while a proposal is looked at what is about proposals.',
    ...sections,
  ].join('\n\n')}\n`;
}

test('docs/shortcuts.md is what the app does (refresh: UPDATE_DOCS=1 npx vitest run renderer/i18n)', () => {
  if (process.env['UPDATE_DOCS'] !== undefined) writeFileSync(file, shortcutsPage());
  expect(readFileSync(file, 'utf8')).toBe(shortcutsPage());
});
