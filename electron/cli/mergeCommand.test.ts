import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { serialiseSidecar, serialiseTracksFile } from '#shared/labels/frameSidecar.ts';
import { objectIdOf } from '#shared/labels/ids.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { parseTracksFile } from '#shared/labels/parseTracksFile.ts';
import type { ObjectJson } from '#shared/labels/sidecar.ts';
import {
  EXAMPLE_FRAME_ID,
  EXAMPLE_TRACK_ID,
  exampleObject,
  exampleSidecar,
  exampleTracksFile,
} from '../../testing/exampleLabels.ts';
import { runProgram } from './program.ts';

const SIDECAR = `${EXAMPLE_FRAME_ID}.labels.json`;
const OTHER_TRACK = '7b5d3d1f-7a1c-4b68-8e1d-1e6e7b9eac22';
const other = exampleObject({
  trackId: OTHER_TRACK,
  id: objectIdOf(OTHER_TRACK, EXAMPLE_FRAME_ID),
  class: 'Van',
});
const { cuboid } = exampleObject();

let folder: string;

beforeEach(async () => {
  folder = await temporaryFolder();
});

async function run(...args: string[]) {
  let out = '';
  let err = '';
  const exitCode = await runProgram(['merge', ...args], {
    out: (text) => (out += text),
    err: (text) => (err += text),
  });
  return { exitCode, out, err };
}

async function write(path: string, text: string): Promise<string> {
  const absolute = join(folder, path);
  await mkdir(dirname(absolute), { recursive: true });
  await writeFile(absolute, text);
  return absolute;
}

function labels(...objects: ObjectJson[]): string {
  return serialiseSidecar(exampleSidecar({ objects }));
}

function moved(x: number, changes: Partial<ObjectJson> = {}): ObjectJson {
  return exampleObject({ cuboid: { ...cuboid, centre: [x, 0, 0] }, ...changes });
}

function frame(id: string, object: ObjectJson): string {
  const sidecar = exampleSidecar();
  return serialiseSidecar({ ...sidecar, frame: { ...sidecar.frame, id }, objects: [object] });
}

function choices(values: object): string {
  return JSON.stringify({ format: 'boxwright-dataset', version: 1, choices: values });
}

async function read(path: string): Promise<string> {
  return readFile(join(folder, path), 'utf8');
}

async function versions(): Promise<readonly [string, string, string]> {
  const tracks = exampleTracksFile();
  const [track] = tracks.tracks;
  await write('base/tracks.json', serialiseTracksFile(tracks));
  await write(`base/${SIDECAR}`, labels(exampleObject()));
  await write('base/lidar/1.pcd.labels.json', frame('lidar/1.pcd', exampleObject()));
  await write(
    'ours/tracks.json',
    serialiseTracksFile({ ...tracks, tracks: [{ ...track!, class: 'Truck' }] }),
  );
  await write(`ours/${SIDECAR}`, labels(moved(1)));
  const added = { id: OTHER_TRACK, number: 2, class: 'Van', attributes: {} };
  await write('theirs/tracks.json', serialiseTracksFile({ ...tracks, tracks: [track!, added] }));
  await write(`theirs/${SIDECAR}`, labels(exampleObject({ status: 'draft' }), other));
  await write('theirs/lidar/1.pcd.labels.json', frame('lidar/1.pcd', exampleObject()));
  await write('theirs/lidar/2.pcd.labels.json', frame('lidar/2.pcd', other));
  await write('theirs/lidar/2.pcd', 'no label file');
  return [join(folder, 'base'), join(folder, 'ours'), join(folder, 'theirs')];
}

describe('of files', () => {
  test('puts both sides together, whatever the versions are called', async () => {
    const base = await write('.merge_file_a', labels(exampleObject()));
    const ours = await write('.merge_file_b', labels(moved(1)));
    const theirs = await write('.merge_file_c', labels(exampleObject({ status: 'draft' }), other));
    const { exitCode, out } = await run(base, ours, theirs, '-o', ours);
    expect(exitCode).toBe(0);
    expect(out).toContain('(1 change of ours, 2 of theirs)');
    const { objects } = parseSidecar(await read('.merge_file_b'), '');
    expect(objects).toHaveLength(2);
    expect(objects.find(({ trackId }) => trackId === EXAMPLE_TRACK_ID)).toMatchObject({
      cuboid: { centre: [1, 0, 0] },
      status: 'draft',
    });
    expect((await readdir(folder)).sort()).toEqual(['.merge_file_a', '.merge_file_b', '.merge_file_c']);
  });

  test('of what both changed one side stands, and both are in a file beside the result', async () => {
    const base = await write('a', labels(exampleObject()));
    const ours = await write('b', labels(moved(1)));
    const theirs = await write('c', labels(moved(2)));
    const out = join(folder, 'merged.labels.json');
    const first = await run(base, ours, theirs, '-o', out);
    expect(first.exitCode).toBe(1);
    expect(first.out).toContain(`object of track ${EXAMPLE_TRACK_ID}: cuboid (ours [[1,0,0],`);
    expect(first.out).toContain('ours stands');
    expect(parseSidecar(await readFile(out, 'utf8'), '').objects[0]?.cuboid.centre).toEqual([1, 0, 0]);
    const report: unknown = JSON.parse(await read('merged.labels.json.conflicts.json'));
    expect(report).toMatchObject({
      format: 'boxwright-merge-conflicts',
      kept: 'ours',
      conflicts: [
        {
          kind: 'object',
          trackId: EXAMPLE_TRACK_ID,
          fields: ['cuboid'],
          ours: { cuboid: { centre: [1, 0, 0] } },
          theirs: { cuboid: { centre: [2, 0, 0] } },
        },
      ],
    });
    const preferred = await run(base, ours, theirs, '-o', out, '--prefer', 'theirs', '--json');
    expect(preferred.exitCode).toBe(1);
    expect(JSON.parse(preferred.out)).toMatchObject({
      report: `${out}.conflicts.json`,
      files: [{ edits: { ours: 1 } }],
    });
    expect(parseSidecar(await readFile(out, 'utf8'), '').objects[0]?.cuboid.centre).toEqual([2, 0, 0]);
    // Once there is nothing to decide, the file of conflicts would mislead.
    expect((await run(base, ours, base, '-o', out)).exitCode).toBe(0);
    expect(await readdir(folder)).not.toContain('merged.labels.json.conflicts.json');
  });

  test('without a common version, an empty file', async () => {
    const base = await write('a', '');
    const ours = await write('b', labels(exampleObject()));
    const theirs = await write('c', labels(other));
    expect((await run(base, ours, theirs, '-o', join(folder, 'd'))).exitCode).toBe(0);
    expect(parseSidecar(await read('d'), '').objects).toHaveLength(2);
  });

  test('what cannot be read, or does not belong together, writes nothing', async () => {
    const base = await write('a', labels(exampleObject()));
    const broken = await write('b', labels(moved(1)).slice(0, 500));
    const sidecar = exampleSidecar();
    const elsewhere = await write('c', serialiseSidecar({ ...sidecar, labelFrame: 'ego' }));
    for (const [ours, theirs] of [
      [broken, base],
      [base, broken],
      [base, elsewhere],
    ] as const) {
      const { exitCode, err } = await run(base, ours, theirs, '-o', join(folder, 'd.labels.json'));
      expect(exitCode).toBe(3);
      expect(err).not.toBe('');
    }
    expect((await readdir(folder)).sort()).toEqual(['a', 'b', 'c']);
  });
});

describe('of folders', () => {
  test('merges each file, takes what one side alone has, and leaves out what one deleted', async () => {
    const [base, ours, theirs] = await versions();
    const { exitCode, out } = await run(base, ours, theirs, '-o', join(folder, 'out'));
    expect(exitCode).toBe(0);
    expect(out).toContain('deleted: lidar/1.pcd.labels.json');
    expect((await readdir(join(folder, 'out/lidar'))).sort()).toEqual([
      '000965.pcd.labels.json',
      '2.pcd.labels.json',
    ]);
    // The class of a track is copied into the sidecars that neither side wrote with it.
    const classes = parseSidecar(await read(`out/${SIDECAR}`), '').objects.map((object) => object.class);
    expect(classes.sort()).toEqual(['Truck', 'Van']);
    expect(parseTracksFile(await read('out/tracks.json'), '').tracks.map((track) => track.class)).toEqual([
      'Truck',
      'Van',
    ]);
  });

  test('gives the same bytes again, in place too', async () => {
    const [base, ours, theirs] = await versions();
    await run(base, ours, theirs, '-o', join(folder, 'out'));
    const first = [await read(`out/${SIDECAR}`), await read('out/tracks.json')];
    await run(base, ours, theirs, '-o', ours);
    expect([await read(`ours/${SIDECAR}`), await read('ours/tracks.json')]).toEqual(first);
    const again = await run(base, ours, theirs, '-o', ours);
    expect(again.exitCode).toBe(0);
    expect([await read(`ours/${SIDECAR}`), await read('ours/tracks.json')]).toEqual(first);
  });

  test('deletes in place what one side deleted, and nothing that the other changed', async () => {
    const [base, ours, theirs] = await versions();
    await run(base, ours, theirs, '-o', theirs);
    expect(await readdir(join(theirs, 'lidar'))).not.toContain('1.pcd.labels.json');
    await write('theirs/lidar/1.pcd.labels.json', frame('lidar/1.pcd', moved(3)));
    const { exitCode, out } = await run(base, ours, theirs, '-o', theirs, '--prefer', 'theirs');
    expect(exitCode).toBe(1);
    expect(out).toContain('ours deleted it, theirs changed it; theirs stands');
    expect(await readdir(join(theirs, 'lidar'))).toContain('1.pcd.labels.json');
  });

  test('one unreadable file is named and left, the others are merged', async () => {
    const [base, ours, theirs] = await versions();
    const broken = await write(`theirs/${SIDECAR}`, '{"format"');
    const { exitCode, out } = await run(base, ours, theirs, '-o', ours);
    expect(exitCode).toBe(3);
    expect(out).toContain(broken);
    expect(await read(`ours/${SIDECAR}`)).toBe(labels(moved(1)));
    expect(await readdir(join(ours, 'lidar'))).toContain('2.pcd.labels.json');
  });

  test('a track that one deleted and the other went on labelling stays, and is a conflict', async () => {
    const [base, ours, theirs] = await versions();
    await write('ours/tracks.json', serialiseTracksFile({ ...exampleTracksFile(), tracks: [] }));
    await rm(join(ours, SIDECAR));
    await write('theirs/lidar/3.pcd.labels.json', frame('lidar/3.pcd', exampleObject()));
    const { exitCode, out } = await run(base, ours, theirs, '-o', join(folder, 'out'));
    expect(exitCode).toBe(1);
    expect(out).toContain(`tracks.json: track ${EXAMPLE_TRACK_ID}: ours deleted it`);
    const tracks = parseTracksFile(await read('out/tracks.json'), '').tracks.map(({ id }) => id);
    expect(tracks.sort()).toEqual([EXAMPLE_TRACK_ID, OTHER_TRACK]);
  });

  test('answers in dataset.json are merged key by key', async () => {
    const [base, ours, theirs] = await versions();
    await write('base/dataset.json', choices({ layout: 'a' }));
    await write('ours/dataset.json', choices({ layout: 'a', times: 'x' }));
    await write('theirs/dataset.json', choices({ layout: 'b' }));
    await run(base, ours, theirs, '-o', join(folder, 'out'));
    expect(JSON.parse(await read('out/dataset.json'))).toMatchObject({
      choices: { layout: 'b', times: 'x' },
    });
  });
});
