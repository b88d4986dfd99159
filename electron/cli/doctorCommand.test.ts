import { randomUUID as uuid } from 'node:crypto';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { calibrationFindingSchema, FINDING_KINDS } from '#shared/camera/doctor/finding.ts';
import { sidecarPath } from '#shared/labels/labelPaths.ts';
import type { Box2dJson } from '#shared/labels/sidecar.ts';
import { exampleObject, exampleSidecar } from '../../testing/exampleLabels.ts';
import { sampleTruth } from '../../testing/sampleTruth.ts';
import { decodeGrey } from './decodeGrey.ts';
import { describeCalibrationFinding } from './describeCalibrationFinding.ts';
import { doctorCommand } from './doctorCommand.ts';
import { runProgram } from './program.ts';

const SAMPLE = fileURLToPath(new URL('../../samples/drive', import.meta.url));
const PATIENCE_MS = 60_000;

interface Manifest {
  readonly sequences: {
    cameras: { id: string; egoFromCamera: { matrix: number[] }; intrinsics: object }[];
  }[];
}

/** A copy of the sample drive whose manifest is changed. */
async function sampleWith(change: (cameras: Manifest['sequences'][0]['cameras']) => void): Promise<string> {
  const folder = join(await temporaryFolder(), 'drive');
  await cp(SAMPLE, folder, { recursive: true });
  const path = join(folder, 'dataset.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest;
  change(manifest.sequences[0]!.cameras);
  await writeFile(path, JSON.stringify(manifest));
  return folder;
}

/** Of a rigid transform, by rows. */
function inverted(matrix: readonly number[]): number[] {
  const at = (row: number, column: number): number => matrix[4 * row + column]!;
  const rows = [0, 1, 2].map((i) => {
    const moved = -(at(0, i) * at(0, 3) + at(1, i) * at(1, 3) + at(2, i) * at(2, 3));
    return [at(0, i), at(1, i), at(2, i), moved];
  });
  return [...rows.flat(), 0, 0, 0, 1];
}

/** Labels of the sample drive as its generator knows them: cuboids, and what of them is to be seen on the images. */
async function writeTrueLabels(
  folder: string,
  change: (boxes: readonly Box2dJson[]) => readonly Box2dJson[] = (boxes) => boxes,
): Promise<void> {
  for (const { frame, objects } of sampleTruth()) {
    const id = `lidar/${frame}.pcd`;
    const boxes = objects.flatMap(({ trackId, class: name, visible }) =>
      Object.entries(visible).map(([camera, { left, top, right, bottom }]): Box2dJson => ({
        id: uuid(),
        camera,
        rectangle: { left, top, right, bottom },
        class: name,
        source: 'manual',
        trackId,
      })),
    );
    const sidecar = exampleSidecar({
      frame: { id, sequence: 'hill-street', index: Number(frame), timestamps: {} },
      objects: objects.map(({ trackId, cuboid: { centre, size, rotation } }) =>
        exampleObject({
          id: uuid(),
          trackId,
          cuboid: { centre: [...centre], size: [...size], rotation: [...rotation], yaw: 0 },
          projections: [],
        }),
      ),
      boxes2d: [...change(boxes)],
    });
    await writeFile(join(folder, sidecarPath(id)), JSON.stringify(sidecar));
  }
}

async function diagnose(folder: string) {
  const { exitCode, output } = await doctorCommand(folder, { json: true });
  const { findings, ...rest } = JSON.parse(output) as { findings: unknown[]; unexamined: unknown[] };
  return { exitCode, findings: findings.map((finding) => calibrationFindingSchema.parse(finding)), ...rest };
}

describe('boxwright doctor', { timeout: PATIENCE_MS }, () => {
  test('finds nothing wrong with the sample drive', async () => {
    let out = '';
    const exitCode = await runProgram(['doctor', SAMPLE], {
      out: (text) => (out += text),
      err: () => undefined,
    });
    expect(out).toBe('3 cameras examined in 4 frames: 0 findings\n');
    expect(exitCode).toBe(0);
  });

  test('names a mirrored pose, coefficients of a wrong count and a missing focal length', async () => {
    const folder = await sampleWith(([front, left, rear]) => {
      const { matrix } = front!.egoFromCamera;
      // The camera's x axis points the other way.
      front!.egoFromCamera.matrix = matrix.map((value, i) => (i % 4 === 0 ? -value : value));
      left!.intrinsics = { ...left!.intrinsics, coefficients: [0.1, 0.1] };
      rear!.intrinsics = { ...rear!.intrinsics, fx: 0 };
    });
    const { exitCode, findings, unexamined } = await diagnose(folder);
    expect(exitCode).toBe(1);
    expect(unexamined).toEqual([]);
    expect(findings).toMatchObject([
      {
        camera: 'front',
        kind: 'mirrored-rotation',
        certainty: 'certain',
        evidence: { determinant: -1 },
        correction: { kind: 'unmirror', axis: 'x' },
      },
      { camera: 'left', kind: 'wrong-coefficients', certainty: 'certain' },
      { camera: 'rear', kind: 'no-focal-length', certainty: 'certain' },
    ]);
    const { output } = await doctorCommand(folder, { json: false });
    expect(output).toContain(
      'hill-street, front: the rotation mirrors\n  determinant -1\n  proposed: unmirror {"axis":"x"}',
    );
    expect(output).toContain('3 cameras examined in 4 frames: 3 findings');
  });

  test('says which camera could not be examined, and why', async () => {
    const folder = await sampleWith(([, , rear]) => Reflect.deleteProperty(rear!, 'intrinsics'));
    const images = join(folder, 'cameras', 'left');
    for (const name of await readdir(images)) await writeFile(join(images, name), 'no image');
    const { exitCode, findings, unexamined } = await diagnose(folder);
    expect(findings).toEqual([]);
    expect(unexamined).toEqual([
      { sequence: 'hill-street', camera: 'left', reason: 'no-image' },
      { sequence: 'hill-street', camera: 'rear', reason: 'no-calibration' },
    ]);
    expect(exitCode).toBe(0);
  });

  test('2D boxes that go with cuboids tell a wrong pose where images cannot', async () => {
    const folder = await sampleWith((cameras) => {
      for (const { egoFromCamera } of cameras) egoFromCamera.matrix = inverted(egoFromCamera.matrix);
    });
    for (const camera of ['front', 'left', 'rear']) {
      const images = join(folder, 'cameras', camera);
      for (const name of await readdir(images)) await writeFile(join(images, name), 'no image');
    }
    const certainties = async () =>
      (await diagnose(folder)).findings.map(({ kind, certainty }) => [kind, certainty]);
    expect(await certainties()).toEqual(
      ['front', 'left', 'rear'].map(() => ['inverted-extrinsic', 'suspicion']),
    );
    await writeTrueLabels(folder);
    expect(await certainties()).toEqual(
      ['front', 'left', 'rear'].map(() => ['inverted-extrinsic', 'likely']),
    );
    const { findings } = await diagnose(folder);
    const { boxes, overlap, overlapAfter } = findings[0]!.evidence;
    expect([Number(boxes) > 5, Number(overlap) < 5, Number(overlapAfter) > 40]).toEqual([true, true, true]);
  });

  test('boxes of other objects make no finding', async () => {
    const folder = await sampleWith(() => undefined);
    await writeTrueLabels(folder, (boxes) =>
      boxes.map((box, i) => ({ ...box, trackId: boxes.at(i - 1)!.trackId })),
    );
    expect((await diagnose(folder)).findings).toEqual([]);
  });

  test('a file is no dataset', async () => {
    await expect(doctorCommand(join(SAMPLE, 'dataset.json'), { json: false })).rejects.toMatchObject({
      problem: { code: 'folder.unreadable' },
    });
  });
});

test('every kind of finding has a sentence', () => {
  const sentences = FINDING_KINDS.map((kind) =>
    describeCalibrationFinding({
      kind,
      sequence: 's',
      camera: 'c',
      otherCamera: 'd',
      certainty: 'likely',
      evidence: { points: 3 },
    }),
  );
  expect(new Set(sentences).size).toBe(FINDING_KINDS.length);
  for (const sentence of sentences)
    expect(sentence).toMatch(/^s, c: .+ \(likely\)\n {2}points 3\n {2}no correction/);
});

describe('the brightness of an image', () => {
  test('of a PNG, in blocks', () => {
    const image = decodeGrey(png(1300, 100))!;
    expect(image).toMatchObject({ fullWidth: 1300, fullHeight: 100, block: 2, width: 650, height: 50 });
    expect([image.grey[0], image.grey.at(-1)]).toEqual([51, 255]);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['half a PNG', png(100, 100).subarray(0, 60)],
    ['another format', Buffer.from('BM and then some more bytes than a header has')],
    ['a placeholder', png(10, 10)],
    ['a damaged JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])],
    ['a PNG that claims to be huge', huge(png(100, 100))],
  ])('not of %s', (_, bytes) => {
    expect(decodeGrey(bytes)).toBeUndefined();
  });
});

/** The upper half of its red is dark. */
function png(width: number, height: number): Buffer {
  const image = new PNG({ width, height });
  image.data.fill(255);
  for (let i = 0; i < image.data.length / 2; i += 1) image.data[i] = i % 4 === 3 ? 255 : 51;
  return PNG.sync.write(image);
}

function huge(bytes: Buffer): Buffer {
  const larger = Buffer.from(bytes);
  larger.writeUInt32BE(100_000, 16);
  larger.writeUInt32BE(100_000, 20);
  return larger;
}
