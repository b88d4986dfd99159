import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from '#electron/testing/runCli.ts';
import { projectVisible } from '#shared/camera/projectVisible.ts';
import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import type { Sequence } from '#shared/dataset/dataset.ts';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { cuboidYaw } from '#shared/geometry/cuboid.ts';
import type { Rectangle } from '#shared/geometry/rectangle.ts';
import { buildSidecar, serialiseSidecar } from '#shared/labels/frameSidecar.ts';
import { objectIdOf } from '#shared/labels/ids.ts';
import { sidecarPath } from '#shared/labels/labelPaths.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { diskFolder } from '../../../testing/datasetFolders.ts';
import { sampleTruth } from '../../../testing/sampleTruth.ts';

const drive = fileURLToPath(new URL('../../../samples/drive', import.meta.url));
const generator = { name: 'boxwright', version: '0' };

let work: string;
let folder: string;
let sequence: Sequence;
beforeEach(async () => {
  work = mkdtempSync(join(tmpdir(), 'boxwright-boxes-'));
  folder = join(work, 'drive');
  cpSync(drive, folder, { recursive: true });
  process.env['BOXWRIGHT_HOME'] = join(work, 'home');
  sequence = (await openDataset(diskFolder(folder))).sequences[0]!;
});
afterEach(() => {
  delete process.env['BOXWRIGHT_HOME'];
  rmSync(work, { recursive: true });
});

interface Seen {
  readonly trackId: string;
  readonly class: string;
  readonly rectangle: Rectangle;
}

/** Labels a frame with what the generator knows, and answers what the front camera shows well of it. */
async function labelFrame(index: number): Promise<Seen[]> {
  const dataset = await openDataset(diskFolder(folder));
  const frame = sequence.frames[index]!;
  const truth = sampleTruth()[index]!.objects.filter(({ points }) => points >= 12);
  const objects = truth.map(({ trackId, class: name, cuboid: { centre, size, rotation }, points }) => ({
    id: objectIdOf(trackId, frame.id),
    trackId,
    class: name,
    attributes: {},
    cuboid: {
      centre: [...centre] as [number, number, number],
      size: [...size] as [number, number, number],
      rotation: [...rotation] as [number, number, number, number],
      yaw: cuboidYaw({ centre, size, rotation }),
    },
    points,
    provenance: { source: 'manual' as const, keyframe: true },
    status: 'draft' as const,
    projections: [],
  }));
  const sidecar = buildSidecar({ dataset, sequence, frame, objects, boxes2d: [], review: [], generator });
  writeFileSync(join(folder, sidecarPath(frame.id)), serialiseSidecar(sidecar));
  const camera = sequence.cameras.find(({ id }) => id === 'front')!;
  const { intrinsics, cameraFromLabel } = camera.calibration!;
  const view = {
    model: createCameraModel(intrinsics),
    cameraFromLabel,
    width: camera.width!,
    height: camera.height!,
  };
  return truth.flatMap(({ trackId, class: name, cuboid }) => {
    const rectangle = projectVisible(cuboid, view)?.clipped;
    const isLarge = rectangle !== undefined && rectangle.bottom - rectangle.top > 24;
    return isLarge ? [{ trackId, class: name, rectangle }] : [];
  });
}

function cocoOf(seen: readonly Seen[], index: number, more: readonly object[] = []): string {
  const classes = [...new Set(seen.map((object) => object.class))];
  const image = sequence.frames[index]!.images.find(({ sensor }) => sensor === 'front')!;
  return JSON.stringify({
    images: [{ id: 5, file_name: image.path }],
    categories: classes.map((name, id) => ({ id, name })),
    annotations: [
      ...seen.map(({ class: name, rectangle: { left, top, right, bottom } }, id) => ({
        id,
        image_id: 5,
        category_id: classes.indexOf(name),
        bbox: [left + 0.5, top + 0.5, right - left, bottom - top],
        score: 0.75,
      })),
      ...more,
    ],
  });
}

function write(name: string, text: string): string {
  const path = join(work, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

function readSidecar(index: number): Sidecar {
  const path = sidecarPath(sequence.frames[index]!.id);
  return parseSidecar(readFileSync(join(folder, path), 'utf8'), path);
}

function textOf(index: number): string {
  return readFileSync(join(folder, sidecarPath(sequence.frames[index]!.id)), 'utf8');
}

describe('boxwright import-boxes', () => {
  test('links what a detector found with the cuboids, with reasons, and keeps the version before', async () => {
    const seen = await labelFrame(0);
    expect(seen.length).toBeGreaterThan(3);
    const before = textOf(0);
    const file = write('found.json', cocoOf(seen, 0));
    const dry = await runCli('import-boxes', folder, file, '--dry-run', '--json');
    expect(dry.exitCode).toBe(0);
    expect(textOf(0), 'a dry run writes nothing').toBe(before);

    const { exitCode, out } = await runCli('import-boxes', folder, file, '--json');
    expect(exitCode).toBe(0);
    const report = JSON.parse(out) as Record<string, unknown> & { matches: { why: string }[] };
    expect(report).toMatchObject({
      format: 'coco',
      dryRun: false,
      cameras: [{ camera: 'front', boxes: seen.length, frames: 1 }],
      added: seen.length,
      matched: seen.length,
      notMatched: 0,
      changedFrames: 1,
      problems: [],
    });
    expect({ ...report, dryRun: true, changedFrames: 1 }).toEqual(JSON.parse(dry.out));
    expect(report.matches[0]!.why).toMatch(/^Overlap \d+ %, same class/);
    const { boxes2d, objects } = readSidecar(0);
    expect(new Set(boxes2d.map(({ trackId }) => trackId))).toEqual(
      new Set(seen.map(({ trackId }) => trackId)),
    );
    expect(boxes2d[0]).toMatchObject({
      source: 'model',
      score: 0.75,
      linkedBy: 'matched',
      importedFrom: 'found.json',
    });
    expect(objects).toEqual(parseSidecar(before, '').objects);
    const kept = readdirSync(join(folder, '.boxwright/backups'), { recursive: true, encoding: 'utf8' });
    expect(kept.filter((name) => name.includes('labels.json/'))).toHaveLength(1);
  });

  test('again changes nothing; what a person made of a box stays; what is gone from the file goes', async () => {
    const seen = await labelFrame(0);
    const file = write('found.json', cocoOf(seen, 0));
    await runCli('import-boxes', folder, file);
    const once = textOf(0);
    expect((await runCli('import-boxes', folder, file)).out).toContain('0 frames changed');
    expect(textOf(0)).toBe(once);

    const sidecar = readSidecar(0);
    const [mine, ...others] = sidecar.boxes2d;
    const corrected = { ...mine!, source: 'manual' as const, class: 'mine' };
    const path = join(folder, sidecarPath(sequence.frames[0]!.id));
    writeFileSync(path, serialiseSidecar({ ...sidecar, boxes2d: [corrected, ...others] }));
    writeFileSync(file, JSON.stringify({ images: [], categories: [], annotations: [] }));
    const { out } = await runCli('import-boxes', folder, file);
    expect(out).toContain(`${others.length} removed`);
    expect(readSidecar(0).boxes2d).toEqual([corrected]);
  });

  test('makes a sidecar where there was none, from YOLO files for each image', async () => {
    write('yolo/classes.txt', 'car\nbus\n');
    write('yolo/front/000001.txt', '1 0.5 0.5 0.25 0.5\n0 7 7 7 7\n');
    write('yolo/rear/000002.txt', '0 0.5 0.5 0.25 0.5 0.5\n');
    const images = sequence.frames[1]!.images.map(({ path }) => path).join();
    expect(images).toMatch(/front\/000001/);
    const { exitCode, out } = await runCli('import-boxes', folder, join(work, 'yolo'));
    expect(exitCode, 'one line could not be read').toBe(1);
    expect(out).toContain('error: The 2D box #2 was not imported: the number is out of range');
    const front = sequence.cameras.find(({ id }) => id === 'front')!;
    expect(readSidecar(1).boxes2d).toMatchObject([
      {
        camera: 'front',
        class: 'bus',
        source: 'imported',
        importedFrom: 'yolo',
        rectangle: { left: front.width! * 0.375 - 0.5, right: front.width! * 0.625 - 0.5 },
      },
    ]);
    expect(readSidecar(2).boxes2d).toMatchObject([{ camera: 'rear', source: 'model', score: 0.5 }]);
    expect((await runCli('validate', folder)).exitCode).toBe(0);
  });

  test('reads KITTI files of the camera that is said, and names what it cannot place', async () => {
    write(
      'label_2/000000.txt',
      'Car 0 0 0 10 20 60 70 1 1 1 1 1 1 0\nCar 0 0 0 9000 20 9060 70 1 1 1 1 1 1 0\n',
    );
    write('label_2/999999.txt', 'Car 0 0 0 10 20 60 70 1 1 1 1 1 1 0\n');
    const several = await runCli('import-boxes', folder, join(work, 'label_2'));
    expect(several.out).toContain('several images have this name');
    expect(existsSync(join(folder, sidecarPath(sequence.frames[0]!.id)))).toBe(false);
    const { exitCode, out } = await runCli(
      'import-boxes',
      folder,
      join(work, 'label_2'),
      '--camera',
      'front',
    );
    expect(exitCode).toBe(1);
    expect(out).toContain('it lies outside the image');
    expect(out).toContain('the dataset has no image of this name: 999999');
    expect(readSidecar(0).boxes2d).toMatchObject([
      { class: 'Car', extent: 'visible', attributes: { truncation: 0 } },
    ]);
  });

  test('takes the boxes of another sidecar of the dataset', async () => {
    const seen = await labelFrame(0);
    await runCli('import-boxes', folder, write('found.json', cocoOf(seen, 0)));
    const other = write('theirs.labels.json', textOf(0));
    writeFileSync(
      join(folder, sidecarPath(sequence.frames[0]!.id)),
      serialiseSidecar({ ...readSidecar(0), boxes2d: [] }),
    );
    const { out } = await runCli('import-boxes', folder, other);
    expect(out).toContain(`${seen.length} added`);
    expect(readSidecar(0).boxes2d[0]).toMatchObject({
      linkedBy: 'imported',
      importedFrom: 'theirs.labels.json',
    });
  });

  test('labels that cannot be read are named and left as they are', async () => {
    const seen = await labelFrame(0);
    const file = write('found.json', cocoOf(seen, 0));
    const path = join(folder, sidecarPath(sequence.frames[0]!.id));
    writeFileSync(path, '{"format": ');
    const { exitCode, out } = await runCli('import-boxes', folder, file);
    expect(exitCode).toBe(1);
    expect(out).toContain('000000.pcd.labels.json');
    expect(readFileSync(path, 'utf8')).toBe('{"format": ');
  });

  test.each([
    ['no boxes at all', 'note.txt', 'nothing here', 'it is neither COCO'],
    ['a file that is cut short', 'cut.json', '{"images": [], "annotations": [', 'line 1'],
  ])('%s: says what is wrong, with nothing written', async (_, name, text, words) => {
    const { exitCode, out, err } = await runCli('import-boxes', folder, write(name, text));
    expect(exitCode).toBeGreaterThan(0);
    expect(out + err).toContain(words);
    expect(existsSync(join(folder, '.boxwright'))).toBe(false);
  });
});
