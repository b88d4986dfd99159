/** Columns of `.bin` files by how many there are: those of KITTI and of nuScenes. */
export const BIN_COLUMNS = [
  ['x', 'y', 'z', 'intensity'],
  ['x', 'y', 'z', 'intensity', 'ring'],
] as const;

/** Nothing in a `.bin` file says what its columns are: those that its length in bytes allows, the likeliest first. */
export function possibleBinColumns(bytes: number): (typeof BIN_COLUMNS)[number][] {
  return BIN_COLUMNS.filter(({ length }) => bytes % (4 * length) === 0);
}
