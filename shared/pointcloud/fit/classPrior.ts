import type { Vec3 } from '../../geometry/vec3.ts';

/** What a class looks like, as far as fitting is concerned. */
export interface ClassPrior {
  readonly name: string;
  /** Typical length, width, height, metres. */
  readonly size: Vec3;
}

/** How much lengths and widths of a class vary, as a share: of cars well known, of lorries from vans to trailers. */
export function spreadOf({ size: [length] }: ClassPrior): readonly [length: number, width: number] {
  return length > 6 ? [0.25, 0.12] : [0.12, 0.09];
}

/** No member of the class is larger. */
export function largestOf({ size: [length, width, height] }: ClassPrior): Vec3 {
  const share = length > 6 ? 1.7 : 1.4;
  return [length * share, Math.max(width * 1.4, width + 0.3), Math.max(height * 1.6, height + 0.5)];
}
