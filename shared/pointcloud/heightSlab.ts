/** Heights above the local ground, metres, both included. */
export interface HeightSlab {
  readonly low: number;
  readonly high: number;
}
