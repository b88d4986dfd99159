import type { Vec3 } from '../geometry/vec3.ts';
import type { PointCloud } from './cloud.ts';

type TiledCloud = Pick<PointCloud, 'count' | 'x' | 'y' | 'z' | 'bounds'>;

const TILE_METRES = 250;

/** Each tile costs a draw call, so scattered garbage coordinates get larger tiles rather than thousands. */
const MOST_TILES = 1024;

/** Ten bits for each of three tile indices: a key that engines keep as a small integer. 128 km and all beyond it. */
const INDICES = 1024;

export interface TileAssignment {
  /** Point indices tile by tile; undefined for one tile, where the order is the cloud's own. */
  readonly order: Uint32Array | undefined;
  /** Where each tile begins, and at the end the count. */
  readonly starts: readonly number[];
}

/**
 * Cuts a cloud into cubes of 250 m, one of them centred on `centre`, where it is larger than that; only cubes that
 * hold points become tiles.
 */
export function assignTiles(cloud: TiledCloud, centre: Vec3): TileAssignment {
  const { min, max } = cloud.bounds;
  if (cloud.count === 0) return { order: undefined, starts: [0] };
  const extent = Math.max(max[0] - min[0], max[1] - min[1], max[2] - min[2]);
  if (extent <= TILE_METRES) return { order: undefined, starts: [0, cloud.count] };
  const tileOfPoint = new Uint32Array(cloud.count);
  for (let metres = TILE_METRES; ; metres *= 2) {
    const tileCount = numberTiles(cloud, centre, metres, tileOfPoint);
    if (tileCount !== undefined) return sortByTile(tileOfPoint, tileCount);
  }
}

/** Writes the tile of every point and returns how many there are; undefined when they are too many. */
function numberTiles(
  { count, x, y, z }: TiledCloud,
  centre: Vec3,
  metres: number,
  tileOfPoint: Uint32Array,
): number | undefined {
  const numbers = new Map<number, number>();
  const index = (value: number, middle: number): number => {
    const tile = Math.floor((value - middle) / metres + 0.5) + INDICES / 2;
    return Math.min(INDICES - 1, Math.max(0, tile));
  };
  for (let i = 0; i < count; i++) {
    const key = (index(x[i]!, centre[0]) << 20) | (index(y[i]!, centre[1]) << 10) | index(z[i]!, centre[2]);
    let tile = numbers.get(key);
    if (tile === undefined) {
      if (numbers.size === MOST_TILES) return undefined;
      tile = numbers.size;
      numbers.set(key, tile);
    }
    tileOfPoint[i] = tile;
  }
  return numbers.size;
}

/** Counting sort: stable, so that points of a cell stay together. */
function sortByTile(tileOfPoint: Uint32Array, tileCount: number): TileAssignment {
  const next = new Uint32Array(tileCount + 1);
  for (const tile of tileOfPoint) next[tile + 1]!++;
  for (let tile = 0; tile < tileCount; tile++) next[tile + 1]! += next[tile]!;
  const starts = [...next];
  const order = new Uint32Array(tileOfPoint.length);
  for (let i = 0; i < tileOfPoint.length; i++) order[next[tileOfPoint[i]!]!++] = i;
  return { order, starts };
}
