import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { invertTransform, type RigidTransform } from '#shared/geometry/rigidTransform.ts';
import type { FittedBox } from '#shared/pointcloud/fit/fitAt.ts';
import { headingByNeighbours } from '#shared/pointcloud/fit/headingByNeighbours.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { FrameId } from '../document/records.ts';
import { turn } from './rotateDrag.ts';

/**
 * Where the points do not tell which end is the front, the one that vehicles labelled in its lane have, the ego vehicle
 * among them as far as it is known how it stands in the label frame.
 */
export function headedLikeNeighbours(
  document: LabelDocument,
  frameId: FrameId,
  egoFromLabel: RigidTransform | undefined,
  { cuboid, heading }: Pick<FittedBox, 'cuboid' | 'heading'>,
): Cuboid {
  if (heading.by !== 'view') return cuboid;
  const labelled = document.cuboidsIn(frameId).map((record) => record.cuboid);
  const neighbours = egoFromLabel === undefined ? labelled : [...labelled, egoCuboid(egoFromLabel)];
  const yawRad = headingByNeighbours(cuboid, neighbours);
  const isOtherWay = yawRad !== undefined && Math.cos(yawRad - cuboidYaw(cuboid)) < 0;
  return isOtherWay ? turn(cuboid, Math.PI) : cuboid;
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
