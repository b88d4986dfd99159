import type { Sequence } from '#shared/dataset/dataset.ts';
import { worldFromLabel } from '#shared/dataset/worldFromLabel.ts';
import { cuboidYaw, transformCuboid, type Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { composeTransforms, invertTransform, type RigidTransform } from '#shared/geometry/rigidTransform.ts';
import { distance } from '#shared/geometry/vec3.ts';
import type { FittedBox } from '#shared/pointcloud/fit/fitAt.ts';
import { headingByNeighbours } from '#shared/pointcloud/fit/headingByNeighbours.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { FrameId } from '../document/records.ts';
import { turn } from './rotateDrag.ts';

/** Frames before and after that are looked at, and how far an object may have gone in each (metres). */
const STEPS = [-1, 1, -2, 2];
const FARTHEST_PER_FRAME = 4;
/** What differs more in length (a share) is another object. */
const ALIKE = 0.25;
/** Less may only have been labelled a little elsewhere (metres). */
const LEAST_MOTION = 0.5;

/** Where labels of other frames are, and what is known of the vehicle there. */
export interface HeadingContext {
  readonly document: LabelDocument;
  readonly sequence: Sequence;
  readonly frameId: FrameId;
}

/**
 * Where the points do not tell which end is the front: the one towards which the object moves, or that it has, as it is
 * labelled in a frame before or after; else the one that vehicles labelled in its lane have, the ego vehicle among them
 * as far as it is known how it stands in the label frame.
 */
export function headedLikeNeighbours(
  context: HeadingContext,
  { cuboid, heading }: Pick<FittedBox, 'cuboid' | 'heading'>,
): Cuboid {
  if (heading.by !== 'view') return cuboid;
  const yawRad = headingInTime(context, cuboid) ?? headingByNeighbours(cuboid, neighboursOf(context));
  const isOtherWay = yawRad !== undefined && Math.cos(yawRad - cuboidYaw(cuboid)) < 0;
  return isOtherWay ? turn(cuboid, Math.PI) : cuboid;
}

function neighboursOf({ document, sequence: { egoFromLabel }, frameId }: HeadingContext): readonly Cuboid[] {
  const labelled = document.cuboidsIn(frameId).map((record) => record.cuboid);
  return egoFromLabel === undefined ? labelled : [...labelled, egoCuboid(egoFromLabel)];
}

/** By the nearest like object of the nearest loaded frame that has one; label frame, radians. */
function headingInTime(context: HeadingContext, cuboid: Cuboid): number | undefined {
  const { document, sequence, frameId } = context;
  const index = sequence.frames.findIndex(({ id }) => id === frameId);
  const now = sequence.frames[index];
  const tracksHere = new Set(document.cuboidsIn(frameId).map(({ trackId }) => trackId));
  for (const step of STEPS) {
    const other = sequence.frames[index + step];
    if (now === undefined || other === undefined) continue;
    const fromOther = nowFromOther(sequence, now, other);
    const [near] = document
      .cuboidsIn(other.id as FrameId)
      // What is labelled in this frame, too, is another object.
      .filter(({ trackId }) => !tracksHere.has(trackId))
      .map((record) => (fromOther === undefined ? record.cuboid : transformCuboid(fromOther, record.cuboid)))
      .filter(({ size }) => Math.abs(size[0] / cuboid.size[0] - 1) <= ALIKE)
      .toSorted((a, b) => distance(a.centre, cuboid.centre) - distance(b.centre, cuboid.centre));
    const reach = FARTHEST_PER_FRAME * Math.abs(step);
    if (near === undefined || distance(near.centre, cuboid.centre) > reach) continue;
    return motionYaw(near, cuboid, -Math.sign(step), fromOther !== undefined) ?? cuboidYaw(near);
  }
  return undefined;
}

/** Seen from a vehicle whose own motion is unknown, what is parked moves, too. */
function motionYaw(other: Cuboid, now: Cuboid, sign: number, isKnown: boolean): number | undefined {
  const [dx, dy] = [now.centre[0] - other.centre[0], now.centre[1] - other.centre[1]];
  return isKnown && Math.hypot(dx, dy) >= LEAST_MOTION ? Math.atan2(sign * dy, sign * dx) : undefined;
}

function nowFromOther(
  sequence: Sequence,
  now: Sequence['frames'][number],
  other: Sequence['frames'][number],
): RigidTransform | undefined {
  const [here, there] = [worldFromLabel(sequence, now), worldFromLabel(sequence, other)];
  return here && there && composeTransforms(invertTransform(here), there);
}

/** The ego vehicle as a neighbour: where it stands and heads, of any car's size. */
function egoCuboid(egoFromLabel: RigidTransform): Cuboid {
  const { rotation, translation } = invertTransform(egoFromLabel);
  return {
    centre: translation,
    size: [4.5, 1.8, 1.5],
    rotation: fromYaw(Math.atan2(rotation[3], rotation[0])),
  };
}
