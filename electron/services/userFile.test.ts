import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFaultyFileSystem } from '#electron/testing/faultyFileSystem.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';
import { createRecents } from './recents.ts';
import { DEFAULT_SETTINGS } from '#shared/host/defaultSettings.ts';
import { createSettings } from './settings.ts';

const recent = (n: number) => ({
  path: `/data/${n}`,
  name: `${n}`,
  layout: 'boxwright',
  frames: 1,
  openedAt: n,
});

async function start() {
  const config = join(await temporaryFolder(), 'config');
  return { config, settings: createSettings(nodeFileSystem, config) };
}

describe('settings', () => {
  test('are the defaults before anything was changed', async () => {
    const { settings } = await start();
    expect(await settings.get()).toEqual(DEFAULT_SETTINGS);
  });

  test('what an older version did not know gets its default', async () => {
    const { config, settings } = await start();
    await mkdir(config);
    await writeFile(join(config, 'settings.json'), '{"author": "Ada"}');
    expect(await settings.get()).toEqual({ ...DEFAULT_SETTINGS, author: 'Ada' });
  });

  test.each(['', '{', 'null', '[]', '{"pointSize": "big"}', '{"theme": "pink"}', '\u0000\u0000'])(
    'a damaged file (%j) is put aside and the defaults are used',
    async (text) => {
      const { config, settings } = await start();
      await mkdir(config);
      for (const n of [1, 2]) {
        await writeFile(join(config, 'settings.json'), text);
        expect(await settings.get()).toEqual(DEFAULT_SETTINGS);
        expect(await readFile(join(config, `settings.json.damaged-${n}`), 'utf8')).toBe(text);
      }
    },
  );

  test('one bad key costs only itself, and the file as it was is put aside once', async () => {
    const { config, settings } = await start();
    await mkdir(config);
    const text = '{"author": "Ada", "pointSize": "big", "shortcuts": {"undo": ["KeyU"], "redo": 7}}';
    await writeFile(join(config, 'settings.json'), text);
    const kept = { ...DEFAULT_SETTINGS, author: 'Ada', shortcuts: { undo: ['KeyU'] } };
    expect(await settings.get()).toEqual(kept);
    expect(await settings.get()).toEqual(kept);
    expect(await createSettings(nodeFileSystem, config).get()).toEqual(kept);
    expect((await readdir(config)).sort()).toEqual(['settings.json', 'settings.json.damaged-1']);
    expect(await readFile(join(config, 'settings.json.damaged-1'), 'utf8')).toBe(text);
  });

  test('read and changed at the same time, a damaged file is repaired and changed', async () => {
    const { config, settings } = await start();
    await mkdir(config);
    await writeFile(join(config, 'settings.json'), '{"author": "Ada", "theme": 1}');
    await Promise.all([settings.get(), settings.change({ pointSize: 4 }), settings.get()]);
    expect(await settings.get()).toEqual({ ...DEFAULT_SETTINGS, author: 'Ada', pointSize: 4 });
  });

  test('what is left of a damaged file is used where nothing can be written', async () => {
    const { config } = await start();
    await mkdir(config);
    await writeFile(join(config, 'settings.json'), '{"author": "Ada", "theme": 1}');
    const { fileSystem } = createFaultyFileSystem({ step: 'create', error: 'EROFS' });
    const readOnly = { ...fileSystem, rename: () => Promise.reject(new Error('read-only')) };
    expect(await createSettings(readOnly, config).get()).toEqual({ ...DEFAULT_SETTINGS, author: 'Ada' });
  });

  test.skipIf(process.platform === 'win32')('a file that is a link stays one', async () => {
    const { config, settings } = await start();
    await mkdir(config);
    await writeFile(join(config, 'elsewhere.json'), '{"author": "Ada"}');
    await symlink(join(config, 'elsewhere.json'), join(config, 'settings.json'));
    await settings.change({ pointSize: 4 });
    expect(await readFile(join(config, 'elsewhere.json'), 'utf8')).toContain('"pointSize": 4');
  });

  test('changes at the same time are all kept', async () => {
    const { config, settings } = await start();
    await Promise.all([
      settings.change({ author: 'Ada' }),
      settings.change({ theme: 'light' }),
      settings.change({ pointSize: 4 }),
    ]);
    expect(await settings.get()).toMatchObject({ author: 'Ada', theme: 'light', pointSize: 4 });
    expect(await readdir(config)).toEqual(['settings.json']);
  });

  test('a change that cannot be written is an error', async () => {
    const { config } = await start();
    const { fileSystem } = createFaultyFileSystem({ step: 'create', error: 'ENOSPC' });
    await expect(createSettings(fileSystem, config).change({ author: 'Ada' })).rejects.toMatchObject({
      code: 'ENOSPC',
    });
  });
});

describe('recents', () => {
  test('the last folder comes first, each folder once, twenty at most', async () => {
    const { config } = await start();
    const recents = createRecents(nodeFileSystem, config);
    for (let n = 0; n < 25; n += 1) await recents.add(recent(n));
    await recents.add(recent(10));
    const paths = (await recents.list()).map(({ path }) => path);
    expect(paths.slice(0, 3)).toEqual(['/data/10', '/data/24', '/data/23']);
    expect(paths).toHaveLength(20);
    expect(new Set(paths).size).toBe(20);
    expect((await recents.remove('/data/10'))[0]?.path).toBe('/data/24');
  });

  test('one bad entry costs only itself', async () => {
    const { config } = await start();
    await mkdir(config);
    await writeFile(join(config, 'recents.json'), JSON.stringify([recent(1), { path: 3 }, recent(2)]));
    const recents = createRecents(nodeFileSystem, config);
    expect((await recents.list()).map(({ path }) => path)).toEqual(['/data/1', '/data/2']);
  });
});
