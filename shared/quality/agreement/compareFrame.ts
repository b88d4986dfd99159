import type { Rectangle } from '../../geometry/rectangle.ts';
import type { QualityFrame } from '../qualityFrame.ts';
import type { RuleContext } from '../rule.ts';
import { analyseFrame } from './analyseFrame.ts';
import type { Verdict } from './judgeObject.ts';
import type { Comparison } from './comparison.ts';
import type { Edges } from './edges.ts';
import type { Explanation } from './explain.ts';
import { sumOfSquares } from './fitAmount.ts';
import { iouOf } from './linkConflicts.ts';

/** How well an object's cuboid and its 2D box on one camera agree. Pixels unless a name says otherwise. */
export interface Agreement {
  readonly frameId: string;
  readonly objectId: string;
  readonly trackId: string;
  readonly class: string;
  readonly box2dId: string;
  readonly camera: string;
  /** The 2D box as it is compared: within the image, unless it is amodal. */
  readonly rectangle: Rectangle;
  /** Bounds of the cuboid's silhouette that it is compared with. */
  readonly projection: Rectangle;
  /** 0 to 1. */
  readonly iou: number;
  /** 2D box less projection; 0 where the edge lies where something may hide it. */
  readonly errors: EdgeNumbers;
  /** What is expected of each by the stated errors: one standard deviation. */
  readonly expected: EdgeNumbers;
  /** Centre of the 2D box less that of the projection. */
  readonly centreOffset: { readonly x: number; readonly y: number };
  /** Of the 2D box to the projection. */
  readonly sizeRatio: { readonly width: number; readonly height: number };
  /** √χ² of this camera's four edges: 2 is usual, what counts as disagreement is `verdict`. */
  readonly deviation: number;
  /** Of the cuboid's centre. */
  readonly depthMetres: number;
  /** By nearer cuboids, and by the image's border; 0 to 1. */
  readonly hiddenShare: number;
  readonly truncation: number;
  /** Of the object, from all cameras that have a 2D box of it. */
  readonly sigma: number;
  readonly verdict: Verdict;
  readonly explanation: Explanation | undefined;
}

export interface EdgeNumbers {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Compares every cuboid of a frame with the 2D boxes of its track, on each camera. 2D boxes that cannot be compared, and
 * those that belong to another object, are left out: rules name them.
 */
export function compareFrame(frame: QualityFrame, context: RuleContext): readonly Agreement[] {
  return analyseFrame(frame, context).objects.flatMap(
    ({ object, comparisons, sigma, verdict, explanation }) =>
      comparisons.map((comparison): Agreement => ({
        frameId: frame.id,
        objectId: object.id,
        trackId: object.trackId,
        class: object.class,
        ...numbersOf(comparison),
        sigma,
        verdict,
        explanation,
      })),
  );
}

function numbersOf(
  comparison: Comparison,
): Omit<Agreement, 'frameId' | 'objectId' | 'trackId' | 'class' | 'sigma' | 'verdict' | 'explanation'> {
  const { box, rectangle, sight, whitening, errors } = comparison;
  const { projected, hiddenShare } = sight;
  const projection = box.extent === 'amodal' ? projected.amodal : projected.clipped;
  return {
    box2dId: box.id,
    camera: box.camera,
    rectangle,
    projection,
    iou: iouOf(comparison),
    errors: numbered(errors),
    expected: numbered(whitening.sigma),
    centreOffset: {
      x: (rectangle.left + rectangle.right - projection.left - projection.right) / 2,
      y: (rectangle.top + rectangle.bottom - projection.top - projection.bottom) / 2,
    },
    sizeRatio: {
      width: (rectangle.right - rectangle.left) / (projection.right - projection.left),
      height: (rectangle.bottom - rectangle.top) / (projection.bottom - projection.top),
    },
    deviation: deviationOf(comparison),
    depthMetres: projected.depth,
    hiddenShare,
    truncation: projected.truncation,
  };
}

/** √χ² of the four edges. */
export function deviationOf({ whitening, errors }: Comparison): number {
  return Math.sqrt(sumOfSquares(whitening.whiten(errors)));
}

function numbered([left, top, right, bottom]: Edges): EdgeNumbers {
  return { left, top, right, bottom };
}
