import type { OracleCamera } from './reference.ts';

type Point = readonly [number, number, number];
type Pixel = readonly [number, number];

/** A lens as published formulas have it, written out here apart from the app's code. */
export interface Lens {
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
  /** Distorts what a point is seen at in front of the camera, x/z and y/z. */
  distort(x: number, y: number): Pixel;
}

/** OpenCV's radial and tangential distortion, k1 k2 p1 p2; nothing without coefficients. */
export function brownConrady({ K, D }: Pick<OracleCamera, 'K' | 'D'>): Lens {
  const [k1 = 0, k2 = 0, p1 = 0, p2 = 0] = D;
  const [[fx, , cx], [, fy, cy]] = K as unknown as [[number, number, number], [number, number, number]];
  return {
    fx,
    fy,
    cx,
    cy,
    distort(x, y) {
      const s = x * x + y * y;
      const radial = 1 + k1 * s + k2 * s * s;
      return [
        x * radial + 2 * p1 * x * y + p2 * (s + 2 * x * x),
        y * radial + p1 * (s + 2 * y * y) + 2 * p2 * x * y,
      ];
    },
  };
}

/** OpenCV's fisheye, k1 … k4. */
export function fisheye(focal: Omit<Lens, 'distort'>, k: readonly number[]): Lens {
  return {
    ...focal,
    distort(x, y) {
      const r = Math.hypot(x, y);
      const angle = Math.atan(r);
      const factor = (angle / r) * k.reduce((sum, ki, i) => sum + ki * angle ** (2 * i + 2), 1);
      return [x * factor, y * factor];
    },
  };
}

/** Of a point in front of the camera; `rows` are those of cameraFromLidar. */
export function seenThrough(lens: Lens, rows: readonly (readonly number[])[], point: Point): Pixel {
  const [x, y, z] = rows.map((r) => r[0]! * point[0] + r[1]! * point[1] + r[2]! * point[2] + r[3]!) as [
    number,
    number,
    number,
  ];
  const [a, b] = lens.distort(x / z, y / z);
  return [lens.fx * a + lens.cx, lens.fy * b + lens.cy];
}

/** The first rows of T in p_camera = T · p_lidar, from both sensors' places in the vehicle, given as 16 numbers row by row. */
export function cameraFromLidar(
  egoFromCamera: readonly number[],
  egoFromLidar: readonly number[],
): number[][] {
  return [0, 1, 2].map((axis) =>
    [0, 1, 2, 3].map((column) =>
      [0, 4, 8].reduce((sum, row) => {
        const shift = column === 3 ? egoFromCamera[row + 3]! : 0;
        return sum + egoFromCamera[row + axis]! * (egoFromLidar[row + column]! - shift);
      }, 0),
    ),
  );
}
