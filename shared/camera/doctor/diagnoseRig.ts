import type { Assessment } from './assess.ts';
import { degreesFault } from './degreesFault.ts';
import type { CalibrationFinding } from './finding.ts';
import { lensFaults } from './lensFaults.ts';
import { principalPointFault } from './principalPoint.ts';
import { refusalOf } from './refusal.ts';
import { rigFaults } from './rigFaults.ts';
import type { ExaminedRig } from './scene.ts';
import { sightsOf } from './sights.ts';
import { verdictsOf, type CameraVerdicts, type Verdict } from './verdicts.ts';

type Fault = Omit<CalibrationFinding, 'sequence' | 'camera'>;

/** So much more plausible, and what the geometry tells is more than a suspicion. */
const LIKELY_GAIN = 4;
/** And so much more than any other fault. */
const LIKELY_LEAD = 1;

/**
 * What is wrong with the calibrations of a rig: at most one finding for each camera, the cause rather than its symptoms.
 * First what the numbers themselves say, then what the points and images say about the pose and the size of the image, then
 * about the lens. Says nothing about a camera of which there is too little to see.
 */
export function diagnoseRig(rig: ExaminedRig): CalibrationFinding[] {
  const { sequence, cameras } = rig;
  const sights = sightsOf(rig);
  const seen = (id: string) => sights.get(id) ?? [];
  const faults = new Map<string, Fault>();
  for (const camera of cameras) {
    const refusal = refusalOf(camera, seen(camera.id));
    if (refusal !== undefined) faults.set(camera.id, refusal);
  }
  const examined = cameras
    .filter(({ id, problem }) => problem === undefined && !faults.has(id))
    .flatMap((camera) => verdictsOf(camera, seen(camera.id), cameras) ?? []);
  const offCentre = new Map(
    examined.flatMap(({ camera: { id }, sights: own, verdicts }) => {
      const fault = principalPointFault(own);
      // An image of another size has its principal point elsewhere, too.
      return fault === undefined ||
        verdicts.some(({ kind, gain }) => kind === 'scaled-image' && gain > LIKELY_GAIN)
        ? []
        : [[id, fault] as const];
    }),
  );
  for (const [id, fault] of offCentre) faults.set(id, fault);
  const centred = examined.filter(({ camera }) => !offCentre.has(camera.id));
  const found = rigFaults(centred);
  for (const verdicts of centred) {
    const verdict = found.get(verdicts.camera.id) ?? degreesFault(verdicts);
    if (verdict !== undefined) faults.set(verdicts.camera.id, geometricFault(verdicts, verdict));
  }
  const sound = centred.filter(({ camera }) => !faults.has(camera.id));
  const lenses = sound.map(({ camera: { id }, sights: own }) => ({ id, sights: own }));
  for (const [id, fault] of lensFaults(lenses)) faults.set(id, fault);
  for (const { camera, sights: own, written } of sound) {
    if (faults.has(camera.id) || written.inImage > 0) continue;
    const points = own.reduce((sum, { sample }) => sum + sample.length / 3, 0);
    if (points > 0)
      faults.set(camera.id, { kind: 'sees-no-points', certainty: 'certain', evidence: { points } });
  }
  return cameras.flatMap(({ id }) => {
    const fault = faults.get(id);
    return fault === undefined ? [] : [{ ...fault, sequence, camera: id }];
  });
}

function geometricFault({ sights, written, verdicts }: CameraVerdicts, verdict: Verdict): Fault {
  const { kind, correction, gain, assessment } = verdict;
  const rival = verdicts.find((other) => other.kind !== kind);
  const isLikely = gain >= LIKELY_GAIN && gain - (rival?.gain ?? 0) >= LIKELY_LEAD;
  const [sight] = sights;
  const isOfSize = kind === 'scaled-image' || kind === 'cropped-image';
  return {
    kind,
    certainty: isLikely ? 'likely' : 'suspicion',
    evidence: {
      ...numbersOf(written, ''),
      ...numbersOf(assessment, 'After'),
      edges: assessment.edges,
      ...(assessment.boxes > 0 && { boxes: assessment.boxes }),
      ...(isOfSize && sight && { width: sight.width, height: sight.height }),
    },
    correction,
    ...(correction.kind === 'swap' && { otherCamera: correction.camera }),
  };
}

/** Shares in percent, metres, degrees. */
function numbersOf(
  { inFront, inImage, upright, away, peak, boxes, overlap }: Assessment,
  suffix: '' | 'After',
): Record<string, number> {
  const degrees = (Math.acos(Math.min(1, Math.max(-1, upright))) * 180) / Math.PI;
  return {
    [`inFront${suffix}`]: round(inFront * 100, 1),
    [`inImage${suffix}`]: round(inImage * 100, 1),
    [`match${suffix}`]: round(peak, 1),
    ...(boxes > 0 && { [`overlap${suffix}`]: round(overlap * 100, 0) }),
    [`tilt${suffix}`]: round(degrees, 0),
    [`distance${suffix}`]: round(away, 2),
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
