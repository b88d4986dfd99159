import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CameraCalibration } from '#shared/dataset/dataset.ts';
import { writeKittiSplit } from './kittiSplit.ts';
import type { OpenScene } from './labelRootSuite.ts';

const INVERT = { kind: 'invert' } as const;

/** Corrections of calibrations that a person accepts, and withdraws. */
export function correctionSuite(openScene: () => Promise<OpenScene>): void {
  const openSplit = async (files: Readonly<Record<string, string>> = {}) => {
    const { client, root } = await openScene();
    const path = join(root, 'kitti');
    await writeKittiSplit(path, { '1': 700, '2': 700, '3': 650 });
    for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text);
    const { datasetId, dataset } = await client.call('dataset.open', { path });
    const [sequence] = dataset.sequences;
    const where = { datasetId, sequenceId: sequence!.id };
    const correct = (correction: { kind: 'invert' } | null) =>
      client.call('dataset.correct', { ...where, changes: [{ camera: 'image_2', correction }] });
    const own = async (stem: string) =>
      (await client.call('labels.load', { ...where, frameId: `velodyne/${stem}.bin` })).imageCalibrations;
    return { client, root, path, where, correct, own, usual: sequence!.cameras[0]!.calibration! };
  };

  test('writes an accepted correction beside the labels and uses it at once', async () => {
    const { client, path, correct, own, usual } = await openSplit();
    const calibration = await readFile(join(path, 'calib/1.txt'));
    const [before] = await own('3');
    const { cameras, corrections, problems } = await correct(INVERT);
    const { calibration: corrected } = cameras[0]!;
    expect(corrected).toMatchObject({ ...inverted(usual), correctedFrom: usual.hash });
    expect(await own('3')).toMatchObject([{ ...inverted(before!), correctedFrom: before!.hash }]);
    expect(problems).toMatchObject([{ code: 'calibration.corrected', params: { camera: 'image_2' } }]);
    const accepted = {
      sequence: expect.any(String),
      camera: 'image_2',
      correction: INVERT,
      replaces: usual.hash,
      acceptedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    };
    expect(corrections).toEqual([{ accepted, isApplied: true }]);
    expect(JSON.parse(await readFile(join(path, 'dataset.json'), 'utf8'))).toEqual({
      format: 'boxwright-dataset',
      version: 1,
      choices: {},
      acceptedCorrections: [accepted],
    });
    expect(await readFile(join(path, 'calib/1.txt'))).toEqual(calibration);
    const again = await client.call('dataset.open', { path });
    expect(again.dataset.sequences[0]!.cameras[0]!.calibration).toEqual(corrected);
    expect(again.corrections).toEqual(corrections);
  });

  test('withdraws the last correction', async () => {
    const { client, path, correct, own, usual } = await openSplit();
    const [before] = await own('3');
    await correct(INVERT);
    const { cameras, corrections, problems } = await correct(null);
    expect([cameras[0]!.calibration, corrections, problems]).toEqual([usual, [], []]);
    expect(await own('3')).toEqual([before]);
    expect((await client.call('dataset.open', { path })).dataset.problems).toEqual([]);
  });

  test('keeps what else is in dataset.json, also to the byte where it describes the dataset', async () => {
    const text = `{
    "format": "boxwright-dataset", "version": 1, "labelFrame": "top",
    "sequences": [{ "id": "a", "lidars": [{ "id": "top" }],
      "cameras": [{ "id": "image_2", "intrinsics": { "model": "pinhole", "fx": 7.00e2, "fy": 700, "cx": 300, "cy": 100 },
        "cameraFromLabel": { "matrix": [0, -1.0, 0, 0, 0, 0, -1, 0, 1, 0, 0, 0, 0, 0, 0, 1] } }],
      "frames": [{ "clouds": { "top": "velodyne/1.bin" }, "images": { "image_2": "image_2/1.png" } }] }]
}
`;
    const { path, correct } = await openSplit({ 'dataset.json': text });
    await correct(INVERT);
    const written = await readFile(join(path, 'dataset.json'), 'utf8');
    expect(written.startsWith(text.trimEnd().slice(0, -2))).toBe(true);
    expect(JSON.parse(written)).toMatchObject({ acceptedCorrections: [{ camera: 'image_2' }] });
    await correct(null);
    expect(await readFile(join(path, 'dataset.json'), 'utf8')).toBe(text);
  });

  test('a label root elsewhere keeps corrections, and takes along those among the data', async () => {
    const { client, path, root, where, correct, usual } = await openSplit();
    await correct(INVERT);
    const amongData = await readFile(join(path, 'dataset.json'), 'utf8');
    const labels = join(root, 'labels');
    await mkdir(labels);
    await client.call('dataset.setLabelRoot', { datasetId: where.datasetId, path: labels });
    const elsewhere = await client.call('dataset.open', { path });
    expect(elsewhere.dataset.sequences[0]!.cameras[0]!.calibration!.correctedFrom).toBe(usual.hash);
    await correct(null);
    const { dataset } = await client.call('dataset.open', { path });
    expect(dataset.sequences[0]!.cameras[0]!.calibration).toEqual(usual);
    expect(await readFile(join(path, 'dataset.json'), 'utf8')).toBe(amongData);
  });

  test('a correction of a calibration that has changed is reported, and gives way to the next', async () => {
    const { client, path, correct } = await openSplit();
    await correct(INVERT);
    await writeKittiSplit(path, { '1': 710, '2': 710, '3': 710 });
    const { dataset } = await client.call('dataset.open', { path });
    expect(dataset.problems).toMatchObject([
      { code: 'correction.notApplied', severity: 'warning', params: { reason: 'calibrationChanged' } },
    ]);
    const { corrections, problems } = await correct(INVERT);
    expect(corrections).toMatchObject([{ isApplied: true }]);
    expect(problems.map(({ code }) => code)).toEqual(['calibration.corrected']);
  });

  test('refuses what makes no calibration, and writes nothing', async () => {
    const { client, path, where } = await openSplit();
    for (const [camera, correction, code] of [
      ['image_2', { kind: 'unmirror', axis: 'x' }, 'invalid-request'],
      ['image_2', { kind: 'swap', camera: 'image_9' }, 'invalid-request'],
      ['image_9', INVERT, 'not-found'],
    ] as const) {
      const call = client.call('dataset.correct', { ...where, changes: [{ camera, correction }] });
      await expect(call).rejects.toMatchObject({ failure: { code } });
    }
    await expect(readFile(join(path, 'dataset.json'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('never writes over another program’s dataset.json', async () => {
    const theirs = '{"name": "nerf"}';
    const { path, correct } = await openSplit({ 'dataset.json': theirs });
    await expect(correct(INVERT)).rejects.toMatchObject({ failure: { code: 'invalid-request' } });
    expect(await readFile(join(path, 'dataset.json'), 'utf8')).toBe(theirs);
  });
}

function inverted({ intrinsics, cameraFromLabel }: CameraCalibration) {
  const [a, b, c, d, e, f, g, h, i] = cameraFromLabel.rotation;
  // Of a pure rotation, which the split's are.
  return { intrinsics, cameraFromLabel: { rotation: [a, d, g, b, e, h, c, f, i] } };
}
