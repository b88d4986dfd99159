import { cuboidCorners, type Cuboid } from '#shared/geometry/cuboid.ts';
import { distance } from '#shared/geometry/vec3.ts';
import type { Finding } from '#shared/quality/finding.ts';
import type { QualityFrame } from '#shared/quality/qualityFrame.ts';
import { AGREEMENT_RULES } from '#shared/quality/agreement/agreementRules.ts';
import { checkFrame } from './checkFrame.ts';
import { HAND_PIXELS, humanBoxes } from './humanBoxes.ts';
import { amountFor, effectOf, SHAPE_ERRORS, type ShapeError } from './shapeErrors.ts';
import type { TruthScene } from './truthScenes.ts';

/** The noise of the trials is the hand's alone. */
export const STATED = { edgeSigmaPixels: HAND_PIXELS, edgeSigmaShare: 0 };

export interface ShapeTrial {
  readonly error: ShapeError;
  /** Standard deviations: see `effectOf`. */
  readonly effect: number;
  /** Metres, radians or a part of the side. */
  readonly amount: number;
  /** The rules that say something about the object. */
  readonly said: readonly string[];
  readonly isFound: boolean;
  readonly isRightKind: boolean;
  /** Of those with a fix: is it closer to the truth than what it puts right? By the distance of the eight corners. */
  readonly isFixCloser: boolean | undefined;
  /** Findings about other objects of the frame, which are right. */
  readonly falseFindings: number;
}

/** One object of one frame gets one error of its shape; everything else is as a person would have drawn it. */
export function shapeTrial(
  scene: TruthScene,
  random: () => number,
  [leastEffect, mostEffect]: readonly [number, number],
  thresholds: Readonly<Record<string, number>> = STATED,
): ShapeTrial | undefined {
  const truth = scene.frames[Math.floor(random() * scene.frames.length)]!;
  const frame: QualityFrame = { ...truth, boxes2d: humanBoxes(truth, random) };
  const boxed = frame.objects.filter(({ trackId }) => frame.boxes2d.some((box) => box.trackId === trackId));
  const object = boxed[Math.floor(random() * boxed.length)];
  const error = SHAPE_ERRORS[Math.floor(random() * SHAPE_ERRORS.length)]!;
  const effect = leastEffect + random() * (mostEffect - leastEffect);
  const most = random() < 0.5 ? -error.most : error.most;
  if (object === undefined) return undefined;
  const { trackId, cuboid } = object;
  const effectAt = effectOf(frame, trackId, cuboid, HAND_PIXELS);
  const amount = amountFor(effect, most, (value) => effectAt(error.apply(cuboid, value)));
  if (amount === undefined) return undefined;
  const wrong = error.apply(cuboid, amount);
  const findings = checkFrame(AGREEMENT_RULES, withCuboid(frame, trackId, wrong), scene.context, thresholds);
  const own = findings.filter((finding) => finding.trackId === trackId);
  const fix = own.map((finding) => finding.fix).find((candidate) => candidate?.kind === 'cuboid');
  return {
    error,
    effect,
    amount,
    said: own.map(({ rule }) => rule),
    isFound: own.length > 0,
    isRightKind: own.some(({ rule }) => rule === error.rule),
    isFixCloser:
      fix?.kind === 'cuboid' ? cornersApart(fix.cuboid, cuboid) < cornersApart(wrong, cuboid) : undefined,
    falseFindings: findings.length - own.length,
  };
}

export function withCuboid(frame: QualityFrame, trackId: string, cuboid: Cuboid): QualityFrame {
  const { centre, size, rotation } = cuboid;
  const objects = frame.objects.map((object) =>
    object.trackId === trackId
      ? Object.assign({}, object, { cuboid: { ...object.cuboid, centre, size, rotation } })
      : object,
  );
  return { ...frame, objects };
}

function cornersApart(a: Cuboid, b: Cuboid): number {
  const others = cuboidCorners(b);
  return cuboidCorners(a).reduce((sum, corner, i) => sum + distance(corner, others[i]!) ** 2, 0);
}

/** What a person would have drawn, and what is said of it though all of it is right. */
export function cleanTrial(
  scene: TruthScene,
  truth: QualityFrame,
  random: () => number,
  thresholds: Readonly<Record<string, number>> = STATED,
): { readonly objects: number; readonly findings: readonly Finding[] } {
  const frame = { ...truth, boxes2d: humanBoxes(truth, random) };
  const objects = new Set(frame.boxes2d.map(({ trackId }) => trackId)).size;
  return { objects, findings: checkFrame(AGREEMENT_RULES, frame, scene.context, thresholds) };
}
