import { yawOf } from '#shared/geometry/quaternion.ts';
import { projectionsOf, type ProjectingCamera } from '#shared/labels/projectionsOf.ts';
import { roundRadians } from '#shared/labels/rounding.ts';
import type { ObjectJson } from '#shared/labels/sidecar.ts';
import { deepEqual } from '#shared/deepEqual.ts';
import type { CuboidRecord } from '../document/records.ts';
import { areOutdated } from './projections.ts';
import { cuboidRecordOf, splitExtra } from './sidecarRecords.ts';

export interface ObjectParts {
  readonly record: CuboidRecord;
  readonly className: string;
  /** The object as it was last read or written, and whether that was in a sidecar of ours. */
  readonly previous: ObjectJson | undefined;
  readonly isStored: boolean;
  readonly cameras: readonly ProjectingCamera[];
  /** Points inside; undefined when they could not be counted. */
  readonly points: number | undefined;
}

/** Must its points be counted before it is written? */
export function needsPoints({
  record,
  previous,
  isStored,
}: Omit<ObjectParts, 'points' | 'cameras' | 'className'>): boolean {
  return previous === undefined || hasMoved(record, previous) || (!isStored && previous.points === null);
}

/**
 * An object as it is written. What nobody has changed is written exactly as it was read; derived fields are computed
 * again only where the cuboid or the calibration that they follow from has changed, or for labels imported just now,
 * which had none.
 */
export function objectJsonOf(parts: ObjectParts): ObjectJson {
  const { record, className, previous, cameras } = parts;
  if (previous !== undefined && isUnchanged(parts, previous)) return previous;
  const moved = previous === undefined || hasMoved(record, previous);
  const derives = moved || !parts.isStored || areOutdated(previous.projections, cameras);
  const extra = splitExtra(record.extra);
  const { centre, size, rotation } = record.cuboid;
  return {
    ...extra.object,
    id: record.id,
    trackId: record.trackId,
    class: className,
    attributes: record.attributes,
    cuboid: moved
      ? {
          ...extra.cuboid,
          centre: [...centre],
          size: [...size],
          rotation: [...rotation],
          yaw: roundRadians(yawOf(rotation)),
        }
      : previous.cuboid,
    points: needsPoints(parts) ? (parts.points ?? null) : (previous?.points ?? null),
    provenance: record.provenance,
    status: record.status,
    projections: derives ? projectionsOf(record.cuboid, cameras) : previous.projections,
  };
}

function isUnchanged({ record, className, isStored, cameras }: ObjectParts, previous: ObjectJson): boolean {
  return (
    isStored &&
    previous.class === className &&
    !areOutdated(previous.projections, cameras) &&
    deepEqual(cuboidRecordOf(record.frameId, previous), record)
  );
}

/** Is its shape another than the one that was written? */
export function hasMoved(record: CuboidRecord, { cuboid }: ObjectJson): boolean {
  const { centre, size, rotation } = cuboid;
  return !deepEqual(record.cuboid, { centre, size, rotation });
}
