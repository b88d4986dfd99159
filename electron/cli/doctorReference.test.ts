import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { diagnoseRig } from '#shared/camera/doctor/diagnoseRig.ts';
import type { CalibrationFinding } from '#shared/camera/doctor/finding.ts';
import type { ExaminedRig } from '#shared/camera/doctor/scene.ts';
import {
  FOLDING,
  IN_DEGREES,
  seededFaults,
  withFault,
  type SeededFault,
} from '#shared/camera/doctor/testing/seedFaults.ts';
import { correctCalibration, type CalibrationCorrection } from '#shared/dataset/calibrationCorrection.ts';
import { readDataset } from '#shared/dataset/openDataset.ts';
import { seededRandom } from '#shared/pointcloud/random.ts';
import { describeWithReference } from '../../testing/referenceData.ts';
import { examineSequence } from './examineSequence.ts';
import { openFolder, openInput } from './openInput.ts';

/** Each takes long enough to read; a fault that shows in two frames shows in four. */
const FRAMES = 2;
const PATIENCE_MS = 120_000;

async function readRig(path: string): Promise<ExaminedRig> {
  const folder = await openFolder(await openInput(path));
  const { dataset, imageCalibrations } = await readDataset(folder);
  return examineSequence(folder, dataset, dataset.sequences[0]!, imageCalibrations, FRAMES);
}

const summary = (findings: readonly CalibrationFinding[]): readonly string[] =>
  findings.map(({ camera, kind }) => `${camera}: ${kind}`);

/** Most of the cameras, or the only one, have it as their first finding. */
function isNamed(rig: ExaminedRig, findings: readonly CalibrationFinding[], kind: string): boolean {
  const first = rig.cameras.map(({ id }) => findings.find(({ camera }) => camera === id)?.kind);
  return first.filter((found) => found === kind).length * 2 > first.length;
}

/** What was said in place of the faults that were not named. */
function missedOfTwelve(rig: ExaminedRig, seed: number): readonly string[] {
  return seededFaults(seededRandom(seed)).flatMap((fault) => {
    const findings = diagnoseRig(withFault(rig, fault));
    return isNamed(rig, findings, fault.kind) ? [] : [`${fault.name}: ${summary(findings).join(', ')}`];
  });
}

describe('the sample drive', { timeout: PATIENCE_MS }, () => {
  const sample = readRig(fileURLToPath(new URL('../../samples/drive', import.meta.url)));

  test('nothing as it is; eleven of twelve faults', async () => {
    const rig = await sample;
    expect(summary(diagnoseRig(rig))).toEqual([]);
    expect(missedOfTwelve(rig, 1).length).toBeLessThanOrEqual(1);
  });

  test.each([FOLDING, IN_DEGREES])('$name, in one camera only', async (fault) => {
    expect(summary(diagnoseRig(withFault(await sample, fault, 'front')))).toEqual([`front: ${fault.kind}`]);
  });

  test('two cameras with each other’s calibration', async () => {
    const rig = await sample;
    const [front, left, ...others] = rig.cameras;
    const swapped = [{ ...front!, written: left!.written }, { ...left!, written: front!.written }, ...others];
    expect(diagnoseRig({ ...rig, cameras: swapped })).toMatchObject([
      { camera: 'front', kind: 'swapped-cameras', otherCamera: 'left', correction: { camera: 'left' } },
      { camera: 'left', kind: 'swapped-cameras', otherCamera: 'front', correction: { camera: 'front' } },
    ]);
  });

  test('an image cut out of the calibrated one, and one scaled, where the size is stated', async () => {
    const rig = await sample;
    const cameras = rig.cameras.map((camera) => {
      const right = camera.written!;
      const change: CalibrationCorrection =
        camera.id === 'rear' ? { kind: 'scale', x: 1.5, y: 1.5 } : { kind: 'crop', left: -80, top: -50 };
      const size = camera.id === 'rear' ? { width: 960, height: 600 } : { width: 800, height: 500 };
      return { ...size, id: camera.id, written: correctCalibration(right, change, () => undefined) };
    });
    expect(diagnoseRig({ ...rig, cameras })).toMatchObject([
      { camera: 'front', kind: 'cropped-image', correction: { kind: 'crop', left: 80, top: 50 } },
      { camera: 'left', kind: 'cropped-image', correction: { kind: 'crop', left: 80, top: 50 } },
      { camera: 'rear', kind: 'scaled-image', correction: { kind: 'scale', x: 640 / 960, y: 400 / 600 } },
    ]);
  });

  test('a camera that sees no point', async () => {
    const above: SeededFault = {
      name: 'elsewhere',
      kind: 'sees-no-points',
      change: ({ intrinsics, cameraFromLabel: { rotation } }) => ({
        intrinsics,
        cameraFromLabel: { rotation, translation: [0.3, 400.2, 0.1] },
      }),
    };
    expect(summary(diagnoseRig(withFault(await sample, above, 'front')))).toEqual(['front: sees-no-points']);
  });

  test('says nothing without clouds, and only suspects without images', async () => {
    const rig = await sample;
    const blind = { ...rig, moments: rig.moments.map((moment) => ({ ...moment, images: new Map() })) };
    expect(diagnoseRig({ ...rig, moments: [] })).toEqual([]);
    expect(diagnoseRig(blind)).toEqual([]);
    const [inverted] = seededFaults(seededRandom(1));
    const findings = diagnoseRig(withFault(blind, inverted!));
    expect(findings.map(({ certainty }) => certainty)).toEqual(['suspicion', 'suspicion', 'suspicion']);
  });
});

describeWithReference('the doctor on real rigs', (root) => {
  const rigs = [
    ['SUSTechPOINTS', 'sustechpoints/example', 2],
    ['KITTI raw', 'kitti_raw_sfnd_tracking', 3],
    ['OpenCalib', 'opencalib/lidar2camera/manual_calib/data', 4],
    ['PandaSet', 'pandaset_scale', 5],
  ] as const;
  test.each(rigs)(
    '%s: nothing as it is; eleven of twelve faults',
    { timeout: PATIENCE_MS },
    async (_, path, seed) => {
      const rig = await readRig(`${root}/data/${path}`);
      expect(summary(diagnoseRig(rig))).toEqual([]);
      expect(missedOfTwelve(rig, seed).length).toBeLessThanOrEqual(1);
    },
  );

  describe('other rigs', () => {
    const others = ['kitti_object', 'opencalib/lidar2camera/auto_calib_v2.0/data/ours/1', 't4dataset_sample'];
    test.each(others)('%s: nothing', { timeout: PATIENCE_MS }, async (path) => {
      expect(summary(diagnoseRig(await readRig(`${root}/data/${path}`)))).toEqual([]);
    });

    test('Supervisely’s zeros are named', async () => {
      const rig = await readRig(`${root}/data/datumaro_assets/sly_pointcloud_dataset`);
      expect(summary(diagnoseRig(rig))).toEqual(['camera: no-focal-length']);
    });
  });
});
