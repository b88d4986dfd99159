import { IDENTITY_TRANSFORM, transformPoint, type RigidTransform } from '#shared/geometry/rigidTransform.ts';
import type { CloudColumns } from '#shared/pointcloud/cloud.ts';
import type { DecodedCloud } from '#shared/pointcloud/files/cloudFile.ts';
import {
  COORDINATE_FIELDS,
  coordinatesOf,
  numbersOf,
  scalarColumn,
} from '#shared/pointcloud/files/coordinates.ts';

/** Names under which files keep how strongly a point reflects, best first. */
const SCALAR_NAMES = [
  'intensity',
  'Intensity',
  // As CloudCompare names it in PLY files.
  'scalar_intensity',
  'scalar_Intensity',
  'i',
  'reflectivity',
  'reflectance',
  'remission',
] as const;

/** The only columns worth decoding. */
export const WANTED_FIELDS: readonly string[] = [...COORDINATE_FIELDS, ...SCALAR_NAMES];

export interface Sweep {
  readonly columns: CloudColumns;
  readonly labelFromLidar: RigidTransform;
}

/** Coordinates and scalar of a decoded file; undefined when x, y or z is missing. */
export function columnsOf(decoded: DecodedCloud): CloudColumns | undefined {
  const coordinates = coordinatesOf(decoded);
  const scalar = SCALAR_NAMES.map((name) => scalarColumn(decoded, name)).find(
    (values) => values !== undefined,
  );
  return coordinates && { ...coordinates, intensity: scalar && numbersOf(scalar) };
}

export interface JoinedSweeps {
  readonly columns: CloudColumns;
  /** Undefined where the columns already are in the label frame. */
  readonly labelFromLidar: RigidTransform | undefined;
}

/** All sweeps in one. A single sweep that already is in the label frame is kept bit for bit. */
export function joinSweeps(sweeps: readonly Sweep[]): JoinedSweeps {
  const [first, ...others] = sweeps;
  if (first === undefined || others.length > 0)
    return { columns: concatenate(sweeps), labelFromLidar: undefined };
  const { columns, labelFromLidar } = first;
  return { columns, labelFromLidar: isIdentity(labelFromLidar) ? undefined : labelFromLidar };
}

function concatenate(sweeps: readonly Sweep[]): CloudColumns {
  const total = sweeps.reduce((sum, { columns }) => sum + columns.x.length, 0);
  const joined = { x: new Float64Array(total), y: new Float64Array(total), z: new Float64Array(total) };
  const intensity = new Float32Array(total);
  let at = 0;
  for (const { columns, labelFromLidar } of sweeps) {
    for (let i = 0; i < columns.x.length; i++, at++) {
      [joined.x[at], joined.y[at], joined.z[at]] = transformPoint(labelFromLidar, [
        columns.x[i]!,
        columns.y[i]!,
        columns.z[i]!,
      ]);
      intensity[at] = columns.intensity?.[i] ?? Number.NaN;
    }
  }
  return sweeps.some(({ columns }) => columns.intensity !== undefined) ? { ...joined, intensity } : joined;
}

function isIdentity({ rotation, translation }: RigidTransform): boolean {
  return (
    rotation.every((value, i) => value === IDENTITY_TRANSFORM.rotation[i]) &&
    translation.every((value) => value === 0)
  );
}
