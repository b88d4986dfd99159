import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PNG } from 'pngjs';
import { beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { runProgram } from './program.ts';
import { temporaryName } from './leftovers.ts';

const OBJECT = 'frame,track,class,x,y,z,length,width,height,yaw,attributes\n';
const ROWS = '000,1,car,10,1,0,4,2,1.5,0.5,"{""colour"":""red""}"\n001,1,car,11,1,0,4,2,1.5,0.5,\n';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  await write('in/objects.csv', OBJECT + ROWS);
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

async function convert(...args: string[]) {
  let [out, err] = ['', ''];
  const terminal = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
  const places = [join(folder, 'in'), join(folder, 'out')];
  return { code: await runProgram(['convert', ...places, ...args], terminal), out, err };
}

/** Path → text of what is in a folder and below. */
async function filesIn(name: string): Promise<Record<string, string>> {
  const entries = await readdir(join(folder, name), { recursive: true, withFileTypes: true });
  const found: Record<string, string> = {};
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    found[path.slice(join(folder, name).length + 1)] = await readFile(path, 'utf8');
  }
  return found;
}

describe('boxwright convert', () => {
  test('finds the format out, writes the other, and reports what is lost', async () => {
    const { code, out } = await convert('--to', 'kitti-object', '--json');
    expect(code).toBe(0);
    const report: unknown = JSON.parse(out);
    expect(report).toMatchObject({
      from: 'csv',
      to: 'kitti-object',
      frames: 2,
      objects: { written: 2, leftOut: 0 },
      attributesLost: { colour: 1 },
    });
    const files = await filesIn('out');
    expect(Object.keys(files).sort()).toEqual(
      ['calib/000.txt', 'calib/001.txt', 'label_2/000.txt', 'label_2/001.txt', 'loss-report.json'].sort(),
    );
    expect(report).toMatchObject(JSON.parse(files['loss-report.json']!));
    expect(await readdir(folder), 'nothing is left beside it').toEqual(['in', 'out']);
  });

  test('again replaces and never appends; what the labels have no more is removed', async () => {
    await convert('--to', 'kitti-object');
    const first = await filesIn('out');
    expect((await convert('--to', 'kitti-object')).code).toBe(0);
    expect(await filesIn('out')).toEqual(first);
    await write('in/objects.csv', OBJECT + ROWS.split('\n')[0]);
    await convert('--to', 'kitti-object');
    expect(Object.keys(await filesIn('out')).sort()).toEqual([
      'calib/000.txt',
      'label_2/000.txt',
      'loss-report.json',
    ]);
  });

  test('never touches a file that it did not write', async () => {
    await write('out/notes.txt', 'mine');
    const refused = await convert('--to', 'kitti-object');
    expect(refused).toMatchObject({ code: 3, out: '' });
    expect(refused.err).toContain('other files');
    expect(await filesIn('out')).toEqual({ 'notes.txt': 'mine' });
    expect((await convert('--to', 'kitti-object', '--overwrite')).code).toBe(0);
    expect(await filesIn('out')).toMatchObject({
      'notes.txt': 'mine',
      'label_2/000.txt': expect.any(String) as string,
    });
    await write('out/label_2/000.txt', 'corrected by hand');
    const before = await filesIn('out');
    await write('in/objects.csv', OBJECT + ROWS.replaceAll('10,1', '20,1'));
    expect((await convert('--to', 'kitti-object', '--overwrite')).err).toContain('label_2/000.txt');
    expect(await filesIn('out')).toEqual(before);
  });

  test('goes on where a run was cut short between two files', async () => {
    await write('out/label_2/000.txt', '');
    await convert('--to', 'kitti-object', '--overwrite');
    expect(await filesIn('out'), 'a file that is not ours is in the way').toEqual({ 'label_2/000.txt': '' });
    const killed = temporaryName('.out.partial-', '0123abcd').replace(`-${process.pid}-`, '-999999999-');
    await write(`${killed}/label_2/000.txt`, 'of a run that was killed');
    expect((await convert('--to', 'kitti-object', '--json')).code).toBe(3);
    expect(await readdir(folder)).toEqual(['in', 'out']);
  });

  test('says what it cannot read, and does the rest', async () => {
    await write('in/objects.csv', `${OBJECT}000,2,car,x,1,0,4,2,1.5,0.5,\n${ROWS}`);
    const { code, out } = await convert('--to', 'csv');
    expect(code).toBe(1);
    expect(out).toContain('objects.csv');
    expect(out).toContain('2 frames, 2 objects');
  });

  test('takes the size of images that nobody states from the images themselves', async () => {
    await mkdir(join(folder, 'drive/lidar'), { recursive: true });
    await mkdir(join(folder, 'drive/camera/front'), { recursive: true });
    await writeFile(join(folder, 'drive/lidar/1.pcd'), '');
    const png = PNG.sync.write(new PNG({ width: 31, height: 17 }));
    await writeFile(join(folder, 'drive/camera/front/1.png'), png);
    await write('drive/label/1.json', '[]');
    const terminal = { out: () => undefined, err: () => undefined };
    const places = [join(folder, 'drive'), join(folder, 'coco')];
    expect(await runProgram(['convert', ...places, '--to', 'coco'], terminal)).toBe(0);
    const { images } = JSON.parse((await filesIn('coco'))['instances.json']!) as { images: object[] };
    expect(images).toMatchObject([{ file_name: 'camera/front/1.png', width: 31, height: 17 }]);
  });

  test('never leaves its folder, whatever the labels call their frames', async () => {
    await write('in/objects.csv', OBJECT + ROWS.replaceAll('000,', '../../evil,'));
    const { code, err } = await convert('--to', 'boxwright');
    expect(code).toBe(3);
    expect(err).toContain('../../evil');
    expect(await readdir(folder)).toEqual(['in']);
  });

  test('of a format that is not known, or not there, is an error of its own', async () => {
    expect((await convert('--to', 'nothing')).code).toBe(2);
    expect((await convert('--from', 'kitti-object', '--to', 'csv')).code).toBe(3);
    expect(await readdir(folder)).toEqual(['in']);
  });
});
