import type { FoundCalibration } from '../../dataset/calibration.ts';
import {
  correctCalibration,
  writtenPose,
  type CalibrationCorrection,
} from '../../dataset/calibrationCorrection.ts';
import type { Assessment } from './assess.ts';
import type { FindingKind } from './finding.ts';
import type { ExaminedCamera } from './scene.ts';
import type { Sight } from './sights.ts';

/** Something that may be wrong with a camera's calibration, and what would put it right. */
export interface Hypothesis {
  readonly kind: FindingKind;
  readonly correction: CalibrationCorrection;
  /** How much likelier (less likely) it is than others before looking, in the unit of `plausibility`. */
  readonly prior: number;
}

/** In the order in which they happen to people; of two that explain the same, the first is named. */
const POSE_HYPOTHESES: readonly Hypothesis[] = [
  { kind: 'inverted-extrinsic', correction: { kind: 'invert' }, prior: 0 },
  { kind: 'transposed-rotation', correction: { kind: 'transpose' }, prior: 0 },
  { kind: 'transposed-rotation', correction: { kind: 'transpose', inverted: true }, prior: -0.2 },
  { kind: 'opengl-axes', correction: { kind: 'axes', from: 'opengl' }, prior: 0.1 },
  { kind: 'vehicle-axes', correction: { kind: 'axes', from: 'vehicle' }, prior: 0.1 },
  { kind: 'millimetres', correction: { kind: 'unit', factor: 0.001 }, prior: 0.1 },
  ...([undefined, true] as const).flatMap((inverted) =>
    (['wxyz', 'xyzw'] as const).map((written): Hypothesis => {
      const correction = { kind: 'quaternion-order', written, ...(inverted && { inverted }) } as const;
      return { kind: 'quaternion-order', correction, prior: inverted ? -0.2 : -0.1 };
    }),
  ),
];

/** Metres: a camera that is nearer to the lidar was not placed in millimetres. */
const FAR = 8;
/** Ratios of common image sizes. */
const FACTORS = [1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 4 / 5, 5 / 4, 4 / 3, 3 / 2, 2, 3, 4];
/** Shares of a length within which it is the same. */
const SAME_SHAPE = 0.02;

/** All that is tried on a camera. */
export function hypothesesFor(
  camera: ExaminedCamera,
  [sight]: readonly Sight[],
  cameras: readonly ExaminedCamera[],
  { away }: Assessment,
): readonly Hypothesis[] {
  if (sight === undefined) return [];
  const poses = POSE_HYPOTHESES.filter(
    ({ kind }) => kind !== 'millimetres' || (away > FAR && mayBeMillimetres(sight.written)),
  );
  const swaps = cameras
    .filter(({ id, written }) => id !== camera.id && written !== undefined)
    .map(({ id }): Hypothesis => ({
      kind: 'swapped-cameras',
      correction: { kind: 'swap', camera: id },
      prior: -0.2,
    }));
  return [...poses, ...swaps, ...sizeHypotheses(camera, sight)];
}

/** No coordinate of a camera is a fraction of a millimetre, unless it was left out. */
function mayBeMillimetres(calibration: FoundCalibration): boolean {
  return writtenPose(calibration).translation.every((value) => value === 0 || Math.abs(value) > 0.5);
}

/** The image is not of the size that was calibrated: as the file says, or as its principal point suggests. */
function sizeHypotheses({ width, height }: ExaminedCamera, sight: Sight): Hypothesis[] {
  const isOther =
    width !== undefined && height !== undefined && (width !== sight.width || height !== sight.height);
  const scaled = FACTORS.filter((factor) => centres(sight, factor)).map((factor): Hypothesis => ({
    kind: 'scaled-image',
    correction: { kind: 'scale', x: factor, y: factor },
    prior: -0.1,
  }));
  return isOther ? [...statedHypotheses([width, height], sight), ...scaled] : scaled;
}

function statedHypotheses([width, height]: readonly [number, number], sight: Sight): Hypothesis[] {
  const x = sight.width / width;
  const y = sight.height / height;
  const isOfShape = Math.abs(x / y - 1) < SAME_SHAPE;
  const scaled: Hypothesis = {
    kind: 'scaled-image',
    correction: { kind: 'scale', x, y },
    prior: isOfShape ? 1.5 : 0,
  };
  if (x > 1 || y > 1) return [scaled];
  const crops = places(width, sight.width).flatMap((left) =>
    places(height, sight.height).map((top): Hypothesis => ({
      kind: 'cropped-image',
      correction: { kind: 'crop', left: Math.round(left), top: Math.round(top) },
      prior: 0.5,
    })),
  );
  return [scaled, ...crops];
}

/** Where a part usually begins that is cut out of a whole: it is the middle, the first or the last. */
function places(whole: number, part: number): readonly number[] {
  return whole === part ? [0] : [(whole - part) / 2, 0, whole - part];
}

/** Does the principal point come nearer to the middle, and near it, when the image is scaled? */
function centres({ written: { intrinsics }, width, height }: Sight, factor: number): boolean {
  const [x, y] = [(intrinsics.cx + 0.5) / width, (intrinsics.cy + 0.5) / height];
  return [x, y].every((share) => {
    const before = Math.abs(share - 0.5);
    const after = Math.abs(share * factor - 0.5);
    return after < 0.12 && after < before - 0.04;
  });
}

/** The calibration of an image under a hypothesis. */
export function correctedBy(
  { correction }: Pick<Hypothesis, 'correction'>,
  cameras: readonly ExaminedCamera[],
): (sight: Sight) => FoundCalibration | undefined {
  const of = (camera: string): FoundCalibration | undefined =>
    cameras.find(({ id }) => id === camera)?.written;
  return ({ written }) => correctCalibration(written, correction, of);
}
