import { intersectionOverUnion } from '../../geometry/rectangle.ts';
import type { Box2dJson } from '../../labels/sidecar.ts';
import type { AgreementLimits } from './agreementParameters.ts';
import type { CameraMemory } from './analysisMemory.ts';
import { compareBox, type Comparison } from './comparison.ts';
import { sumOfSquares } from './fitAmount.ts';
import type { CameraScene } from './frameScene.ts';
import type { Sight } from './sight.ts';

/** A 2D box that fits another object far better than the one that it belongs to. */
export interface LinkConflict {
  readonly box: Box2dJson;
  /** The object that it fits. */
  readonly to: Sight;
  /** √χ² of its edges with the object that it belongs to; Infinity where that is not in view. */
  readonly sigmaBefore: number;
  readonly sigmaAfter: number;
  readonly iouBefore: number;
  readonly iouAfter: number;
  /** Where both are linked to each other's: the other 2D box. */
  readonly partner?: Box2dJson;
}

/** √χ² of four edges: beyond it a 2D box does not fit its object, up to it another one does. */
const MISFIT = 4.5;
const FITS = 4;
/** And the other must fit by so much better. */
const CLEARLY = 3;
const LEAST_IOU = 0.3;

/** The wrong links of one camera in one frame, 2D boxes without a link that fit an object without a box among them. */
export function linkConflicts(
  { boxes, sights, byTrack }: CameraScene,
  limits: AgreementLimits,
  memory: CameraMemory,
): LinkConflict[] {
  const proposals = new Map<string, LinkConflict>();
  const owners = new Map<string, Box2dJson>();
  for (const box of boxes) {
    if (box.trackId !== undefined && !owners.has(box.trackId)) owners.set(box.trackId, box);
  }
  for (const box of boxes) {
    const own = box.trackId === undefined ? undefined : byTrack.get(box.trackId);
    const before = own === undefined ? UNSEEN : fitOf(memory.stillOf(own, box, limits));
    if (before.sigma <= MISFIT) continue;
    const to = bestFit(box, sights, own, limits);
    if (to === undefined || to.sigma > before.sigma - CLEARLY) continue;
    proposals.set(box.id, {
      box,
      to: to.sight,
      sigmaBefore: before.sigma,
      sigmaAfter: to.sigma,
      iouBefore: before.iou,
      iouAfter: to.iou,
    });
  }
  return [...proposals.values()].flatMap((proposal): LinkConflict[] => {
    const owner = owners.get(proposal.to.object.trackId);
    if (owner === undefined) return [proposal];
    const counter = proposals.get(owner.id);
    if (counter === undefined) {
      // The object has a 2D box already: this one is theirs only if that one is not.
      return fitOf(compareBox(proposal.to, owner, limits, undefined)).sigma > MISFIT ? [proposal] : [];
    }
    const isSwap = counter.to.object.trackId === proposal.box.trackId;
    return [isSwap ? { ...proposal, partner: owner } : proposal];
  });
}

interface LinkFit {
  readonly sigma: number;
  readonly iou: number;
}

const UNSEEN: LinkFit = { sigma: Infinity, iou: 0 };

function fitOf(comparison: Comparison): LinkFit {
  return { sigma: sigmaOf(comparison), iou: iouOf(comparison) };
}

function bestFit(
  box: Box2dJson,
  sights: readonly Sight[],
  own: Sight | undefined,
  limits: AgreementLimits,
): (LinkFit & { readonly sight: Sight }) | undefined {
  let best: (LinkFit & { readonly sight: Sight; readonly score: number }) | undefined;
  for (const sight of sights) {
    if (sight === own || intersectionOverUnion(sight.projected.amodal, box.rectangle) < LEAST_IOU / 2)
      continue;
    const fit = fitOf(compareBox(sight, box, limits, undefined));
    if (fit.sigma > FITS || fit.iou < LEAST_IOU) continue;
    // Of two that fit, the one of the box's own class; two that hide each other are told apart by little else.
    const score = fit.sigma + (sight.object.class === box.class ? 0 : 2);
    if (best === undefined || score < best.score) best = { ...fit, sight, score };
  }
  return best;
}

function sigmaOf({ whitening, errors }: Comparison): number {
  return Math.sqrt(sumOfSquares(whitening.whiten(errors)));
}

/** Of 2D box and projection as they are. */
export function iouOf({ box, rectangle, sight: { projected } }: Comparison): number {
  const seen = box.extent === 'amodal' ? projected.amodal : projected.clipped;
  return intersectionOverUnion(seen, rectangle);
}
