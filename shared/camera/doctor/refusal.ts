import { correctCalibration, type CalibrationCorrection } from '../../dataset/calibrationCorrection.ts';
import { determinant, orthonormalityError } from '../../geometry/matrix3.ts';
import { assess } from './assess.ts';
import type { CalibrationFinding, FindingKind } from './finding.ts';
import { plausibility } from './plausibility.ts';
import type { ExaminedCamera } from './scene.ts';
import type { Sight } from './sights.ts';

type Refusal = Pick<CalibrationFinding, 'kind' | 'certainty' | 'evidence' | 'correction'>;

/** What a reader's reason for giving no calibration is called here. */
const KINDS: Readonly<Record<string, FindingKind>> = {
  notRotation: 'not-a-rotation',
  mirrored: 'mirrored-rotation',
  notRowMajor: 'transposed-rotation',
  noFocal: 'no-focal-length',
  ambiguousDistortion: 'wrong-coefficients',
  lensModel: 'wrong-coefficients',
};

const UNMIRRORED: readonly CalibrationCorrection[] = (['x', 'y', 'z'] as const).map((axis) => ({
  kind: 'unmirror',
  axis,
}));

/** The fault for which a reader gave no calibration, as far as it is one that can be named. */
export function refusalOf(
  { problem, refused }: ExaminedCamera,
  sights: readonly Sight[],
): Refusal | undefined {
  if (problem === undefined) return undefined;
  const { reason, where, ...numbers } = problem.params ?? {};
  const place = typeof where === 'string' ? where : '';
  const kind = KINDS[String(reason)] ?? kindByPlace(String(reason), place);
  if (kind === undefined) return undefined;
  const { expected, found, model } = numbers;
  const evidence = Object.fromEntries(
    Object.entries({ where: place || undefined, expected, found, model }).filter(
      (entry): entry is [string, string | number] => entry[1] !== undefined,
    ),
  );
  if (refused === undefined) return { kind, certainty: 'certain', evidence };
  const { rotation } = refused.cameraFromLabel;
  const { fx, fy } = refused.intrinsics;
  const measured = {
    'not-a-rotation': { error: round(orthonormalityError(rotation)) },
    'mirrored-rotation': { determinant: round(determinant(rotation)) },
    'no-focal-length': { fx, fy },
  };
  const details = kind in measured ? measured[kind as keyof typeof measured] : {};
  const correction = correctionOf(kind, sights);
  return {
    kind,
    certainty: 'certain',
    evidence: { ...evidence, ...details },
    ...(correction && { correction }),
  };
}

/** A reader that checks a file's form says where a number is wrong, not what it means. */
function kindByPlace(reason: string, where: string): FindingKind | undefined {
  if (/\bf[xy]\b/.test(where) && reason === 'outOfRange') return 'no-focal-length';
  const isOfLens = /dist|coefficients|(^|\.)D\b|\bk\d\b/i.test(where);
  return isOfLens && (reason === 'wrongCount' || reason === 'wrongValue') ? 'wrong-coefficients' : undefined;
}

function correctionOf(kind: FindingKind, sights: readonly Sight[]): CalibrationCorrection | undefined {
  if (kind === 'not-a-rotation') return { kind: 'nearest-rotation' };
  if (kind === 'transposed-rotation') return { kind: 'transpose' };
  return kind === 'mirrored-rotation' ? mostPlausible(sights, UNMIRRORED) : undefined;
}

/** The correction under which the camera is least unusual. */
export function mostPlausible(
  sights: readonly Sight[],
  corrections: readonly CalibrationCorrection[],
): CalibrationCorrection | undefined {
  const [sight] = sights;
  if (sight === undefined) return undefined;
  const scored = corrections.map((correction) => {
    const assessment = assess(sights, ({ written }) =>
      correctCalibration(written, correction, () => undefined),
    );
    const score =
      assessment === undefined ? -Infinity : plausibility(assessment, sight.written.intrinsics, sight);
    return { correction, score };
  });
  return scored.toSorted((a, b) => b.score - a.score)[0]?.correction;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
