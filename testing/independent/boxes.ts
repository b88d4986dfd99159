/**
 * Readers of other tools' formats, written from the formats' definitions: they share nothing with the readers and writers of
 * the program, not even its geometry, so that the two cannot be wrong in the same way.
 */

export type Numbers3 = readonly [number, number, number];
/** Three rows. */
export type Matrix = readonly [Numbers3, Numbers3, Numbers3];

/** A box in the frame of the labels. */
export interface IndependentBox {
  /** As the format names or numbers it. */
  readonly frame: string;
  readonly class: string;
  readonly centre: Numbers3;
  /** Along the box's own x (its front), y (its left), z (up). */
  readonly size: Numbers3;
  /** Label frame from box. */
  readonly rotation: Matrix;
}

export type IndependentReader = (files: Readonly<Record<string, string>>) => IndependentBox[];

export function times(a: Matrix, b: Matrix): Matrix {
  const row = (r: Numbers3): Numbers3 =>
    [0, 1, 2].map((c) => r[0] * b[0][c]! + r[1] * b[1][c]! + r[2] * b[2][c]!) as unknown as Numbers3;
  return [row(a[0]), row(a[1]), row(a[2])];
}

export function turned(m: Matrix, v: Numbers3): Numbers3 {
  return m.map((r) => r[0] * v[0] + r[1] * v[1] + r[2] * v[2]) as unknown as Numbers3;
}

export function transposed(m: Matrix): Matrix {
  return [0, 1, 2].map((c) => [m[0][c], m[1][c], m[2][c]]) as unknown as Matrix;
}

export function crossed(p: Numbers3, q: Numbers3): Numbers3 {
  return [p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]];
}

/** Of any matrix: calibrations are orthonormal to a few digits only. */
export function inverted([a, b, c]: Matrix): Matrix {
  const columns = [crossed(b, c), crossed(c, a), crossed(a, b)] as const;
  const determinant = a[0] * columns[0][0] + a[1] * columns[0][1] + a[2] * columns[0][2];
  return transposed(columns).map((row) => row.map((part) => part / determinant)) as unknown as Matrix;
}

export function plus(a: Numbers3, b: Numbers3): Numbers3 {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

export function minus(a: Numbers3, b: Numbers3): Numbers3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function aboutX(angle: number): Matrix {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [
    [1, 0, 0],
    [0, c, -s],
    [0, s, c],
  ];
}

export function aboutY(angle: number): Matrix {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [
    [c, 0, s],
    [0, 1, 0],
    [-s, 0, c],
  ];
}

export function aboutZ(angle: number): Matrix {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [
    [c, -s, 0],
    [s, c, 0],
    [0, 0, 1],
  ];
}

/** Of a unit quaternion, its real part last. */
export function ofQuaternion(x: number, y: number, z: number, w: number): Matrix {
  return [
    [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
    [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
    [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
  ];
}

/** The eight corners, in an order that depends on the signs along the box's axes alone. */
export function corners({
  centre,
  size,
  rotation,
}: Pick<IndependentBox, 'centre' | 'size' | 'rotation'>): Numbers3[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].map((i) => {
    const at = (axis: 0 | 1 | 2): number => (((i >> axis) & 1) - 0.5) * size[axis];
    return plus(centre, turned(rotation, [at(0), at(1), at(2)]));
  });
}

export function distance(a: Numbers3, b: Numbers3): number {
  return Math.hypot(...minus(a, b));
}

/** Of the box's front in the ground plane, counter-clockwise from +x. */
export function yaw({ rotation }: Pick<IndependentBox, 'rotation'>): number {
  return Math.atan2(rotation[1][0], rotation[0][0]);
}

/** Files whose path matches; the first group is what the frame is called. */
export function eachFile(
  files: Readonly<Record<string, string>>,
  path: RegExp,
): [name: string, text: string, path: string][] {
  return Object.entries(files).flatMap(([each, text]): [string, string, string][] => {
    const name = path.exec(each)?.[1];
    return name === undefined ? [] : [[name, text, each]];
  });
}
