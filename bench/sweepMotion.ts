import { composeTransforms, invertTransform, type RigidTransform } from '#shared/geometry/rigidTransform.ts';
import { estimateMotion } from '#shared/pointcloud/motion/estimateMotion.ts';
import { prepareMotionSweep, type MotionSweep } from '#shared/pointcloud/motion/motionSweep.ts';
import { motionError } from '#shared/pointcloud/motion/testing/motionError.ts';
import {
  readDriveSweeps,
  readKittiSweeps,
  readPandasetSweeps,
  type PosedSweep,
} from '../testing/sweepSequences.ts';

/**
 * The vehicle's motion out of its sweeps, for each pair of the sample drive and, with `BOXWRIGHT_REFERENCE=<folder>`, of
 * the reference data: milliseconds, and errors against the dataset's poses, or against two steps where it has none.
 */

/** The quickest of so many: what other programs take is not ours. */
const ROUNDS = 5;
const BAR = { metres: 0.1, degrees: 0.5, ms: 150 };

const reference = process.env['BOXWRIGHT_REFERENCE'];
report('sample drive', await readDriveSweeps('samples/drive'));
if (reference !== undefined) {
  report('PandaSet', await readPandasetSweeps(reference));
  report('KITTI, two frames on against two steps', await readKittiSweeps(reference));
}

/** Figures of one pair, or of the worst in each. */
interface Figures {
  readonly metres: number;
  readonly degrees: number;
  readonly ms: number;
}

function report(name: string, posed: readonly PosedSweep[]): void {
  print(`${name}: ${posed[0]!.cloud.count} points`);
  const prepared = posed.map(({ cloud }) => timed(() => prepareMotionSweep(cloud)));
  const sweeps = prepared.map(({ value }) => value);
  const pairs = sweeps.slice(1).map((later, i): Figures => {
    const { value: estimate, ms } = timed(() => estimateMotion(sweeps[i]!, later));
    const { metres, degrees } = errorOf(posed, sweeps, i);
    // Each sweep is prepared once, for the pair before and the one after.
    const figures = { metres, degrees, ms: ms + prepared[i + 1]!.ms };
    const { inlierFraction, rmsMetres, weakest } = estimate.quality!;
    const quality = `inliers ${inlierFraction.toFixed(2)}, rms ${(rmsMetres * 100).toFixed(1)} cm, weakest ${weakest.kind} ${weakest.share.toFixed(3)}`;
    print(`  ${i} ${estimate.verdict}: ${textOf(figures)}; ${quality}`);
    return figures;
  });
  const worst = (figure: keyof Figures): number => Math.max(...pairs.map((pair) => pair[figure]));
  const figures = { metres: worst('metres'), degrees: worst('degrees'), ms: worst('ms') };
  const isMet = figures.metres <= BAR.metres && figures.degrees <= BAR.degrees && figures.ms <= BAR.ms;
  print(`  worst ${textOf(figures)} (at most ${textOf(BAR)}: ${isMet ? 'met' : 'MISSED'})`);
}

/** Of the motion from frame `i` to the next; without poses, of two steps against a leap over both, or back again at last. */
function errorOf(
  posed: readonly PosedSweep[],
  sweeps: readonly MotionSweep[],
  i: number,
): Omit<Figures, 'ms'> {
  const [earlier, later] = [posed[i]!.worldFromLabel, posed[i + 1]!.worldFromLabel];
  if (earlier !== undefined && later !== undefined)
    return motionError(motionOf(sweeps, i, i + 1), composeTransforms(invertTransform(earlier), later));
  const beyond = i + 2 < sweeps.length ? i + 2 : i - 1;
  return motionError(
    composeTransforms(motionOf(sweeps, i, i + 1), motionOf(sweeps, i + 1, beyond)),
    motionOf(sweeps, i, beyond),
  );
}

function motionOf(sweeps: readonly MotionSweep[], earlier: number, later: number): RigidTransform {
  const estimate = estimateMotion(sweeps[earlier]!, sweeps[later]!);
  if (estimate.verdict === 'failed') throw new Error(`${earlier} to ${later}: ${estimate.reason}`);
  return estimate.earlierFromLater;
}

function timed<T>(run: () => T): { readonly value: T; readonly ms: number } {
  let ms = Infinity;
  for (let round = 0; ;) {
    const started = performance.now();
    const value = run();
    ms = Math.min(ms, performance.now() - started);
    if (++round === ROUNDS) return { value, ms };
  }
}

function textOf({ metres, degrees, ms }: Figures): string {
  return `${(metres * 100).toFixed(1)} cm, ${degrees.toFixed(3)}°, ${ms.toFixed(0)} ms`;
}

function print(line: string): void {
  process.stdout.write(`${line}
`);
}
