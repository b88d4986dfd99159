/** Borders of the bands, metres: near, middle, far, beyond. */
export const RANGE_BORDERS = [15, 30, 50] as const;

/** 0 for the nearest, {@link RANGE_BORDERS}.length for the farthest; what is not a number is the farthest. */
export function rangeBandOf(rangeMetres: number): number {
  const band = RANGE_BORDERS.findIndex((border) => rangeMetres < border);
  return band === -1 ? RANGE_BORDERS.length : band;
}

/** `0–15 m`, …, `50+ m`: the same in every language. */
export function rangeBandName(band: number): string {
  const [from, to] = [RANGE_BORDERS[band - 1] ?? 0, RANGE_BORDERS[band]];
  return to === undefined ? `${from}+ m` : `${from}–${to} m`;
}
