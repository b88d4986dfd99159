import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../testing/datasetFolders.ts';
import { invertTransform, transformFromRows } from '../geometry/rigidTransform.ts';
import type { AcceptedCorrection } from './acceptedCorrection.ts';
import { hashCalibration } from './calibration.ts';
import { correctCalibration } from './calibrationCorrection.ts';
import { calibrationsIn } from './imageCalibrations.ts';
import { readDataset } from './openDataset.ts';

const POSE = [0, -1, 0, 0.5, 0, 0, -1, -0.25, 1, 0, 0, 0.125, 0, 0, 0, 1];
const LENS = [900, 0, 640, 0, 900, 360, 0, 0, 1];

function scene(calibrations: Readonly<Record<string, object>>, decisions?: object) {
  const cameras = Object.keys(calibrations);
  const manifest = { format: 'boxwright-dataset', version: 1, ...decisions };
  return memoryFolder('scene', {
    'lidar/1.pcd': 'x',
    ...Object.fromEntries(cameras.map((id) => [`camera/${id}/1.jpg`, 'x'])),
    ...Object.fromEntries(cameras.map((id) => [`calib/camera/${id}.json`, JSON.stringify(calibrations[id])])),
    ...(decisions === undefined ? {} : { 'dataset.json': JSON.stringify(manifest) }),
  });
}

function kittiCalibration(focal: number): string {
  return [
    `P2: ${focal} 0 300 0 0 ${focal} 100 0 0 0 1 0`,
    'R0_rect: 1 0 0 0 1 0 0 0 1',
    'Tr_velo_to_cam: 0 -1 0 0.5 0 0 -1 0 1 0 0 0',
    '',
  ].join('\n');
}

/** A split of KITTI's object benchmark whose frames have these focal lengths, pixels. */
function split(focals: readonly number[]) {
  const files = focals.map((focal, i) => [
    [`velodyne/${i}.bin`, ''],
    [`image_2/${i}.png`, ''],
    [`calib/${i}.txt`, kittiCalibration(focal)],
  ]);
  return memoryFolder('split', Object.fromEntries(files.flat()) as Record<string, string>);
}

const front = { extrinsic: POSE, intrinsic: LENS };
const INVERT = { kind: 'invert' } as const;

async function hashOf(folder: ReturnType<typeof scene>, camera: string): Promise<string> {
  const { dataset } = await readDataset(folder);
  return dataset.sequences[0]!.cameras.find(({ id }) => id === camera)!.calibration!.hash;
}

function accept(
  camera: string,
  replaces: string | null,
  correction: AcceptedCorrection['correction'],
): AcceptedCorrection {
  return { camera, correction, replaces };
}

describe('an accepted correction', () => {
  test('takes the place of what the file says, and says so', async () => {
    const hash = await hashOf(scene({ front }), 'front');
    const accepted = [accept('front', hash, INVERT)];
    const { dataset, written, corrections } = await readDataset(
      scene({ front }, { acceptedCorrections: accepted }),
    );
    const { calibration } = dataset.sequences[0]!.cameras[0]!;
    expect(calibration).toMatchObject({
      cameraFromLabel: invertTransform(transformFromRows(POSE)),
      correctedFrom: hash,
      path: 'calib/camera/front.json',
    });
    expect(calibration!.hash).not.toBe(hash);
    expect(dataset.problems).toEqual([
      {
        code: 'calibration.corrected',
        severity: 'info',
        path: 'dataset.json',
        params: { camera: 'front', reason: 'correctedInvert' },
      },
    ]);
    expect(corrections).toEqual([{ accepted: accepted[0], isApplied: true }]);
    expect(written.dataset.sequences[0]!.cameras[0]!.calibration!.hash).toBe(hash);
  });

  test.each([
    ['for another calibration', accept('front', `sha256:${'0'.repeat(64)}`, INVERT), 'calibrationChanged'],
    ['for none', accept('front', null, INVERT), 'calibrationChanged'],
    ['of a camera that is not there', accept('rear', null, INVERT), 'unknownSensor'],
    ['of another sequence', { ...accept('front', null, INVERT), sequence: 'other' }, 'unknownSensor'],
  ])('%s is not applied, and is reported', async (_what, accepted, reason) => {
    const { dataset, corrections } = await readDataset(scene({ front }), {}, [accepted]);
    expect(dataset.problems).toMatchObject([{ code: 'correction.notApplied', params: { reason } }]);
    expect(dataset.sequences[0]!.cameras[0]!.calibration).not.toHaveProperty('correctedFrom');
    expect(corrections[0]!.isApplied).toBe(false);
  });

  test('that would make no calibration is not applied', async () => {
    const hash = await hashOf(scene({ front }), 'front');
    const unsound = accept('front', hash, { kind: 'unmirror', axis: 'x' });
    const { dataset } = await readDataset(scene({ front }), {}, [unsound]);
    expect(dataset.problems).toMatchObject([{ params: { reason: 'correctionUnsound' } }]);
  });

  test('follows on another', async () => {
    const hash = await hashOf(scene({ front }), 'front');
    const first = accept('front', hash, INVERT);
    const { dataset } = await readDataset(scene({ front }), {}, [first]);
    const between = dataset.sequences[0]!.cameras[0]!.calibration!.hash;
    const both = [first, accept('front', between, INVERT)];
    const { calibration } = (await readDataset(scene({ front }), {}, both)).dataset.sequences[0]!.cameras[0]!;
    // Inverted twice is what it was, to the last bit here.
    expect(calibration).toMatchObject({ hash, correctedFrom: hash });
  });

  test('of two cameras gives each the calibration of the other', async () => {
    const rear = { extrinsic: POSE.with(3, 9), intrinsic: LENS };
    const folder = scene({ front, rear });
    const [ofFront, ofRear] = [await hashOf(folder, 'front'), await hashOf(folder, 'rear')];
    const { dataset } = await readDataset(folder, {}, [
      accept('front', ofFront, { kind: 'swap', camera: 'rear' }),
      accept('rear', ofRear, { kind: 'swap', camera: 'front' }),
    ]);
    const hashes = dataset.sequences[0]!.cameras.map(({ calibration }) => calibration!.hash);
    expect(hashes).toEqual([ofRear, ofFront]);
  });

  test('makes a calibration of numbers that were refused', async () => {
    const stretched = { extrinsic: POSE.with(1, -1.05), intrinsic: LENS };
    const before = (await readDataset(scene({ front: stretched }))).dataset;
    expect(before.sequences[0]!.cameras[0]!.calibration).toBeUndefined();
    const nearest = { kind: 'nearest-rotation' } as const;
    const ofRefused = await hashCalibration(before.sequences[0]!.cameras[0]!.refused!, '', scene({ front }));
    const accepted = [accept('front', ofRefused.hash, nearest)];
    const { dataset } = await readDataset(scene({ front: stretched }), {}, accepted);
    const [camera] = dataset.sequences[0]!.cameras;
    expect(camera).not.toHaveProperty('refused');
    expect(camera!.calibration!.correctedFrom).toBe(ofRefused.hash);
    expect(camera!.calibration!.cameraFromLabel.rotation.map(Math.round)).toEqual([
      0, -1, 0, 0, 0, -1, 1, 0, 0,
    ]);
    expect(dataset.problems.map(({ code }) => code)).toEqual(['calibration.corrected']);
    const other = { extrinsic: POSE.with(1, -1.06), intrinsic: LENS };
    const { corrections } = await readDataset(scene({ front: other }), {}, accepted);
    expect(corrections[0]!.isApplied).toBe(false);
  });

  test('of a camera whose file cannot be used puts other numbers in its place', async () => {
    const { calibration } = (await readDataset(scene({ front }))).dataset.sequences[0]!.cameras[0]!;
    const { intrinsics, cameraFromLabel } = calibration!;
    const broken = scene({ front: { extrinsic: POSE, intrinsic: [0] } });
    const { dataset } = await readDataset(broken, {}, [
      accept('front', null, { kind: 'replace', intrinsics, cameraFromLabel }),
    ]);
    expect(dataset.sequences[0]!.cameras[0]).toMatchObject({
      calibration: { hash: calibration!.hash, correctedFrom: null },
    });
    expect(dataset.problems.map(({ code }) => code)).toEqual(['calibration.corrected']);
  });

  test('holds for the images that have a calibration of their own', async () => {
    const folder = split([700, 700, 650]);
    const before = await readDataset(folder);
    const [camera] = before.dataset.sequences[0]!.cameras;
    const accepted = {
      ...accept('image_2', camera!.calibration!.hash, INVERT),
      sequence: before.dataset.sequences[0]!.id,
    };
    const { imageCalibrations, corrections } = await readDataset(folder, {}, [accepted]);
    expect(corrections[0]!.isApplied).toBe(true);
    const [was] = await calibrationsIn('velodyne/2.bin', before.imageCalibrations, folder);
    const [own] = await calibrationsIn('velodyne/2.bin', imageCalibrations, folder);
    expect(own).toEqual({
      ...was,
      cameraFromLabel: correctCalibration(was!, INVERT, () => undefined)!.cameraFromLabel,
      hash: own!.hash,
      correctedFrom: was!.hash,
    });
    expect(own!.hash).not.toBe(was!.hash);
  });

  test('that is broken is named; the others count, and the dataset opens', async () => {
    const hash = await hashOf(scene({ front }), 'front');
    const list = [
      { camera: 'front', correction: { kind: 'magic' }, replaces: hash },
      accept('front', hash, INVERT),
    ];
    const { dataset } = await readDataset(scene({ front }, { acceptedCorrections: list }));
    expect(dataset.problems).toMatchObject([
      { code: 'calibration.corrected' },
      { code: 'correction.malformed', params: { where: 'acceptedCorrections[0].correction.kind' } },
    ]);
    const { dataset: other } = await readDataset(scene({ front }, { acceptedCorrections: 'none' }));
    expect(other.problems).toMatchObject([
      { code: 'correction.malformed', params: { where: 'acceptedCorrections', reason: 'expectList' } },
    ]);
  });
});
