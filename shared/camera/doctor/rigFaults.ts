import type { FindingKind } from './finding.ts';
import type { CameraVerdicts, Verdict } from './verdicts.ts';

/** What is named must be so much more plausible than what is written. */
const MARGIN = 1.3;
/** More where the edges agree as it is written, and not for being more usual only: they seldom do by chance. */
const MARGIN_OF_GOOD = 2.5;
const GOOD_PEAK = 2;
/** Edges that agree as well as this are no chance; or else what is written must be unusual by so much. */
const TRUE_PEAK = 1.8;
const UNUSUAL = 1.5;
/** Where there are edges to compare, the truth has at least so much of a peak; several cameras, in the mean. */
const LEAST_PEAK = 1.2;
const LEAST_MEAN_PEAK = 0.9;
const FEW_EDGES = 12;
/** With fewer points than this, nearly all must be seen, of which nearly none was. */
const FEW_POINTS = 100;
const NEARLY_ALL = 0.9;
/** Cosine: no correction leaves a camera on its side or upside down, or blind. */
const LEAST_UPRIGHT = 0.3;
/** Enough where another camera of the rig has the same fault: files of a rig are made by the same program. */
const MARGIN_WITH_OTHERS = 0.6;
/** What all cameras lose at most when one fault is taken for all of them. */
const SHARED_LOSS = 1.5;

/** The fault of each camera that geometry finds, by camera id. */
export function rigFaults(rig: readonly CameraVerdicts[]): ReadonlyMap<string, Verdict> {
  const faults = new Map<string, Verdict>();
  const suspects = rig.filter(isSuspect);
  const shared = sharedFault(suspects.length > 0 ? suspects : rig);
  for (const { camera, ...own } of rig) {
    const together = shared?.get(camera.id);
    const [best] = own.verdicts;
    if (together !== undefined) faults.set(camera.id, together);
    else if (best !== undefined && isSuspect({ camera, ...own }) && hasPeak([best], LEAST_PEAK))
      faults.set(camera.id, best);
  }
  const kinds = new Set([...faults.values()].map(({ kind }) => kind));
  for (const { camera, verdicts } of rig) {
    const [best] = verdicts;
    if (best === undefined || faults.has(camera.id)) continue;
    if (kinds.has(best.kind) && best.gain >= MARGIN_WITH_OTHERS) faults.set(camera.id, best);
  }
  addSwaps(rig, faults);
  return faults;
}

/** Something is clearly more plausible than what is written. */
function isSuspect({ written, verdicts: [best] }: CameraVerdicts): boolean {
  if (best === undefined || best.gain < (written.agreement >= GOOD_PEAK ? MARGIN_OF_GOOD : MARGIN))
    return false;
  const { agreement, points, inImage } = best.assessment;
  if (points < FEW_POINTS && (inImage < NEARLY_ALL || written.inImage > 1 - NEARLY_ALL)) return false;
  if (written.agreement >= GOOD_PEAK && agreement < written.agreement + 1) return false;
  const lessUnusual = best.gain - (agreement - written.agreement);
  return agreement >= TRUE_PEAK || lessUnusual >= UNUSUAL;
}

/** The one fault that explains several cameras together, nearly as well as each one's best does. */
function sharedFault(rig: readonly CameraVerdicts[]): ReadonlyMap<string, Verdict> | undefined {
  if (rig.length < 2) return undefined;
  const kinds = new Set(rig.flatMap(({ verdicts }) => verdicts.map(({ kind }) => kind)));
  let best: { readonly verdicts: readonly Verdict[]; readonly gain: number } | undefined;
  for (const kind of kinds) {
    const verdicts = rig.flatMap(({ verdicts: own }) => bestOf(own, kind) ?? []);
    const gain = verdicts.reduce((sum, verdict) => sum + verdict.gain, 0);
    const isOfAll = verdicts.length === rig.length && verdicts.every((verdict) => verdict.gain >= 0);
    const losses = verdicts.map((verdict, i) => rig[i]!.verdicts[0]!.gain - verdict.gain);
    if (!isOfAll || gain < MARGIN_OF_GOOD || Math.max(...losses) > SHARED_LOSS) continue;
    if (gain > (best?.gain ?? 0) && hasPeak(verdicts, LEAST_MEAN_PEAK)) best = { verdicts, gain };
  }
  return best && new Map(rig.map(({ camera }, i) => [camera.id, best.verdicts[i]!]));
}

/** Do the edges agree, where there are any? */
function hasPeak(verdicts: readonly Verdict[], least: number): boolean {
  const comparable = verdicts.filter(
    ({ assessment }) => assessment.edges >= FEW_EDGES || assessment.boxes > 0,
  );
  const sum = comparable.reduce((total, { assessment }) => total + assessment.agreement, 0);
  const isUsual = verdicts.every(
    ({ assessment: { upright, inImage } }) => upright >= LEAST_UPRIGHT && inImage > 0,
  );
  return isUsual && sum >= least * comparable.length;
}

/** Two cameras that each fit better with the other's calibration, if only together. */
function addSwaps(rig: readonly CameraVerdicts[], faults: Map<string, Verdict>): void {
  for (const one of rig) {
    for (const other of rig) {
      const [there, back] = [toOther(one, other.camera.id), toOther(other, one.camera.id)];
      if (there === undefined || back === undefined) continue;
      const isTaken = [one, other].some(({ camera }) => {
        const fault = faults.get(camera.id);
        return fault !== undefined && fault.kind !== 'swapped-cameras';
      });
      const isBetter = Math.min(there.gain, back.gain) >= 0 && there.gain + back.gain >= MARGIN_OF_GOOD;
      if (isTaken || !isBetter || !hasPeak([there, back], LEAST_MEAN_PEAK)) continue;
      faults.set(one.camera.id, there);
      faults.set(other.camera.id, back);
    }
  }
}

function toOther({ verdicts }: CameraVerdicts, other: string): Verdict | undefined {
  return verdicts.find(({ correction }) => correction.kind === 'swap' && correction.camera === other);
}

function bestOf(verdicts: readonly Verdict[], kind: FindingKind): Verdict | undefined {
  return verdicts.find((verdict) => verdict.kind === kind);
}
