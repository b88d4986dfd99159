import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import type { FittedBox } from '#shared/pointcloud/fit/fitAt.ts';
import { headingByNeighbours } from '#shared/pointcloud/fit/headingByNeighbours.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { FrameId } from '../document/records.ts';
import { turn } from './rotateDrag.ts';

/** Where the points do not tell which end is the front, the one that vehicles labelled in its lane have. */
export function headedLikeNeighbours(
  document: LabelDocument,
  frameId: FrameId,
  { cuboid, heading }: Pick<FittedBox, 'cuboid' | 'heading'>,
): Cuboid {
  if (heading.by !== 'view') return cuboid;
  const neighbours = document.cuboidsIn(frameId).map((record) => record.cuboid);
  const yawRad = headingByNeighbours(cuboid, neighbours);
  const isOtherWay = yawRad !== undefined && Math.cos(yawRad - cuboidYaw(cuboid)) < 0;
  return isOtherWay ? turn(cuboid, Math.PI) : cuboid;
}
