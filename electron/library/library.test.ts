import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { validateCommand } from '#electron/cli/validateCommand.ts';
import { BAD_SIDECARS, SOUND_FRAMES, writeBadLabels } from '#electron/testing/badLabels.ts';
import { labelledDrive } from '#electron/testing/labelledDrive.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { serialiseSidecar, serialiseTracksFile } from '#shared/labels/frameSidecar.ts';
import type * as sidecarFile from '#shared/labels/sidecar.ts';
import type { TracksFile } from '#shared/labels/tracksFile.ts';
import { exampleObject, exampleSidecar, exampleTracksFile } from '../../testing/exampleLabels.ts';
import {
  formatSidecar,
  formatTracks,
  LabelError,
  parseSidecar,
  parseTracks,
  project,
  readCameras,
  readSidecar,
  readSidecars,
  readTracks,
  validate,
  type Box2d,
  type Camera,
  type ObjectLabel,
  type Sidecar,
  type Tracks,
} from './boxwright.ts';

const camera: Camera = {
  width: 1920,
  height: 1080,
  intrinsics: { model: 'pinhole', fx: 1000, fy: 1000, cx: 959.5, cy: 539.5 },
  cameraFromLabel: { rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0], translation: [0, 0, 0] },
};

/** The keys that a type names, without those that it only allows. */
type Keys<T> = keyof { [K in keyof T as string extends K ? never : K]: T[K] };

test('types are those of the files', () => {
  expectTypeOf<sidecarFile.Sidecar>().toExtend<Sidecar>();
  expectTypeOf<Sidecar>().toExtend<sidecarFile.Sidecar>();
  expectTypeOf<ObjectLabel>().toExtend<sidecarFile.ObjectJson>();
  expectTypeOf<sidecarFile.ObjectJson>().toExtend<ObjectLabel>();
  expectTypeOf<Box2d>().toExtend<sidecarFile.Box2dJson>();
  expectTypeOf<sidecarFile.Box2dJson>().toExtend<Box2d>();
  expectTypeOf<Tracks>().toExtend<TracksFile>();
  expectTypeOf<TracksFile>().toExtend<Tracks>();
  // `toExtend` lets optional ones be missing.
  expectTypeOf<Keys<ObjectLabel>>().toEqualTypeOf<Keys<sidecarFile.ObjectJson>>();
  expectTypeOf<Keys<Box2d>>().toEqualTypeOf<Keys<sidecarFile.Box2dJson>>();
  expectTypeOf<Keys<Sidecar['frame']>>().toEqualTypeOf<Keys<sidecarFile.Sidecar['frame']>>();
  expectTypeOf<Keys<Tracks['tracks'][number]>>().toEqualTypeOf<Keys<TracksFile['tracks'][number]>>();
});

describe('reading', () => {
  test('a sidecar and tracks, from a path, a URL or a text, come back byte by byte', async () => {
    const folder = await temporaryFolder();
    const texts = {
      'a.pcd.labels.json': serialiseSidecar(exampleSidecar({ futureKey: [1] })),
      'tracks.json': serialiseTracksFile(exampleTracksFile({ futureKey: {} })),
    };
    for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text);
    const path = join(folder, 'a.pcd.labels.json');
    const sidecar = await readSidecar(path);
    expect(sidecar.objects[0]?.class).toBe('Car');
    expect(await readSidecar(pathToFileURL(path))).toEqual(sidecar);
    expect(parseSidecar(texts['a.pcd.labels.json'])).toEqual(sidecar);
    expect(formatSidecar(sidecar)).toBe(texts['a.pcd.labels.json']);
    const tracks = await readTracks(join(folder, 'tracks.json'));
    expect(parseTracks(texts['tracks.json'])).toEqual(tracks);
    expect(formatTracks(tracks)).toBe(texts['tracks.json']);
  });

  test('what cannot be read is an error that is data', async () => {
    const path = join(await temporaryFolder(), 'no.labels.json');
    const missing = await readSidecar(path).catch((error: unknown) => error);
    expect(missing).toBeInstanceOf(LabelError);
    expect(missing).toMatchObject({ name: 'LabelError', problem: { code: 'file.missing', path } });
    await writeFile(path, '{"a": 1,}');
    await expect(readSidecar(path)).rejects.toMatchObject({
      message: expect.stringContaining('line 1, column 9') as string,
      problem: { code: 'labels.malformed', severity: 'error', path, params: { line: 1, column: 9 } },
    });
    expect(() => parseTracks('{}')).toThrow(LabelError);
  });

  test('a folder yields all its sidecars, the bad ones with what is wrong', async () => {
    const folder = await temporaryFolder();
    await writeBadLabels(folder);
    const sound: string[] = [];
    const bad: string[] = [];
    for await (const { path, sidecar, problem } of readSidecars(folder)) {
      if (problem === undefined) sound.push(`${sidecar.frame.id}.labels.json`);
      else bad.push(path);
      expect(problem?.message).not.toBe('');
    }
    expect([sound.length, bad.length]).toEqual([SOUND_FRAMES.length, Object.keys(BAD_SIDECARS).length]);
    await expect(readSidecars(join(folder, 'nothing')).next()).rejects.toThrow(LabelError);
  });
});

describe('validating', () => {
  test('a dataset.json, as the command line does', async () => {
    const folder = await temporaryFolder();
    await labelledDrive(folder, { frames: 1 });
    const path = join(folder, 'dataset.json');
    const sound = await readFile(path, 'utf8');
    expect(await validate(pathToFileURL(path))).toEqual({ isValid: true, files: 1, findings: [] });
    const wrong = ['{', sound.replace('"boxwright-', '"'), sound.replace('0.pcd"', '9.pcd"')];
    for (const text of wrong) {
      await writeFile(path, text);
      const { isValid, findings } = await validate(path);
      const { exitCode, output } = await validateCommand(path, { json: true, strict: false, fix: false });
      const { problems } = JSON.parse(output) as { problems: { code: string }[] };
      expect(findings.map(({ code }) => code)).toEqual(problems.map(({ code }) => code));
      expect(findings[0]).toMatchObject({ severity: 'error', path: 'dataset.json' });
      expect([isValid, exitCode]).toEqual([false, 1]);
    }
  });

  test('a sidecar in memory', async () => {
    expect(await validate(exampleSidecar())).toEqual({ isValid: true, files: 1, findings: [] });
    const cuboid = { ...exampleObject().cuboid, yaw: 1 };
    const wrong = await validate(exampleSidecar({ objects: [exampleObject({ cuboid })] }));
    expect(wrong).toMatchObject({
      isValid: false,
      findings: [{ code: 'labels.schema', params: { where: 'objects[0].cuboid.yaw', reason: 'yawDiffers' } }],
    });
    const nan = { ...exampleObject().cuboid, yaw: Number.NaN };
    const { findings } = await validate(exampleSidecar({ objects: [exampleObject({ cuboid: nan })] }));
    expect(findings.map(({ message }) => message)).toEqual([
      'JSON cannot hold NaN at .objects[0].cuboid.yaw',
    ]);
  });

  test('a file, and a folder as the command line does', async () => {
    const folder = await temporaryFolder();
    await writeBadLabels(folder);
    const { isValid, files, findings } = await validate(folder, { rules: 'DAT' });
    expect([isValid, files]).toEqual([false, SOUND_FRAMES.length + Object.keys(BAD_SIDECARS).length + 2]);
    const unreadable = findings.filter(({ path, severity }) => path !== undefined && severity === 'error');
    expect(unreadable).toHaveLength(Object.keys(BAD_SIDECARS).length);
    expect(findings.some(({ code, frame }) => code.startsWith('DAT') && frame?.startsWith('lidar/'))).toBe(
      true,
    );
    const alone = await validate(join(folder, 'lidar/nan.pcd.labels.json'));
    expect(alone).toMatchObject({ isValid: false, findings: [{ code: 'labels.malformed' }] });
    expect(await validate(join(folder, 'tracks.json'))).toMatchObject({ isValid: true, files: 1 });
    await writeFile(join(folder, 'notes.json'), '{}');
    for (const name of ['nothing', 'notes.json'])
      await expect(validate(join(folder, name))).rejects.toThrow(LabelError);
    await expect(validate(folder, { rules: 'XYZ' })).rejects.toThrow(RangeError);
    const signal = AbortSignal.abort();
    await expect(validate(folder, { rules: 'DAT', signal })).rejects.toThrow();
  });
});

describe('projecting', () => {
  test('a cuboid ahead of a pinhole camera, by hand', () => {
    const cuboid = { centre: [22, 0, 0], size: [4, 2, 1], rotation: [0, 0, 0, 1] } as ObjectLabel['cuboid'];
    const seen = project(cuboid, camera)!;
    // its rear is 20 m away, 2 m wide and 1 m high
    expect(seen.amodal).toEqual({ left: 909.5, top: 514.5, right: 1009.5, bottom: 564.5 });
    expect(seen).toMatchObject({ clipped: seen.amodal, truncation: 0, depth: 22 });
    expect(seen.outline).toHaveLength(4);
    expect(seen.edges.filter(({ isFront }) => isFront)).toHaveLength(4);
    expect(project({ ...cuboid, centre: [-22, 0, 0] }, camera)).toBeUndefined();
    expect(project({ ...cuboid, centre: [5, 50, 0] }, camera)?.clipped).toBeUndefined();
  });

  test('with the cameras of a dataset gives what sidecars hold', async () => {
    const folder = await temporaryFolder();
    await labelledDrive(folder, { frames: 1 });
    const cameras = await readCameras(folder);
    expect(cameras.length).toBeGreaterThan(1);
    const sidecar = await readSidecar(join(folder, 'lidar/000000.pcd.labels.json'));
    const seen = cameras.map((one) => sidecar.objects.filter(({ cuboid }) => project(cuboid, one)?.clipped));
    expect(seen.every(({ length }) => length > 0)).toBe(true);
    expect(cameras[0]?.hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    await expect(readCameras(join(folder, 'lidar/000000.pcd'))).rejects.toThrow(LabelError);
  });

  test.each([
    ['a mirror', { cameraFromLabel: { rotation: [-1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] } }],
    ['no lens', { intrinsics: { model: 'pinhole', fx: 0, fy: 1, cx: 0, cy: 0 } }],
    ['no size', { width: 0 }],
  ])('%s is refused', (_what, change) => {
    const wrong = { ...camera, ...change } as Camera;
    expect(() => project(exampleObject().cuboid, wrong)).toThrow(LabelError);
  });
});

test('exports nothing else', async () => {
  const library = await import('./boxwright.ts');
  expect(Object.keys(library).sort()).toEqual([
    'LabelError',
    'formatSidecar',
    'formatTracks',
    'parseSidecar',
    'parseTracks',
    'project',
    'readCameras',
    'readSidecar',
    'readSidecars',
    'readTracks',
    'validate',
  ]);
  const page = await readFile(new URL('../../docs/library.md', import.meta.url), 'utf8');
  for (const name of Object.keys(library)) expect(page).toContain(`\`${name}`);
});
