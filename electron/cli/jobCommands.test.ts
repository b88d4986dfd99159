import { cp, mkdir, open, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  manifestOf,
  replaceBytes,
  withoutUtf8Mark,
  writeZip,
  type TestEntry,
} from '#electron/testing/jobZips.ts';
import { runCli } from '#electron/testing/runCli.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';

const samples = fileURLToPath(new URL('../../samples/drive', import.meta.url));

/** A copy of the sample drive with labels of two of its frames, and a folder beside it. */
async function drive() {
  const root = await temporaryFolder();
  const folder = join(root, 'drive');
  await cp(samples, folder, { recursive: true });
  const frames = (await listOf(folder)).filter((path) => path.endsWith('.pcd')).sort();
  const labelled = frames.slice(0, 2).map((path) => `${path}.labels.json`);
  for (const path of labelled) await writeFile(join(folder, path), `{"labels of": "${path}"}\n`);
  return { root, folder, frames, labelled, zip: join(root, 'job.zip'), out: join(root, 'out') };
}

async function listOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

describe('pack and unpack', () => {
  test('carry the labels to a folder with the data', async () => {
    const { folder, labelled, zip, out } = await drive();
    const packed = await runCli('pack', folder, '-o', zip);
    expect(packed).toMatchObject({ exitCode: 0, err: '' });
    expect(packed.out).toMatch(/^\d label files in .*job\.zip, \d+ bytes\n$/);
    expect(await runCli('unpack', zip, '-o', out)).toMatchObject({ exitCode: 0, err: '' });
    const there = await listOf(out);
    expect(there).toEqual(expect.arrayContaining([...labelled, 'dataset.json']));
    expect(there.filter((path) => path.endsWith('.pcd'))).toEqual([]);
    for (const path of there)
      expect(await readFile(join(out, path))).toEqual(await readFile(join(folder, path)));
  });

  test('carry everything with --with-data', async () => {
    const { folder, zip, out } = await drive();
    await runCli('pack', folder, '-o', zip, '--with-data');
    await runCli('unpack', zip, '-o', out);
    expect(await listOf(out)).toEqual(await listOf(folder));
    expect((await runCli('validate', out)).out).toBe((await runCli('validate', folder)).out);
  });

  test('a selection has its own frames and what is no frame’s', async () => {
    const { folder, frames, zip } = await drive();
    const { out } = await runCli('pack', folder, '-o', zip, '--with-data', '--frames', '2-3', '--json');
    const { files } = JSON.parse(out) as { files: { path: string }[] };
    const paths = files.map(({ path }) => path);
    expect(paths.filter((path) => path.endsWith('.pcd'))).toEqual(frames.slice(1, 3));
    expect(paths).toContain('dataset.json');
    expect(await runCli('pack', folder, '-o', `${zip}2`, '--sequence', 'none')).toMatchObject({
      exitCode: 3,
    });
    expect(await runCli('pack', folder, '-o', `${zip}2`, '--frames', '3-2')).toMatchObject({ exitCode: 2 });
  });

  test('the same content gives the same bytes, whatever the time', async () => {
    const { root, folder, zip } = await drive();
    await runCli('pack', folder, '-o', zip, '--with-data');
    const copy = join(root, 'copy');
    await cp(folder, join(copy, 'drive'), { recursive: true });
    await runCli('pack', join(copy, 'drive'), '-o', `${zip}2`, '--with-data');
    expect((await readFile(`${zip}2`)).equals(await readFile(zip))).toBe(true);
  });

  test('a zip of that name is written over only if asked for', async () => {
    const { folder, zip } = await drive();
    await writeFile(zip, 'mine');
    expect(await runCli('pack', folder, '-o', zip)).toMatchObject({ exitCode: 3 });
    expect(await readFile(zip, 'utf8')).toBe('mine');
    expect(await runCli('pack', folder, '-o', zip, '--overwrite')).toMatchObject({ exitCode: 0 });
  });

  test('a file that cannot be read leaves no zip', async () => {
    const { root, folder, labelled, zip } = await drive();
    await rm(join(folder, labelled[0]!));
    await symlink(join(root, 'nowhere'), join(folder, labelled[0]!));
    const { exitCode } = await runCli('pack', join(folder, 'nothing'), '-o', zip);
    expect(exitCode).toBe(3);
    await expect(readFile(zip)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('unpack over what is there', () => {
  test('changes nothing and names what differs', async () => {
    const { folder, labelled, zip, out } = await drive();
    await runCli('pack', folder, '-o', zip);
    await runCli('unpack', zip, '-o', out);
    await writeFile(join(out, labelled[0]!), 'newer');
    await rm(join(out, labelled[1]!));
    const { exitCode, out: said } = await runCli('unpack', zip, '-o', out);
    expect(exitCode).toBe(1);
    expect(said).toContain(`error: A file with other content is there already`);
    expect(said).toContain(labelled[0]);
    expect(await readFile(join(out, labelled[0]!), 'utf8')).toBe('newer');
    expect(await listOf(out)).not.toContain(labelled[1]);
  });

  test('--overwrite keeps what it replaces', async () => {
    const { folder, labelled, zip, out } = await drive();
    await runCli('pack', folder, '-o', zip);
    await mkdir(join(out, labelled[0]!, '..'), { recursive: true });
    await writeFile(join(out, labelled[0]!), 'newer');
    const { exitCode, out: said } = await runCli('unpack', zip, '-o', out, '--overwrite');
    expect(exitCode).toBe(0);
    expect(said).toMatch(/unpacked, 1 replaced/);
    const backups = join(out, '.boxwright', 'backups', labelled[0]!);
    const [name] = await readdir(backups);
    expect(await readFile(join(backups, name!), 'utf8')).toBe('newer');
    // Again: all is there already.
    expect((await runCli('unpack', zip, '-o', out)).out).toMatch(/^0 files unpacked, \d there already\n$/);
  });

  test('--overwrite replaces nothing that it cannot keep', async () => {
    const { folder, labelled, zip, out } = await drive();
    await runCli('pack', folder, '-o', zip);
    await mkdir(join(out, labelled[0]!, '..'), { recursive: true });
    await writeFile(join(out, labelled[0]!), 'newer');
    await mkdir(join(out, '.boxwright'));
    await writeFile(join(out, '.boxwright', 'backups'), 'a file');
    expect(await runCli('unpack', zip, '-o', out, '--overwrite')).toMatchObject({ exitCode: 1 });
    expect(await readFile(join(out, labelled[0]!), 'utf8')).toBe('newer');
  });

  test.skipIf(process.platform === 'win32')('follows no link out of the folder', async () => {
    const { root, zip, out } = await drive();
    const entries = [{ path: 'lidar/a.labels.json', text: '{}' }];
    await writeZip(zip, [...entries, manifestOf(entries)]);
    await mkdir(join(root, 'elsewhere'));
    await mkdir(out);
    await symlink(join(root, 'elsewhere'), join(out, 'lidar'));
    expect(await runCli('unpack', zip, '-o', out)).toMatchObject({ exitCode: 1 });
    expect(await readdir(join(root, 'elsewhere'))).toEqual([]);
  });
});

describe('a copy that is not whole', () => {
  test('cut anywhere, it is told and nothing is unpacked', async () => {
    const { folder, zip, out } = await drive();
    await runCli('pack', folder, '-o', zip);
    const whole = await readFile(zip);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (length) => {
        await writeFile(zip, whole.subarray(0, length));
        const { exitCode, err } = await runCli('unpack', zip, '-o', out);
        expect(exitCode).toBe(3);
        expect(err).toMatch(length === 0 ? /empty/ : /its end is missing|cannot be unpacked/);
        expect(await listOf(out).catch(() => [])).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('any byte that is another is told, or does not matter', async () => {
    const { folder, zip, out } = await drive();
    await runCli('pack', folder, '-o', zip);
    const whole = await readFile(zip);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = Buffer.from(whole);
        changed[at]! ^= flip;
        await writeFile(zip, changed);
        await rm(out, { recursive: true, force: true });
        const { exitCode } = await runCli('unpack', zip, '-o', out);
        const there = await listOf(out).catch(() => []);
        expect(exitCode === 0 || there.length === 0).toBe(true);
        for (const path of there)
          expect(await readFile(join(out, path))).toEqual(await readFile(join(folder, path)));
      }),
      { numRuns: 60 },
    );
  });

  test('missing and changed entries are named', async () => {
    const { zip, out } = await drive();
    const entries = [
      { path: 'a.labels.json', text: 'one' },
      { path: 'b.labels.json', text: 'two' },
    ];
    await writeZip(zip, [entries[0]!, manifestOf(entries)]);
    const missing = await runCli('unpack', zip, '-o', out);
    expect(missing.out).toContain('error: The zip should hold this file and does not');
    expect(missing.out).toContain('b.labels.json');
    await writeZip(zip, [entries[0]!, { path: 'b.labels.json', text: 'owt' }, manifestOf(entries)]);
    const changed = await runCli('unpack', zip, '-o', out);
    expect(changed.out).toContain('error: The file in the zip is not what was packed');
    expect(changed).toMatchObject({ exitCode: 1 });
    expect(await listOf(out)).toEqual([]);
  });

  test('one that ends where FAT32 does says so', async () => {
    const { zip, out } = await drive();
    await (await open(zip, 'w')).close();
    // Sparse: it takes no room.
    await truncate(zip, 2 ** 32 - 1);
    expect((await runCli('unpack', zip, '-o', out)).err).toContain('FAT32');
  });
});

describe('a zip that is out to do harm', () => {
  const HARMLESS = { path: 'a.labels.json', text: '{}' };

  test.each<[string, readonly TestEntry[]]>([
    ['climbs out', [HARMLESS, manifestOf([{ path: '../evil.labels.json', text: '{}' }])]],
    ['names an absolute path', [HARMLESS, manifestOf([{ path: '/etc/evil', text: '{}' }])]],
    ['names a drive', [HARMLESS, manifestOf([{ path: 'C:/evil', text: '{}' }])]],
    ['writes hidden files', [HARMLESS, manifestOf([{ path: '.git/hooks/pre-commit', text: '{}' }])]],
    ['names a file twice', [HARMLESS, manifestOf([HARMLESS, { path: 'A.labels.json', text: '{}' }])]],
    ['has no list of files', [HARMLESS]],
    ['has a list that is none', [HARMLESS, { path: '.boxwright/job.json', text: '[]' }]],
    [
      'is far larger than it looks',
      [HARMLESS, manifestOf([], { files: [{ path: 'a', bytes: 1e12, sha256: '0'.repeat(64) }] })],
    ],
  ])('that %s is refused', async (_what, entries) => {
    const { zip, out } = await drive();
    await writeZip(zip, entries);
    expect(await runCli('unpack', zip, '-o', out)).toMatchObject({ exitCode: 3 });
    expect(await listOf(out).catch(() => [])).toEqual([]);
  });

  test('what climbs out, is a link, or is not in the list is left out and named', async () => {
    const { zip, out } = await drive();
    const entries = [
      HARMLESS,
      manifestOf([HARMLESS]),
      { path: 'xx/evil.txt', text: 'evil' },
      { path: 'link', text: '/etc/passwd', mode: 0o120_777 },
      { path: 'more.txt', text: 'more' },
    ];
    await writeZip(zip, entries, (bytes) => replaceBytes(bytes, 'xx/evil.txt', Buffer.from('../evil.txt')));
    const { exitCode, out: said } = await runCli('unpack', zip, '-o', out);
    expect(exitCode).toBe(0);
    for (const name of ['../evil.txt', 'link', 'more.txt']) expect(said).toContain(name);
    expect(await listOf(join(out, '..'))).not.toContain('evil.txt');
    expect(await listOf(out)).toEqual(['a.labels.json']);
  });

  test('an entry that is longer than the list says is not unpacked', async () => {
    const { zip, out } = await drive();
    const long = { path: 'a.labels.json', text: 'x'.repeat(10_000_000) };
    await writeZip(zip, [long, manifestOf([HARMLESS])]);
    const { exitCode, out: said } = await runCli('unpack', zip, '-o', out);
    expect({ exitCode, isNamed: said.includes('not what was packed') }).toEqual({
      exitCode: 1,
      isNamed: true,
    });
    expect(await listOf(out)).toEqual([]);
  });
});

describe('a zip that another program has packed anew', () => {
  test('with names in GBK, or in UTF-8 without a mark', async () => {
    const { zip, out } = await drive();
    const gbk = Buffer.from([0xb5, 0xc0, 0xc2, 0xb7]);
    const entries = [{ path: '道路.labels.json', text: '{}' }];
    const placeholder = { path: 'XXXX.labels.json', text: '{}' };
    await writeZip(zip, [placeholder, manifestOf(entries)], (bytes) =>
      withoutUtf8Mark(replaceBytes(bytes, 'XXXX', gbk)),
    );
    expect(await runCli('unpack', zip, '-o', out)).toMatchObject({ exitCode: 0 });
    expect(await listOf(out)).toEqual(['道路.labels.json']);
    await writeZip(zip, [...entries, manifestOf(entries)], withoutUtf8Mark);
    expect((await runCli('unpack', zip, '-o', out)).out).toBe('0 files unpacked, 1 there already\n');
  });

  test('in a folder of its own, with more beside it', async () => {
    const { zip, out } = await drive();
    const entries = [{ path: 'lidar/a.labels.json', text: '{}' }];
    const packed = [...entries, manifestOf(entries)].map(({ path, text }) => ({ path: `job/${path}`, text }));
    await writeZip(zip, [...packed, { path: '__MACOSX/._a', text: '' }]);
    const { exitCode, out: said } = await runCli('unpack', zip, '-o', out);
    expect(exitCode).toBe(0);
    expect(said).toContain('warning: ');
    expect(await listOf(out)).toEqual(['lidar/a.labels.json']);
  });
});
