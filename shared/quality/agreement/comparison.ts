import { imageRectangle } from '../../camera/cameraView.ts';
import { projectBounds } from '../../camera/cuboidBounds.ts';
import type { Cuboid } from '../../geometry/cuboid.ts';
import type { Rectangle } from '../../geometry/rectangle.ts';
import { addScaled, type Vec3 } from '../../geometry/vec3.ts';
import type { Box2dJson } from '../../labels/sidecar.ts';
import { occlusionOf } from '../../labels/visibility.ts';
import type { AgreementLimits } from './agreementParameters.ts';
import { clampRectangle, edgesOf, type Edges } from './edges.ts';
import { quickBounds } from './quickBounds.ts';
import type { Sight } from './sight.ts';
import { whitening, type Whitening } from './whitening.ts';

/** A 2D box beside what its camera sees of a cuboid. */
export interface Comparison {
  readonly sight: Sight;
  readonly box: Box2dJson;
  /** The box as it is compared: of one that bounds what is visible, what lies in the image. */
  readonly rectangle: Rectangle;
  readonly whitening: Whitening;
  /** Box less projection of a cuboid near the object's own, in pixels; undefined where the camera does not see it. */
  errorsOf(cuboid: Cuboid): Edges | undefined;
  /** The same of the cuboid as it is. */
  readonly errors: Edges;
}

/** What of an object a person may have left out of its 2D box when its occlusion says so; a part of its side. */
const HIDDEN_AT_MOST = { none: 0, partly: 0.5, largely: 0.85, unknown: 0 } as const;
/** Beyond the image an edge is guessed: by this part of the way. */
const GUESS = 0.3;

/**
 * Compares the 2D box with the rectangle round the cuboid's silhouette: within the image, or all of it where the box is
 * amodal. Edges that may be hidden can lie further in without being wrong.
 *
 * @param velocity of the object relative to the vehicle, label frame, metres per second
 */
export function compareBox(
  sight: Sight,
  box: Box2dJson,
  limits: AgreementLimits,
  velocity: Vec3 | undefined,
): Comparison {
  const { view } = sight;
  const isAmodal = box.extent === 'amodal';
  const image = imageRectangle(view.width, view.height);
  const rectangle = isAmodal ? box.rectangle : clampRectangle(box.rectangle, image);
  const edges = edgesOf(rectangle);
  const slack = isAmodal ? NONE : slackOf(sight, box);
  const { amodal, clipped } = sight.projected;
  const exact = edgesOf(isAmodal ? amodal : clipped);
  // What the bounds of the corners leave out of those of the edges, which a lens bends.
  const quick = quickBounds(sight.object.cuboid, view);
  const bend = quick === undefined ? undefined : minus(exact, quick);
  const errorsOf = (cuboid: Cuboid): Edges | undefined => {
    const corners = bend && quickBounds(cuboid, view);
    if (corners !== undefined) return errorsBeyond(edges, plus(corners, bend!), slack);
    const projected = projectBounds(cuboid, view);
    const seen = isAmodal ? projected?.amodal : projected?.clipped;
    return seen && errorsBeyond(edges, edgesOf(seen), slack);
  };
  const errors = errorsBeyond(edges, exact, slack);
  const shared = sharedErrors(sight, limits, velocity);
  const own = ownErrors(isAmodal ? amodal : clipped, image, limits);
  return { sight, box, rectangle, whitening: whitening(own, shared), errorsOf, errors };
}

function plus(a: Edges, b: Edges): Edges {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]];
}

function minus(a: Edges, b: Edges): Edges {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2], a[3] - b[3]];
}

const NONE: Edges = [0, 0, 0, 0];

/** Room to the inside: what nearer cuboids hide, and what somebody has said is hidden, by whatever. */
function slackOf({ slack, object, projected: { clipped } }: Sight, { attributes }: Box2dJson): Edges {
  const stated = occlusionOf(attributes ?? {}) ?? occlusionOf(object.attributes) ?? 'none';
  const share = HIDDEN_AT_MOST[stated];
  const across = share * (clipped.right - clipped.left);
  const down = share * (clipped.bottom - clipped.top);
  return [
    Math.max(slack[0], across),
    Math.max(slack[1], down),
    Math.max(slack[2], across),
    Math.max(slack[3], down),
  ];
}

/** What is left of box − projection when each edge may lie inwards by its slack; right and bottom go inwards with −. */
function errorsBeyond(box: Edges, seen: Edges, slack: Edges): Edges {
  return [
    beyond(box[0] - seen[0], 0, slack[0]),
    beyond(box[1] - seen[1], 0, slack[1]),
    beyond(box[2] - seen[2], -slack[2], 0),
    beyond(box[3] - seen[3], -slack[3], 0),
  ];
}

function beyond(error: number, least: number, most: number): number {
  return error < least ? error - least : error > most ? error - most : 0;
}

/** Of each edge by itself: the hand that drew it, the body that is no cuboid, and outside the image, a guess. */
function ownErrors(seen: Rectangle, image: Rectangle, limits: AgreementLimits): Edges {
  const { edgeSigmaPixels, edgeSigmaShare } = limits;
  const across = edgeSigmaShare * (seen.right - seen.left);
  const down = edgeSigmaShare * (seen.bottom - seen.top);
  const sigma = (share: number, outside: number): number =>
    Math.sqrt(edgeSigmaPixels ** 2 + share ** 2 + (GUESS * Math.max(0, outside)) ** 2);
  return [
    sigma(across, image.left - seen.left),
    sigma(down, image.top - seen.top),
    sigma(across, seen.right - image.right),
    sigma(down, seen.bottom - image.bottom),
  ];
}

/** Shifts that all edges share: the calibration's, and the way that the object goes between sweep and image. */
function sharedErrors(sight: Sight, limits: AgreementLimits, velocity: Vec3 | undefined): readonly Edges[] {
  const { calibrationSigmaPixels, calibrationSigmaRad } = limits;
  const { model } = sight.view;
  const { fx, fy } = model.intrinsics;
  const across = Math.hypot(calibrationSigmaPixels, calibrationSigmaRad * fx);
  const down = Math.hypot(calibrationSigmaPixels, calibrationSigmaRad * fy);
  const causes: Edges[] = [];
  if (across > 0 || down > 0) causes.push([across, 0, across, 0], [0, down, 0, down]);
  const seconds = sight.offsetSeconds ?? 0;
  if (velocity !== undefined && seconds !== 0) {
    const moved = motionInImage(sight, velocity);
    if (moved !== undefined) {
      causes.push([moved[0] * seconds, moved[1] * seconds, moved[2] * seconds, moved[3] * seconds]);
    }
  }
  return causes;
}

/** Seconds: short enough for a straight line in any image. */
const INSTANT = 0.01;

/** How fast the edges of the projection move; pixels per second. */
function motionInImage(
  { object: { cuboid }, view, projected }: Pick<Sight, 'object' | 'view' | 'projected'>,
  velocity: Vec3,
): Edges | undefined {
  const then = projectBounds({ ...cuboid, centre: addScaled(cuboid.centre, velocity, INSTANT) }, view);
  if (then?.clipped === undefined) return undefined;
  const [a, b] = [projected.clipped, then.clipped];
  return [
    (b.left - a.left) / INSTANT,
    (b.top - a.top) / INSTANT,
    (b.right - a.right) / INSTANT,
    (b.bottom - a.bottom) / INSTANT,
  ];
}
