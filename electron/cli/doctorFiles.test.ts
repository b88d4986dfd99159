import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { diagnoseRig } from '#shared/camera/doctor/diagnoseRig.ts';
import type { FindingKind } from '#shared/camera/doctor/finding.ts';
import {
  inMillimetres,
  OPENGL_FROM_OPENCV,
  reordered,
  transposed,
  VEHICLE_FROM_OPENCV,
} from '#shared/camera/doctor/testing/seedFaults.ts';
import { readDataset } from '#shared/dataset/openDataset.ts';
import type { Matrix3 } from '#shared/geometry/matrix3.ts';
import { fromMatrix3, toMatrix3 } from '#shared/geometry/quaternion.ts';
import {
  composeTransforms,
  invertTransform,
  transformFromRows,
  type RigidTransform,
} from '#shared/geometry/rigidTransform.ts';
import { ZERO } from '#shared/geometry/vec3.ts';
import { describeWithReference } from '../../testing/referenceData.ts';
import { examinedCameras, examineSequence } from './examineSequence.ts';
import { openFolder, openInput } from './openInput.ts';

const FRAMES = 2;
const PATIENCE_MS = 120_000;

/** A calibration in the numbers of its file. */
interface Written {
  readonly pose: RigidTransform;
  /** The pose leads from the camera, not to it. */
  readonly isFromCamera?: true;
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
  readonly distortion: readonly number[];
}

/** What people do to such a file: the numbers that it then has. */
const FAULTS: Readonly<Partial<Record<FindingKind, (right: Written) => Written>>> = {
  'inverted-extrinsic': posed(invertTransform),
  'transposed-rotation': posed(transposed),
  'opengl-axes': seenFrom(OPENGL_FROM_OPENCV),
  'vehicle-axes': seenFrom(VEHICLE_FROM_OPENCV),
  millimetres: posed(inMillimetres),
  'quaternion-order': posed(reordered),
  'not-a-rotation': posed(({ rotation, translation }) => ({
    rotation: rotation.map((value, i) => value * (1 + 0.1 * (i % 3))) as unknown as Matrix3,
    translation,
  })),
  'mirrored-rotation': seenFrom([-1, 0, 0, 0, 1, 0, 0, 0, 1]),
  'no-focal-length': (right) => ({ ...right, fx: -right.fx }),
  'principal-point-outside': (right) => ({ ...right, cx: right.cx * 4 }),
  'scaled-image': ({ fx, fy, cx, cy, ...right }) => ({
    ...right,
    fx: fx / 2,
    fy: fy / 2,
    cx: cx / 2,
    cy: cy / 2,
  }),
  'wrong-coefficients': (right) => ({ ...right, distortion: [-0.1, 0.01, 0.001] }),
};

function posed(change: (pose: RigidTransform) => RigidTransform): (right: Written) => Written {
  return (right) => ({ ...right, pose: change(right.pose) });
}

function seenFrom(otherFromOpencv: Matrix3): (right: Written) => Written {
  const turn = { rotation: otherFromOpencv, translation: ZERO };
  return (right) => ({
    ...right,
    pose: right.isFromCamera
      ? composeTransforms(right.pose, invertTransform(turn))
      : composeTransforms(turn, right.pose),
  });
}

/** A rig of the reference data, and how its calibration files are written anew. */
interface Form {
  readonly path: string;
  /** Its files cannot have these. */
  readonly without: readonly FindingKind[];
  rewrite(folder: string, change: (right: Written) => Written): Promise<void>;
}

const sustechpoints: Form = {
  path: 'sustechpoints/example',
  without: ['quaternion-order', 'wrong-coefficients'],
  async rewrite(folder, change) {
    for (const camera of ['front', 'left', 'right'])
      await rewriteJson(join(folder, `calib/camera/${camera}.json`), (json) => {
        const { extrinsic, intrinsic } = json as { extrinsic: number[]; intrinsic: number[] };
        const written = change({ pose: transformFromRows(extrinsic), ...lensOf(intrinsic), distortion: [] });
        return { ...json, extrinsic: rowsOf(written.pose), intrinsic: matrixOf(written) };
      });
  },
};

const kittiRaw: Form = {
  path: 'kitti_raw_sfnd_tracking',
  without: ['quaternion-order', 'wrong-coefficients'],
  async rewrite(folder, change) {
    const path = join(folder, 'calib_2011_09_26.txt');
    const lines = (await readFile(path, 'utf8')).split('\n');
    const numbersOf = (name: string): number[] =>
      lines
        .find((line) => line.startsWith(`${name}:`))!
        .split(/\s+/)
        .slice(1)
        .filter((word) => word !== '')
        .map(Number);
    const [fx, , cx, x, , fy, cy, y, , , , z] = numbersOf('P2') as [number, ...number[]];
    const pose = transformFromRows(numbersOf('Tr_velo_to_cam'));
    const written = change({ pose, fx, fy: fy!, cx: cx!, cy: cy!, distortion: [] });
    const projection = [written.fx, 0, written.cx, x, 0, written.fy, written.cy, y, 0, 0, 1, z];
    const rows = { P2: projection, Tr_velo_to_cam: rowsOf(written.pose).slice(0, 12) };
    const changed = lines.map((line) => {
      const found = Object.entries(rows).find(([name]) => line.startsWith(`${name}:`));
      return found === undefined ? line : `${found[0]}: ${found[1].join(' ')}`;
    });
    await writeFile(path, changed.join('\n'));
  },
};

const openCalib: Form = {
  path: 'opencalib/lidar2camera/manual_calib/data',
  without: ['quaternion-order'],
  async rewrite(folder, change) {
    type Parameters = Record<string, { param: Record<string, { data: number[][]; cols: number }> }>;
    const lens = join(folder, 'center_camera-intrinsic.json');
    const pose = join(folder, 'top_center_lidar-to-center_camera-extrinsic.json');
    const read = async (path: string): Promise<Parameters> =>
      JSON.parse(await readFile(path, 'utf8')) as Parameters;
    const [lensFile, poseFile] = [await read(lens), await read(pose)];
    const { cam_K: matrix, cam_dist: distortion } = lensFile['center_camera-intrinsic']!.param;
    const { sensor_calib: place } = poseFile['top_center_lidar-to-center_camera-extrinsic']!.param;
    const written = change({
      pose: transformFromRows(place!.data.flat()),
      ...lensOf(matrix!.data.flat()),
      distortion: distortion!.data.flat(),
    });
    place!.data = inRowsOf(4, rowsOf(written.pose));
    matrix!.data = inRowsOf(3, matrixOf(written));
    distortion!.data = [[...written.distortion]];
    distortion!.cols = written.distortion.length;
    await writeFile(lens, JSON.stringify(lensFile));
    await writeFile(pose, JSON.stringify(poseFile));
  },
};

const pandaset: Form = {
  path: 'pandaset_scale',
  without: ['not-a-rotation', 'mirrored-rotation', 'wrong-coefficients'],
  async rewrite(folder, change) {
    for (const camera of ['front', 'front_left', 'back']) {
      const place = join(folder, `data/cameras/${camera}_camera`);
      let written: Written | undefined;
      const poses = join(place, 'extrinsics.json');
      const { heading, position } = JSON.parse(await readFile(poses, 'utf8')) as {
        heading: [number, number, number, number];
        position: [number, number, number];
      };
      await rewriteJson(join(place, 'intrinsics.json'), (json) => {
        const lens = json as Pick<Written, 'fx' | 'fy' | 'cx' | 'cy'>;
        const [w, x, y, z] = heading;
        const pose = { rotation: toMatrix3([x, y, z, w]), translation: position };
        written = change({ pose, isFromCamera: true, ...lens, distortion: [] });
        const { fx, fy, cx, cy } = written;
        return { ...json, fx, fy, cx, cy };
      });
      const [x, y, z, w] = fromMatrix3(written!.pose.rotation);
      await writeFile(poses, JSON.stringify({ heading: [w, x, y, z], position: written!.pose.translation }));
    }
  },
};

async function rewriteJson(path: string, change: (json: object) => object): Promise<void> {
  await writeFile(path, JSON.stringify(change(JSON.parse(await readFile(path, 'utf8')) as object)));
}

function lensOf([fx, , cx, , fy, cy]: readonly number[]): Pick<Written, 'fx' | 'fy' | 'cx' | 'cy'> {
  return { fx: fx!, fy: fy!, cx: cx!, cy: cy! };
}

function matrixOf({ fx, fy, cx, cy }: Written): number[] {
  return [fx, 0, cx, 0, fy, cy, 0, 0, 1];
}

function rowsOf({ rotation, translation }: RigidTransform): number[] {
  const [[r0, r1, r2, r3, r4, r5, r6, r7, r8], [x, y, z]] = [rotation, translation];
  return [r0, r1, r2, x, r3, r4, r5, y, r6, r7, r8, z, 0, 0, 0, 1];
}

function inRowsOf(columns: number, values: readonly number[]): number[][] {
  return Array.from({ length: values.length / columns }, (_, i) =>
    values.slice(i * columns, (i + 1) * columns),
  );
}

describeWithReference('faults written into calibration files', (root) => {
  const forms = [
    ['SUSTechPOINTS', sustechpoints],
    ['KITTI raw', kittiRaw],
    ['OpenCalib', openCalib],
    ['PandaSet', pandaset],
  ] as const;
  test.each(forms)(
    'of %s are named, in all of its cameras',
    { timeout: PATIENCE_MS },
    async (_, { path, without, rewrite }) => {
      const folder = join(await temporaryFolder(), 'rig');
      await cp(join(root, 'data', path), folder, { recursive: true });
      const right = await openFolder(await openInput(folder));
      const { dataset, imageCalibrations } = await readDataset(right);
      const rig = await examineSequence(right, dataset, dataset.sequences[0]!, imageCalibrations, FRAMES);
      const kinds = (Object.keys(FAULTS) as FindingKind[]).filter((kind) => !without.includes(kind));
      const missed: string[] = [];
      for (const kind of kinds) {
        const copy = join(await temporaryFolder(), 'rig');
        await cp(folder, copy, { recursive: true });
        await rewrite(copy, FAULTS[kind]!);
        const read = await readDataset(await openFolder(await openInput(copy)));
        const cameras = examinedCameras(read.dataset.sequences[0]!);
        const findings = diagnoseRig({ ...rig, cameras });
        for (const { id } of cameras) {
          const found = findings.find(({ camera }) => camera === id)?.kind;
          if (found !== kind) missed.push(`${kind}: ${id}: ${found}`);
        }
      }
      expect(missed).toEqual([]);
    },
  );
});
