import type { RigidTransform } from '#shared/geometry/rigidTransform.ts';

/**
 * Sines differ in their last bits between JavaScript engines. Whatever is written, or casts rays, is first rounded to
 * far fewer digits than they differ in and to far more than anyone needs: the drive comes out the same everywhere.
 */
export function roundTo(value: number, decimals: number): number {
  const rounded = Number(value.toFixed(decimals));
  return rounded === 0 ? 0 : rounded;
}

function round(value: number): number {
  return roundTo(value, 9);
}

/** Rotation and translation to nine decimals. */
export function roundTransform({ rotation: r, translation: t }: RigidTransform): RigidTransform {
  return {
    rotation: [
      round(r[0]),
      round(r[1]),
      round(r[2]),
      round(r[3]),
      round(r[4]),
      round(r[5]),
      round(r[6]),
      round(r[7]),
      round(r[8]),
    ],
    translation: [round(t[0]), round(t[1]), round(t[2])],
  };
}
