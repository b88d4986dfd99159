import { finiteBounds } from '../bounds.ts';
import type { Coordinates, PointCloud } from '../cloud.ts';
import { packCloud, type CloudPack } from '../pack.ts';
import { thinPoints } from './thinPoints.ts';

/**
 * At most `most` points of a cloud, see {@link thinPoints}, packed as they are drawn: in the cloud's own label frame, to
 * be seen in those of other frames. In memory of its own, so that the cloud may be let go.
 */
export function thinCloud(cloud: PointCloud, most: number): CloudPack {
  if (cloud.count <= most) return packCloud(cloud);
  const { indices } = thinPoints(cloud, most);
  const part = (column: Coordinates): Coordinates => {
    const values =
      column instanceof Float64Array ? new Float64Array(indices.length) : new Float32Array(indices.length);
    for (let i = 0; i < indices.length; i++) values[i] = column[indices[i]!]!;
    return values;
  };
  const columns = { x: part(cloud.x), y: part(cloud.y), z: part(cloud.z) };
  const { bounds, count } = finiteBounds(columns);
  return packCloud({
    ...columns,
    intensity: cloud.intensity && Float32Array.from(indices, (i) => cloud.intensity![i]!),
    bounds,
    count,
  });
}
