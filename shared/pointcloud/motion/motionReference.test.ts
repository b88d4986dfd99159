import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { describeWithReference } from '../../../testing/referenceData.ts';
import {
  readDriveSweeps,
  readKittiSweeps,
  readPandasetSweeps,
  type PosedSweep,
} from '../../../testing/sweepSequences.ts';
import { sampleTruth } from '../../../testing/sampleTruth.ts';
import { composeTransforms, invertTransform, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { buildCloud, type PointCloud } from '../cloud.ts';
import { chainMotions } from './chainMotions.ts';
import { estimateMotion, type MotionEstimate } from './estimateMotion.ts';
import { prepareMotionSweep, type MotionSweep } from './motionSweep.ts';
import { motionError } from './testing/motionError.ts';

/** The errors that are asked for are 0.10 m and 0.5° a step; more than this would be a step back. */
const [STEP_METRES, STEP_DEGREES] = [0.03, 0.1];
const WHOLE_METRES = 0.1;
const DEGREE = Math.PI / 180;

const drive = fileURLToPath(new URL('../../../samples/drive', import.meta.url));

const prepareAll = (posed: readonly PosedSweep[]): readonly MotionSweep[] =>
  posed.map(({ cloud }) => prepareMotionSweep(cloud));

function stepsOf(sweeps: readonly MotionSweep[]): readonly MotionEstimate[] {
  return sweeps.slice(1).map((later, i) => estimateMotion(sweeps[i]!, later));
}

/** The largest errors of steps, and that of the last pose of their chain, against the dataset's poses. */
function errorsOf(posed: readonly PosedSweep[], steps: readonly MotionEstimate[]) {
  const truthOf = (from: number, to: number): RigidTransform =>
    composeTransforms(invertTransform(posed[from]!.worldFromLabel!), posed[to]!.worldFromLabel!);
  const errors = steps.map((step, i) => {
    const { earlierFromLater } = step as { readonly earlierFromLater: RigidTransform };
    return motionError(earlierFromLater, truthOf(i, i + 1));
  });
  const [segment] = chainMotions(steps, { acceptsDoubtful: false });
  const last = posed.length - 1;
  return {
    metres: Math.max(...errors.map(({ metres }) => metres)),
    degrees: Math.max(...errors.map(({ degrees }) => degrees)),
    wholeMetres: motionError(segment!.worldFromLabel[last]!, truthOf(0, last)).metres,
  };
}

function expectPoses(posed: readonly PosedSweep[], sweeps: readonly MotionSweep[]): void {
  const steps = stepsOf(sweeps);
  expect(steps.map(({ verdict }) => verdict)).toEqual(steps.map(() => 'good'));
  const errors = errorsOf(posed, steps);
  expect(errors.metres).toBeLessThan(STEP_METRES);
  expect(errors.degrees).toBeLessThan(STEP_DEGREES);
  expect(errors.wholeMetres).toBeLessThan(WHOLE_METRES);
}

describe('the sample drive, 4 m a step', async () => {
  const posed = await readDriveSweeps(drive);

  test('follows its poses, traffic or not', () => {
    expect.hasAssertions();
    expectPoses(posed, prepareAll(posed));
  });

  test('does so without the points that are labelled as moving', () => {
    expect.hasAssertions();
    const truth = sampleTruth();
    const some = posed.slice(0, 5);
    const sweeps = some.map(({ cloud }, i) => {
      const moving = truth[i]!.objects.filter(({ motion }) => motion === 'moving');
      return prepareMotionSweep(
        cloud,
        moving.map(({ cuboid }) => cuboid),
      );
    });
    expectPoses(some, sweeps);
  });

  test('does not fit itself 36 m on', () => {
    const [first, other] = [posed[0]!, posed[9]!].map(({ cloud }) => prepareMotionSweep(cloud));
    expect(estimateMotion(first!, other!)).toMatchObject({ verdict: 'failed', reason: 'littleAgreement' });
  });
});

describeWithReference('recorded sweeps', (root) => {
  test('PandaSet follows its poses', async () => {
    expect.hasAssertions();
    const posed = await readPandasetSweeps(root);
    expectPoses(posed, prepareAll(posed));
  });

  test('KITTI, two frames on, is where two steps lead', async () => {
    const sweeps = prepareAll((await readKittiSweeps(root)).slice(0, 5));
    const steps = stepsOf(sweeps);
    expect(steps.map(({ verdict }) => verdict)).toEqual(steps.map(() => 'good'));
    const [segment] = chainMotions(steps, { acceptsDoubtful: false });
    const poses = segment!.worldFromLabel;
    for (let i = 0; i + 2 < sweeps.length; i++) {
      const leap = estimateMotion(sweeps[i]!, sweeps[i + 2]!) as {
        readonly earlierFromLater: RigidTransform;
      };
      const composed = composeTransforms(invertTransform(poses[i]!), poses[i + 2]!);
      const error = motionError(leap.earlierFromLater, composed);
      expect(error.metres).toBeLessThan(STEP_METRES);
      expect(error.degrees).toBeLessThan(STEP_DEGREES);
    }
  });

  test('KITTI with 8 or 16 of its 64 beams, by which it seems to stand still, is never good', async () => {
    const [first, , third] = await readKittiSweeps(root);
    for (const beams of [8, 16]) {
      const [earlier, later] = [first!, third!].map(({ cloud }) =>
        prepareMotionSweep(thinOut(cloud, 64 / beams)),
      );
      expect(estimateMotion(earlier!, later!).verdict).not.toBe('good');
    }
  });
});

/** The points of one in so many beams of a sensor that has one each 0.42°. */
function thinOut({ x, y, z }: PointCloud, oneIn: number): PointCloud {
  const beamOf = (i: number): number =>
    Math.floor((Math.atan2(z[i]!, Math.hypot(x[i]!, y[i]!)) / DEGREE + 25) / 0.42);
  const kept = [...x.keys()].filter((i) => beamOf(i) % oneIn === 0);
  const column = (values: ArrayLike<number>): Float32Array => Float32Array.from(kept, (i) => values[i]!);
  return buildCloud({ x: column(x), y: column(y), z: column(z) });
}
