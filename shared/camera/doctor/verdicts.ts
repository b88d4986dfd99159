import { assess, type Assessment } from './assess.ts';
import { compareCalibrations } from './compareCalibrations.ts';
import { correctedBy, hypothesesFor, type Hypothesis } from './hypotheses.ts';
import { plausibility } from './plausibility.ts';
import type { ExaminedCamera } from './scene.ts';
import type { Sight } from './sights.ts';

/** How a camera's calibration fares as it is written, and how it would under each hypothesis. */
export interface CameraVerdicts {
  readonly camera: ExaminedCamera;
  readonly sights: readonly Sight[];
  readonly written: Assessment;
  /** The one that gains most first. */
  readonly verdicts: readonly Verdict[];
}

export interface Verdict extends Hypothesis {
  readonly assessment: Assessment;
  /** By how much it is more plausible than what is written. */
  readonly gain: number;
}

/** How near two gains are for a duel, and what a standard error of it is worth. */
const CLOSE = 1.2;
const DUEL = 0.5;

export function verdictsOf(
  camera: ExaminedCamera,
  sights: readonly Sight[],
  cameras: readonly ExaminedCamera[],
): CameraVerdicts | undefined {
  const written = judge(sights, { correction: undefined, prior: 0 }, cameras);
  if (written === undefined) return undefined;
  const verdicts = hypothesesFor(camera, sights, cameras, written.assessment).flatMap(
    (hypothesis): Verdict[] => {
      const judged = judge(sights, hypothesis, cameras);
      return judged === undefined
        ? []
        : [{ ...hypothesis, assessment: judged.assessment, gain: judged.score - written.score }];
    },
  );
  return { camera, sights, written: written.assessment, verdicts: ranked(verdicts, sights, cameras) };
}

/**
 * The one that gains most first. Those that gain nearly as much see nearly the same: edge by edge one tells more surely
 * which of them is right.
 */
function ranked(
  verdicts: readonly Verdict[],
  sights: readonly Sight[],
  cameras: readonly ExaminedCamera[],
): readonly Verdict[] {
  const sorted = verdicts.toSorted((a, b) => b.gain - a.gain);
  const [best] = sorted;
  if (best === undefined) return sorted;
  const duelled = sorted.map((rival): Verdict => {
    if (rival.kind === best.kind || rival.gain < best.gain - CLOSE) return rival;
    const duel = compareCalibrations(sights, correctedBy(best, cameras), correctedBy(rival, cameras));
    return Object.assign({}, rival, { gain: rival.gain + duel.gain * DUEL });
  });
  return duelled.toSorted((a, b) => b.gain - a.gain);
}

interface Judgement {
  readonly assessment: Assessment;
  readonly score: number;
}

function judge(
  sights: readonly Sight[],
  {
    correction,
    prior,
  }: { readonly correction: Hypothesis['correction'] | undefined; readonly prior: number },
  cameras: readonly ExaminedCamera[],
): Judgement | undefined {
  const calibrationOf =
    correction === undefined ? ({ written }: Sight) => written : correctedBy({ correction }, cameras);
  const [sight] = sights;
  const lens = sight && calibrationOf(sight)?.intrinsics;
  const assessment = assess(sights, calibrationOf);
  if (sight === undefined || lens === undefined || assessment === undefined) return undefined;
  return { assessment, score: plausibility(assessment, lens, sight) + prior };
}
