import type { PointCloud } from './cloud.ts';
import { cloudOrigin } from './pack.ts';
import { forEachPlace, spreadOrder } from './spreadOrder.ts';
import { assignTiles } from './tiles.ts';

/** Calls `visit` with the index of each point of a cloud and its place in the cloud's pack; see `packCloud`. */
export function forEachPacked(cloud: PointCloud, visit: (index: number, place: number) => void): void {
  const { order, starts } = assignTiles(cloud, cloudOrigin(cloud));
  for (let tile = 0; tile + 1 < starts.length; tile++) {
    const start = starts[tile]!;
    forEachPlace(spreadOrder(starts[tile + 1]! - start), (point, place) => {
      visit(order === undefined ? point : order[start + point]!, start + place);
    });
  }
}
