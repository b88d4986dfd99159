import { ForeignObjects, nameInFile, plainAttributes } from '../../dataset/foreignObjects.ts';
import { transformCuboid, type Cuboid } from '../../geometry/cuboid.ts';
import { fromYaw, type Quaternion } from '../../geometry/quaternion.ts';
import { invertTransform, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { roundQuaternion } from '../../labels/rounding.ts';
import type { Problem } from '../../problems/problem.ts';
import { schemaFault, type SchemaFault } from '../../problems/schemaFault.ts';
import type { FrameLabels, LabelObject } from '../common/labelSet.ts';
import { annotationSchema, type SegmentsAnnotation } from './segmentsSchema.ts';

export interface FrameAround {
  /** Of the file. */
  readonly path: string;
  readonly frame: string;
  /** Absent: cuboids stand in the frame of the cloud. */
  readonly worldFromLabel: RigidTransform | undefined;
  readonly categories: ReadonlyMap<number, string>;
}

/** The cuboids of a frame. One that cannot be read is named and left out. */
export function frameLabels(
  annotations: readonly unknown[],
  { path, frame, worldFromLabel, categories }: FrameAround,
  problems: Problem[],
): FrameLabels {
  const found = new ForeignObjects(path, frame);
  const keyframes = new Map<string, Pick<LabelObject, 'isKeyframe'>>();
  const labelFromWorld = worldFromLabel && invertTransform(worldFromLabel);
  for (const [index, entry] of annotations.entries()) {
    const name = nameInFile(entry, 'track_id', index);
    const type: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'type') : '';
    if (typeof type === 'string' && type !== '' && !/^cuboid(?:-sync)?$/.test(type)) {
      found.skipKind(name);
      continue;
    }
    const parsed = annotationSchema.safeParse(entry);
    const cuboid = parsed.success ? cuboidOf(parsed.data) : schemaFault(parsed.error, entry);
    if (!parsed.success || 'reason' in cuboid) {
      found.skip(name, cuboid as SchemaFault);
      continue;
    }
    const { track_id: track, id, category_id: category, is_keyframe: isKeyframe, attributes } = parsed.data;
    const key = track ?? id;
    const placed = labelFromWorld === undefined ? cuboid : transformCuboid(labelFromWorld, cuboid);
    found.add(key === undefined ? undefined : String(key), index, {
      class: categories.get(category) ?? `category_${category}`,
      cuboid: { ...placed, rotation: labelFromWorld ? roundQuaternion(placed.rotation) : placed.rotation },
      attributes: plainAttributes(attributes ?? {}),
    });
    if (key !== undefined && typeof isKeyframe === 'boolean') keyframes.set(String(key), { isKeyframe });
  }
  const { objects, problems: faults } = found.finish();
  problems.push(...faults);
  return {
    objects: objects.map(({ sourceId, class: type, cuboid, attributes }) =>
      Object.assign({ track: sourceId, class: type, cuboid, attributes }, keyframes.get(sourceId)),
    ),
    boxes2d: [],
  };
}

/** The quaternion holds where there is one. */
function cuboidOf({
  position: p,
  dimensions: d,
  yaw,
  rotation: r,
}: SegmentsAnnotation): Cuboid | SchemaFault {
  const turn: Quaternion | undefined = r ? [r.qx, r.qy, r.qz, r.qw] : undefined;
  if (turn?.every((part) => part === 0)) return { where: 'rotation', reason: 'wrongValue' };
  if (turn === undefined && typeof yaw !== 'number') return { where: 'yaw', reason: 'missing' };
  return {
    centre: [p.x, p.y, p.z],
    size: [d.x, d.y, d.z],
    rotation: turn ?? roundQuaternion(fromYaw(yaw ?? 0)),
  };
}
