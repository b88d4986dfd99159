import { cp, mkdir, readFile, writeFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodePcd } from 'pcd-format';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SCENE_FRAMES, writeSmallScene } from '#electron/testing/smallScene.ts';
import { runCli } from '#electron/testing/runCli.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { createTestHost } from '#electron/testing/testHost.ts';

const samples = fileURLToPath(new URL('../../samples/drive', import.meta.url));

async function scene(): Promise<string> {
  const folder = join(await temporaryFolder(), 'scene');
  await mkdir(folder);
  await writeSmallScene(folder);
  return folder;
}

/** A copy of the scene whose first frame has a sidecar, and the sidecar's path. */
async function labelledScene(): Promise<{ folder: string; sidecar: string }> {
  const { host, scene: folder } = await createTestHost();
  onTestFinished(() => host.dispose());
  const context = { signal: new AbortController().signal };
  const { datasetId, dataset } = await host.services['dataset.open']({ path: folder }, context);
  const where = { datasetId, sequenceId: dataset.sequences[0]?.id ?? '', frameId: SCENE_FRAMES[0] };
  const labels = await host.services['labels.load'](where, context);
  if (!('sidecar' in labels)) throw new Error(labels.state);
  await host.services['labels.save']({ ...where, expected: null, sidecar: labels.sidecar }, context);
  return { folder, sidecar: join(folder, `${SCENE_FRAMES[0]}.labels.json`) };
}

/** The same without the label file that is no JSON. */
async function soundScene(): ReturnType<typeof labelledScene> {
  const labelled = await labelledScene();
  await rm(join(labelled.folder, 'label/000003.json'));
  return labelled;
}

describe('info', () => {
  test('tells the header and ranges of a point cloud', async () => {
    const cloud = join(await scene(), SCENE_FRAMES[0]);
    const { exitCode, out } = await runCli('info', cloud);
    expect(exitCode).toBe(0);
    expect(out).toContain('PCD 0.7, ascii, 2 points (2 × 1)\nbounds: 1 2 3 to 4 5 6\n');
    expect(out).toContain('x: F4, 1 to 4, mean 2.5\n');
  });

  test('tells programs the same as JSON', async () => {
    const cloud = join(await scene(), SCENE_FRAMES[0]);
    await writeFile(cloud, (await readFile(cloud, 'utf8')).replace('4 5 6', 'nan 5 6'));
    const { exitCode, out } = await runCli('info', cloud, '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      format: 'pcd',
      encoding: 'ascii',
      version: '0.7',
      width: 2,
      height: 1,
      points: 2,
      fields: [
        { name: 'x', type: 'F', size: 4, count: 1, min: 1, max: 1, mean: 1, nonFinite: 1 },
        { name: 'y', min: 2, max: 5, mean: 3.5, nonFinite: 0 },
        { name: 'z' },
      ],
      bounds: { min: [1, 2, 3], max: [1, 2, 3] },
      origin: [1, 2, 3],
      warnings: [],
    });
  });

  test('every digit of 64-bit integers, and what has no finite value', async () => {
    const cloud = join(await temporaryFolder(), 'times.pcd');
    const fields = [
      { name: 't', values: BigUint64Array.of(18446744073709551615n, 18446744073709551613n) },
      { name: 'x', values: Float32Array.of(Number.NaN, Infinity) },
    ];
    await writeFile(cloud, encodePcd(fields, { encoding: 'binary' }));
    expect(JSON.parse((await runCli('info', cloud, '--json')).out)).toMatchObject({
      fields: [
        { name: 't', type: 'U', size: 8, min: '18446744073709551613', max: '18446744073709551615' },
        { name: 'x', min: null, max: null, mean: null, nonFinite: 2 },
      ],
      bounds: null,
      origin: null,
    });
  });

  test('a cloud that is cut short is refused, or shown as far as it goes', async () => {
    const cloud = join(await scene(), SCENE_FRAMES[0]);
    const text = (await readFile(cloud, 'utf8')).replace('4 5 6\n', '');
    await writeFile(cloud, text);
    const { exitCode, out } = await runCli('info', cloud);
    expect(exitCode).toBe(2);
    expect(out).toContain('error: The point cloud is cut short: 1 of 2 points are there');
    const refused = await runCli('info', cloud, '--json');
    expect([refused.exitCode, JSON.parse(refused.out)]).toMatchObject([
      2,
      { error: { code: 'truncated', message: expect.any(String), offset: text.length } },
    ]);
    const partial = await runCli('info', cloud, '--json', '--partial');
    expect([partial.exitCode, JSON.parse(partial.out)]).toMatchObject([
      0,
      { points: 1, warnings: [{ code: 'truncated', message: '1 of 2 points are missing, 1 are there' }] },
    ]);
  });

  test.each([
    ['an empty file', '', { code: 'empty', offset: 0 }],
    ['a web page', '<!doctype html>', { code: 'header', message: 'This is a HTML file, not PCD', offset: 0 }],
    [
      'a line of the header',
      'FIELDS x\nSIZE 4\nTYPE F\nWIDTH many\nDATA ascii\n1\n',
      { code: 'header', offset: 23 },
    ],
  ])('%s is refused as JSON too', async (_what, text, error) => {
    const cloud = join(await temporaryFolder(), 'refused.pcd');
    await writeFile(cloud, text);
    const { exitCode, out } = await runCli('info', cloud, '--json');
    expect([exitCode, JSON.parse(out)]).toMatchObject([2, { error }]);
  });

  test.each([
    ['kitti.bin', 4, 'note: columns guessed from the length: x y z intensity\n'],
    ['lidar.pcd.bin', 5, 'note: columns guessed from the length: x y z intensity ring\n'],
    ['either.bin', 20, 'fits x y z intensity as well as x y z intensity ring, columns taken: the former\n'],
  ])('says what it takes the columns of %s for', async (name, numbers, note) => {
    const cloud = join(await temporaryFolder(), name);
    await writeFile(
      cloud,
      Float32Array.from({ length: numbers }, (_, i) => i),
    );
    const { exitCode, out } = await runCli('info', cloud);
    expect(exitCode).toBe(0);
    expect(out).toContain(note);
    expect(out).toContain('x: F4, 0 to');
  });

  test('a .bin file of no known rows is refused', async () => {
    const cloud = join(await temporaryFolder(), 'odd.bin');
    await writeFile(cloud, new Uint8Array(50));
    const { exitCode, out } = await runCli('info', cloud);
    expect(exitCode).toBe(2);
    expect(out).toContain('cut short: 3 of 4 points are there. Perhaps its columns are not x y z intensity');
  });

  test('a PLY file, for people and programs', async () => {
    const cloud = join(await temporaryFolder(), 'cloud.ply');
    const header = 'ply\nformat ascii 1.0\ncomment by hand\nelement vertex 2\nproperty float x\nend_header\n';
    await writeFile(cloud, `${header}1\nnan\n`);
    const { exitCode, out } = await runCli('info', cloud);
    expect([exitCode, out.trim().split('\n')]).toEqual([
      0,
      ['PLY 1.0, ascii, 2 points (2 × 1)', '  x: F4, 1 to 1, mean 1, 1 not finite'],
    ]);
    expect(JSON.parse((await runCli('info', cloud, '--json')).out)).toMatchObject({
      format: 'ply',
      encoding: 'ascii',
      points: 2,
      elements: [{ name: 'vertex', count: 2 }],
      comments: ['by hand'],
      fields: [{ name: 'x', nonFinite: 1 }],
    });
    await writeFile(cloud, header.replace('ply', 'plz'));
    const refused = await runCli('info', cloud);
    expect(refused.out).toContain(
      'The header of the point cloud is not understood: its first line is not “ply”',
    );
    expect(refused.exitCode).toBe(2);
  });

  test('tells what a folder holds', async () => {
    const { exitCode, out } = await runCli('info', await scene());
    expect(exitCode).toBe(0);
    expect(out).toContain('scene: sustechpoints, 3 frames, 0 cameras');
  });

  test('tells how the calibrations of a folder were read', async () => {
    const { exitCode, out } = await runCli('info', samples);
    expect(exitCode).toBe(0);
    expect(out).toContain(
      '\ncalibration: dataset.json: poses lead as their names say; quaternions x y z w, matrices by rows',
    );
    expect(JSON.parse((await runCli('info', samples, '--json')).out)).toMatchObject({
      conventions: [{ form: 'boxwright', direction: 'named', axes: 'opencv', length: 'metres' }],
    });
  });

  test('tells what it assumed about a folder and what the folder leaves open', async () => {
    const folder = await temporaryFolder();
    // Either five rows of four columns or four of five.
    await writeFile(join(folder, '1.bin'), new Uint8Array(new Float32Array(20).fill(1).buffer));
    const { exitCode, out } = await runCli('info', folder);
    expect(exitCode).toBe(0);
    expect(out).toContain('\nassumed: The columns of .bin files are x y z intensity\n');
    expect(out).toContain('\nquestion binColumns: x y z intensity is assumed, or x y z intensity ring');
    expect(out).not.toMatch(/^info: Assumed/m);
    const { assumptions, questions, problems } = JSON.parse((await runCli('info', folder, '--json')).out) as {
      assumptions: { code: string }[];
      questions: object[];
      problems: { code: string }[];
    };
    expect(questions).toContainEqual({
      id: 'binColumns',
      options: ['x y z intensity', 'x y z intensity ring'],
      chosen: 'x y z intensity',
      isAnswered: false,
    });
    expect(new Set(assumptions.map(({ code }) => code))).toEqual(new Set(['layout.assumed']));
    expect(problems.map(({ code }) => code)).not.toContain('layout.assumed');
    const answers = {
      format: 'boxwright-dataset',
      version: 1,
      choices: { binColumns: 'x y z intensity ring' },
    };
    await writeFile(join(folder, 'dataset.json'), JSON.stringify(answers));
    expect((await runCli('info', folder)).out).toContain(
      '\nquestion binColumns: x y z intensity ring is the answer, or x y z intensity',
    );
  });
});

describe('validate', () => {
  test('finds nothing wrong with what the program writes', async () => {
    const { folder, sidecar } = await soundScene();
    for (const path of [folder, sidecar]) {
      const { exitCode, out } = await runCli('validate', path);
      expect(out).toContain('1 file checked: 0 errors');
      expect(exitCode).toBe(0);
    }
  });

  test.each([
    ['not JSON', (text: string) => text.slice(0, 200)],
    ['a newer version', (text: string) => text.replace('"version": 1', '"version": 2')],
    ['a size of zero', (text: string) => text.replace(/"size": \[4,/, '"size": [0,')],
  ])('names what is wrong with a sidecar: %s', async (_what, damage) => {
    const { folder, sidecar } = await soundScene();
    const before = await readFile(sidecar, 'utf8');
    await writeFile(sidecar, damage(before));
    expect(await readFile(sidecar, 'utf8')).not.toBe(before);
    for (const path of [folder, sidecar]) {
      const { exitCode, out } = await runCli('validate', path, '--json');
      expect(exitCode).toBe(1);
      const { problems } = JSON.parse(out) as {
        problems: { code: string; severity: string; path: string }[];
      };
      const errors = problems.filter(({ severity }) => severity === 'error');
      expect(errors).toHaveLength(1);
      expect(errors[0]?.code).toMatch(/^labels\./);
      expect(errors[0]?.path).toContain('000001.pcd.labels.json');
    }
  });

  test('goes on after a tracks.json that cannot be read', async () => {
    const { folder } = await soundScene();
    await writeFile(join(folder, 'tracks.json'), new Uint8Array([0x7b, 0xff, 0x7d]));
    const { exitCode, out } = await runCli('validate', folder);
    expect(out).toMatch(/^error: The file could not be read: the text is not UTF-8.*— tracks\.json$/m);
    expect(out).toContain('2 files checked: 1 error, ');
    expect(exitCode).toBe(1);
  });

  test.each(['{"format": "boxwright-dataset", ', '{"format": "boxwright-dataset", "version": 1}'])(
    'a manifest that is wrong is a finding: %s',
    async (text) => {
      const manifest = join(await temporaryFolder(), 'dataset.json');
      await writeFile(manifest, text);
      const { exitCode, out } = await runCli('validate', manifest);
      expect(out).toContain('1 file checked: 1 error, 0 warnings');
      expect(exitCode).toBe(1);
    },
  );

  test('checks labels that are kept elsewhere, and those that are still among the data', async () => {
    const { folder, sidecar } = await soundScene();
    const labels = await temporaryFolder();
    expect((await runCli('validate', folder, '--labels', labels)).out).toContain('1 file checked: 0 errors');
    await mkdir(join(labels, 'lidar'));
    const text = await readFile(sidecar, 'utf8');
    await writeFile(
      join(labels, `${SCENE_FRAMES[0]}.labels.json`),
      text.replace('"size": [4,', '"size": [0,'),
    );
    const wrong = await runCli('validate', folder, '--labels', labels);
    expect([wrong.exitCode, wrong.out.includes('1 file checked: 1 error')]).toEqual([1, true]);
    expect((await runCli('validate', folder)).exitCode).toBe(0);
    for (const [path, other] of [
      [sidecar, labels],
      [folder, sidecar],
      [folder, join(labels, 'nothing')],
    ] as const)
      expect((await runCli('validate', path, '--labels', other)).exitCode).toBe(3);
  });

  test('names a sidecar whose cloud is gone', async () => {
    const { folder, sidecar } = await soundScene();
    await cp(sidecar, join(folder, 'lidar', 'gone.pcd.labels.json'));
    const { out } = await runCli('validate', folder);
    expect(out).toContain('lidar/gone.pcd.labels.json');
    expect(out).toContain('2 files checked');
  });
});

test('a label file of another format that cannot be read is named', async () => {
  const { folder } = await labelledScene();
  const { exitCode, out } = await runCli('validate', folder);
  expect(out).toMatch(/^error: .*label\/000003\.json$/m);
  expect(exitCode).toBe(1);
});

describe('exit codes', () => {
  test.each([
    ['an unknown command', ['frobnicate'], 2],
    ['a missing argument', ['info'], 2],
    ['an unknown option', ['info', '.', '--frob'], 2],
    ['a port that is none', ['serve', '.', '--port', '99999'], 2],
    ['--help', ['--help'], 0],
    ['--version', ['--version'], 0],
  ])('%s', async (_what, args, expected) => {
    expect((await runCli(...args)).exitCode).toBe(expected);
  });

  test.each(['info', 'validate', 'serve'])('%s of what is not there', async (command) => {
    const { exitCode, err } = await runCli(command, join(await temporaryFolder(), 'nothing'));
    expect(exitCode).toBe(3);
    expect(err).toMatch(/^boxwright: The file is not there/);
  });

  test('a folder without data, an empty file, a file of another kind', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'empty.pcd'), '');
    await writeFile(join(folder, 'notes.txt'), 'hello');
    await mkdir(join(folder, 'notes'));
    await writeFile(join(folder, 'notes', 'more.txt'), 'hello');
    for (const [code, ...args] of [
      [3, 'info', join(folder, 'notes')],
      [2, 'info', join(folder, 'empty.pcd')],
      [2, 'info', join(folder, 'notes.txt')],
      [3, 'validate', join(folder, 'notes.txt')],
    ] as const) {
      expect((await runCli(...args)).exitCode).toBe(code);
    }
  });
});
