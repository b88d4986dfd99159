import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '#electron/testing/runCli.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';

/** What bash would offer for each line, with the cursor at its end; a line that ends in a space asks for the next word. */
async function offered(...lines: readonly string[]): Promise<string[][]> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'a drive'));
  await mkdir(join(folder, 'drive'));
  await writeFile(join(folder, 'cloud.pcd'), '');
  const { out } = await runCli('completion', 'bash');
  const asked = lines.map((line) => {
    const words = `${line}|`.split(' ').map((word) => `'${word.replace('|', '')}'`);
    return `COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _boxwright; printf '%s\\n' "\${COMPREPLY[@]}" --end--`;
  });
  const { stdout, stderr, status } = spawnSync('bash', ['--norc'], {
    cwd: folder,
    input: `set -u\n${out}\n${asked.join('\n')}\n`,
    encoding: 'utf8',
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  const answers = stdout.split('--end--\n').slice(0, -1);
  return answers.map((answer) => answer.split('\n').filter((word) => word !== ''));
}

describe('completion in bash', () => {
  test('commands, options of a command, choices', async () => {
    const [commands, starting, options, json, formats, some, shells, kinds, helped] = await offered(
      'boxwright ',
      'boxwright va',
      'boxwright pack drive -',
      'boxwright validate drive --js',
      'boxwright convert drive out --to ',
      'boxwright convert --to o',
      'boxwright completion ',
      'boxwright schema s',
      'boxwright help va',
    );
    expect(commands).toEqual(
      expect.arrayContaining(['info', 'validate', 'import-boxes', 'completion', '--version']),
    );
    expect(starting).toEqual(['validate']);
    expect(options).toEqual(
      expect.arrayContaining(['-o', '--output', '--labels', '--with-data', '--json', '--help']),
    );
    expect(json).toEqual(['--json']);
    expect(formats).toEqual(expect.arrayContaining(['kitti-object', 'coco', 'openlabel']));
    expect(some!.every((name) => name.startsWith('o'))).toBe(true);
    expect(shells).toEqual(['bash', 'zsh', 'fish', 'powershell']);
    expect(kinds).toEqual(['sidecar']);
    expect(helped).toEqual(['validate']);
  });

  test('files and folders, by what an argument or an option asks for', async () => {
    const [paths, folders, ofOption, text, second, third, unknown, equals, value, after] = await offered(
      'boxwright info ',
      'boxwright serve --port 8123 ',
      'boxwright validate drive --labels ',
      'boxwright pack drive --sequence ',
      'boxwright import-boxes drive --camera front cl',
      'boxwright serve drive ',
      'boxwright frobnicate ',
      // as bash splits --labels=d
      'boxwright validate --labels =',
      'boxwright validate --labels = d',
      'boxwright serve --port = 1 d',
    );
    expect(paths!.sort()).toEqual(['a drive', 'cloud.pcd', 'drive']);
    expect(folders!.sort()).toEqual(['a drive', 'drive']);
    expect(ofOption!.sort()).toEqual(['a drive', 'drive']);
    expect([text, third, unknown]).toEqual([[], [], []]);
    expect(second).toEqual(['cloud.pcd']);
    expect([equals!.length, value, after]).toEqual([2, ['drive'], ['drive']]);
  });
});

describe('the scripts of the other shells', () => {
  test.each(['zsh', 'fish', 'powershell'])('%s: every command, option and choice is in it', async (shell) => {
    const { exitCode, out } = await runCli('completion', shell);
    expect(exitCode).toBe(0);
    const option = shell === 'fish' ? '-l fail-under' : '--fail-under';
    for (const text of ['import-boxes', option, 'openlabel', 'powershell']) expect(out).toContain(text);
  });

  test('an unknown shell is not understood', async () => {
    const { exitCode, err } = await runCli('completion', 'tcsh');
    expect([exitCode, err.includes('Allowed choices are bash, zsh, fish, powershell')]).toEqual([2, true]);
  });
});
