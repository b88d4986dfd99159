import { cp, mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { runCli } from '#electron/testing/runCli.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { flawedDrive } from '../../testing/agreement/flawedDrive.ts';
import { runProgram } from './program.ts';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});

const xyz = { x: 1, y: 2, z: 3 };
const ENTRY = { psr: { position: xyz, scale: xyz, rotation: xyz }, obj_type: '车', obj_id: '1' };
const LABELS = JSON.stringify([ENTRY]);

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

/** A gigabyte that takes no room on the disk. */
async function writeHuge(path: string, start: string): Promise<void> {
  await write(path, start);
  const file = await open(join(folder, path), 'r+');
  await file.truncate(2 ** 30);
  await file.close();
}

async function convert(...args: string[]) {
  let [out, err] = ['', ''];
  const terminal = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
  const code = await runProgram(['convert', join(folder, 'in'), join(folder, 'out'), ...args], terminal);
  return { code, out, err };
}

function utf16(text: string): Uint8Array {
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
}

/** 车 in GBK is the bytes B3 B5. */
const GBK = Buffer.concat(
  LABELS.split('车').flatMap((part, i) =>
    i === 0 ? [Buffer.from(part)] : [Buffer.from([0xb3, 0xb5]), Buffer.from(part)],
  ),
);

/** What befalls a label file, whether it is named for it, and how many of its objects are read. */
const FATES: readonly (readonly [
  name: string,
  content: string | Uint8Array,
  isNamed: boolean,
  objects: number,
])[] = [
  ['bom', `\uFEFF${LABELS}`, false, 1],
  ['comma', LABELS.replace(/\]$/, ',]'), true, 0],
  ['cut', LABELS.slice(0, 60), true, 0],
  ['empty', '', true, 0],
  ['gbk', GBK, true, 0],
  ['good', LABELS, false, 1],
  ['nan', LABELS.replace('"x":1', '"x":NaN'), true, 0],
  ['object', '{"a": 1}', true, 0],
  [
    'text',
    JSON.stringify([ENTRY, { ...ENTRY, obj_id: '2', psr: { ...ENTRY.psr, scale: { ...xyz, x: '4.5' } } }]),
    true,
    1,
  ],
  ['twice', LABELS.replace('"x":1', '"x":1,"x":2'), true, 0],
  ['utf16', utf16(LABELS), true, 0],
];

describe('boxwright convert of broken input', () => {
  test('names each file that is broken, does the rest, and says so in its exit code', async () => {
    for (const [name, content] of FATES) {
      await write(`in/lidar/${name}.pcd`, '');
      await write(`in/label/${name}.json`, content);
    }
    await write('in/lidar/huge.pcd', '');
    await writeHuge('in/label/huge.json', LABELS);
    const { code, out } = await convert('--to', 'csv', '--json');
    expect(code).toBe(1);
    const report = JSON.parse(out) as { frames: number; unread: number; problems: { path: string }[] };
    const named = new Set(report.problems.map(({ path }) => path));
    const wanted = FATES.filter(([, , isNamed]) => isNamed).map(([name]) => `label/${name}.json`);
    expect([...named].toSorted()).toEqual([...wanted, 'label/huge.json'].toSorted());
    expect(report).toMatchObject({
      frames: FATES.length + 1,
      unread: named.size,
      objects: { written: FATES.reduce((sum, [, , , objects]) => sum + objects, 0), leftOut: 0 },
    });
  });

  test('finds the labels among all that lies beside them', async () => {
    await write('in/README.md', '# Labels');
    await write('in/.DS_Store', Buffer.from([0, 1, 2, 255]));
    await write('in/notes/todo.txt', '1 2 3');
    await write('in/config.json', '{"a": [1, 2, 3]}');
    await write('in/broken.json', '{');
    await writeHuge('in/huge.json', '{');
    const labels = { folder: 'x', filename: 'a.pcd', path: 'a.pcd', objects: [] };
    await write('in/labels/a.json', JSON.stringify(labels));
    const { code, out } = await convert('--to', 'csv', '--json');
    expect({ code, ...(JSON.parse(out) as object) }).toMatchObject({
      code: 0,
      from: 'labelcloud',
      frames: 1,
    });
  });

  test.each(['openlabel', 'segments', 'coco'])('of %s in one file is refused by name', async (format) => {
    const begins = {
      openlabel: '{"openlabel": {',
      segments: '{"dataset": {"task_type": "pointcloud-cuboid"',
      coco: '{"images": [{"file_name": "a",',
    };
    const start = begins[format as keyof typeof begins];
    const path = `in/${format}.json`;
    for (const content of [start, utf16(`${start}}}`), `${start} "b": NaN`]) {
      await write(path, content);
      const { code, err } = await convert('--from', format, '--to', 'csv');
      expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining(`${format}.json`) as string });
    }
    await writeHuge(path, start);
    expect(await convert('--to', 'csv')).toMatchObject({ code: 3 });
    expect(await readdir(folder)).toEqual(['in']);
  });
});

/** What a label file says of a frame stands in it, too: clouds, images and a manifest are not needed. */
test('label files alone are converted as those of their dataset are, but for calibrations', async () => {
  const drive = fileURLToPath(new URL('../../samples/drive', import.meta.url));
  await cp(drive, join(folder, 'drive'), { recursive: true });
  await flawedDrive(join(folder, 'drive'));
  await cp(join(folder, 'drive'), join(folder, 'in'), {
    recursive: true,
    filter: async (path) => (await stat(path)).isDirectory() || /labels\.json$|tracks\.json$/.test(path),
  });
  const whole = join(folder, 'whole');
  const { exitCode } = await runCli(
    'convert',
    join(folder, 'drive'),
    whole,
    '--to',
    'csv',
    '--from',
    'boxwright',
  );
  expect([exitCode, (await convert('--to', 'csv')).code]).toEqual([0, 0]);
  const rows = async (path: string): Promise<readonly string[]> => {
    const text = await readFile(join(folder, path), 'utf8');
    // The folder is the sequence.
    return text.split('\n').map((row) => row.replace(/^[^,]*,/, ''));
  };
  for (const name of ['objects.csv', 'boxes2d.csv']) {
    const alone = await rows(`out/${name}`);
    expect(alone.length).toBeGreaterThan(10);
    expect(alone).toEqual(await rows(`whole/${name}`));
  }
});
