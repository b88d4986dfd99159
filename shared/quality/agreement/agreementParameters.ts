import type { RuleContext } from '../rule.ts';

/**
 * How far a 2D box and a cuboid may differ before they are said to disagree. Every rule of this family has them, so that
 * all of them judge alike.
 */
export const AGREEMENT_PARAMETERS = {
  /** Standard deviation of an edge that a person draws, rounding included. */
  edgeSigmaPixels: 2,
  /** And of what grows with the object: bodies are rounder than their cuboids. A part of the box's side. */
  edgeSigmaShare: 0.02,
  /** How well the calibration is known: a shift that all edges of a box share. */
  calibrationSigmaPixels: 0,
  /** The same as an angle, for those who know it so. */
  calibrationSigmaDegrees: 0,
  /** From how many standard deviations on it counts. */
  leastSigma: 3.4,
} as const;

export interface AgreementLimits {
  readonly edgeSigmaPixels: number;
  readonly edgeSigmaShare: number;
  readonly calibrationSigmaPixels: number;
  readonly calibrationSigmaRad: number;
  readonly leastSigma: number;
}

/** As the context has them; what is no number, or negative, is as if nobody had set it. */
export function agreementLimits({ parameter }: Pick<RuleContext, 'parameter'>): AgreementLimits {
  const sound = (name: keyof typeof AGREEMENT_PARAMETERS): number => {
    const value = parameter(name);
    return Number.isFinite(value) && value >= 0 ? value : AGREEMENT_PARAMETERS[name];
  };
  return {
    // Without any error at all nothing would ever be explainable, and the sums would divide by zero.
    edgeSigmaPixels: Math.max(0.1, sound('edgeSigmaPixels')),
    edgeSigmaShare: sound('edgeSigmaShare'),
    calibrationSigmaPixels: sound('calibrationSigmaPixels'),
    calibrationSigmaRad: (sound('calibrationSigmaDegrees') * Math.PI) / 180,
    leastSigma: Math.max(0.5, sound('leastSigma')),
  };
}
