import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { runCli } from '#electron/testing/runCli.ts';
import { EXIT } from '../exitCodes.ts';
import { createProgram } from '../program.ts';
import { COMMAND_HELP } from './commandHelp.ts';

const page = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');

/** The commands as the program has them, doing nothing. */
function commands(): Command {
  const program = createProgram({ out: () => undefined, err: () => undefined }, () => undefined);
  for (const command of program.commands) command.action(() => undefined);
  return program;
}

const names = commands().commands.map((command) => command.name());

test('every command has its help, and nothing else has', () => {
  expect(Object.keys(COMMAND_HELP).sort()).toEqual([...names].sort());
});

describe.each(names)('%s', (name) => {
  const { examples, exits, page: more } = COMMAND_HELP[name] ?? { examples: [], exits: {}, page: '' };

  test('--help has all that a manual page has', async () => {
    const { exitCode, out } = await runCli(name, '--help');
    expect(exitCode).toBe(0);
    expect(out).toMatch(new RegExp(`^Usage: boxwright ${name}`));
    for (const heading of ['Options:', 'Examples:', 'Exit codes:', `More: docs/${more}`]) {
      expect(out).toContain(heading);
    }
    expect(out).not.toContain('(default: false)');
    // nothing wider than a terminal
    expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  test('its examples are command lines that it understands', async () => {
    expect(examples.length).toBeGreaterThan(0);
    for (const { line } of examples) {
      const words = line.split(' ');
      expect(words[0]).toBe(name);
      await expect(commands().parseAsync(words, { from: 'user' })).resolves.toBeDefined();
    }
  });

  test('its exit codes are ours, and its page is there', () => {
    const known: readonly number[] = Object.values(EXIT);
    expect(Object.keys(exits).filter((code) => !known.includes(Number(code)))).toEqual([]);
    const [file = '', anchor] = more.split('#');
    const text = readFileSync(new URL(`../../../docs/${file}`, import.meta.url), 'utf8');
    const headings = [...text.matchAll(/^#+ (.*)$/gm)].map((match) =>
      match[1]!
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    expect(anchor === undefined || headings.includes(anchor)).toBe(true);
  });

  test('docs/cli.md has the command with each of its options', () => {
    const command = commands().commands.find((one) => one.name() === name)!;
    const rows = page.split('\n').filter((row) => row.startsWith(`| \`boxwright ${name}`));
    const documented = rows.join('\n');
    const flags = [name, ...command.options.map(({ long, short }) => long ?? short ?? '')];
    const missing = flags.filter((flag) => !documented.includes(flag === '--output' ? '-o' : flag));
    expect(missing.filter((flag) => !(flag === '--out' && documented.includes('-o')))).toEqual([]);
  });
});
