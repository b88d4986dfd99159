import { describe, expect, test } from 'vitest';
import { diagnoseRig } from '#shared/camera/doctor/diagnoseRig.ts';
import type { CalibrationFinding } from '#shared/camera/doctor/finding.ts';
import type { ExaminedRig } from '#shared/camera/doctor/scene.ts';
import { FOLDING, IN_DEGREES, seededFaults, withFault } from '#shared/camera/doctor/testing/seedFaults.ts';
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
  return examineSequence(folder, dataset.sequences[0]!, imageCalibrations, FRAMES);
}

const summary = (findings: readonly CalibrationFinding[]): readonly string[] =>
  findings.map(({ camera, kind }) => `${camera}: ${kind}`);

/** Of all cameras with a fault, the share whose first finding names it. */
function isNamed(rig: ExaminedRig, findings: readonly CalibrationFinding[], kind: string): boolean {
  const first = rig.cameras.map(({ id }) => findings.find(({ camera }) => camera === id)?.kind);
  return first.filter((found) => found === kind).length * 2 > first.length;
}

function expectTwelveNamed(rig: ExaminedRig, seed: number): void {
  const missed = seededFaults(seededRandom(seed)).flatMap((fault) => {
    const findings = diagnoseRig(withFault(rig, fault));
    return isNamed(rig, findings, fault.kind) ? [] : [`${fault.name}: ${summary(findings).join(', ')}`];
  });
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(1);
}

test(
  'the sample drive: nothing as it is, twelve faults, and three more',
  { timeout: PATIENCE_MS },
  async () => {
    const rig = await readRig(new URL('../../samples/drive', import.meta.url).pathname);
    expect(summary(diagnoseRig(rig))).toEqual([]);
    expectTwelveNamed(rig, 1);
    for (const fault of [FOLDING, IN_DEGREES]) {
      const [camera] = rig.cameras;
      const [finding] = diagnoseRig(withFault(rig, fault, camera!.id));
      expect(finding).toMatchObject({ camera: camera!.id, kind: fault.kind });
    }
    const [front, left, ...others] = rig.cameras;
    const swapped = [{ ...front!, written: left!.written }, { ...left!, written: front!.written }, ...others];
    expect(diagnoseRig({ ...rig, cameras: swapped })).toMatchObject([
      { camera: front!.id, kind: 'swapped-cameras', otherCamera: left!.id },
      { camera: left!.id, kind: 'swapped-cameras', otherCamera: front!.id },
    ]);
  },
);

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
      expectTwelveNamed(rig, seed);
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
