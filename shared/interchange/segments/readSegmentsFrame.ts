import { ForeignObjects, nameInFile, plainAttributes } from '../../dataset/foreignObjects.ts';
import { transformCuboid, type Cuboid } from '../../geometry/cuboid.ts';
import { fromYaw } from '../../geometry/quaternion.ts';
import { invertTransform, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { roundQuaternion } from '../../labels/rounding.ts';
import type { Problem } from '../../problems/problem.ts';
import { schemaFault, type SchemaFault } from '../../problems/schemaFault.ts';
import type { FrameLabels, LabelObject } from '../common/labelSet.ts';
import { isSound } from '../common/numbers.ts';
import { annotationSchema, labelFrameSchema, type SegmentsAnnotation } from './segmentsSchema.ts';

export interface FrameAround {
  /** Of the file. */
  readonly path: string;
  readonly frame: string;
  /** Absent: cuboids stand in the frame of the cloud. */
  readonly worldFromLabel: RigidTransform | undefined;
  readonly categories: ReadonlyMap<number, string>;
}

/**
 * The cuboids of a frame. One that cannot be read is named and left out.
 *
 * @param entry the frame as the label has it
 * @param fault of the sample's frame: then all of its cuboids are left out
 */
export function frameLabels(
  entry: unknown,
  { path, frame, worldFromLabel, categories }: FrameAround,
  fault: SchemaFault | undefined,
  problems: Problem[],
): FrameLabels {
  const found = new ForeignObjects(path, frame);
  const label = labelFrameSchema.nullish().safeParse(entry);
  const wrong = fault ?? (label.error && schemaFault(label.error, entry));
  if (wrong !== undefined) found.skip(frame, wrong);
  const annotations = wrong === undefined ? (label.data?.annotations ?? []) : [];
  const keyframes = new Map<string, Pick<LabelObject, 'isKeyframe'>>();
  const labelFromWorld = worldFromLabel && invertTransform(worldFromLabel);
  for (const [index, each] of annotations.entries()) {
    const name = nameInFile(each, 'track_id', index);
    const type: unknown = typeof each === 'object' && each !== null ? Reflect.get(each, 'type') : '';
    if (typeof type === 'string' && type !== '' && !/^cuboid(?:-sync)?$/.test(type)) {
      found.skipKind(name);
      continue;
    }
    const parsed = annotationSchema.safeParse(each);
    if (!parsed.success) {
      found.skip(name, schemaFault(parsed.error, each));
      continue;
    }
    const cuboid = cuboidOf(parsed.data, labelFromWorld);
    if ('reason' in cuboid) {
      found.skip(name, cuboid);
      continue;
    }
    const { track_id: track, id, category_id: category, is_keyframe: isKeyframe, attributes } = parsed.data;
    const key = track ?? id;
    found.add(key === undefined ? undefined : String(key), index, {
      class: categories.get(category) ?? `category_${category}`,
      cuboid,
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
function cuboidOf(
  { position: p, dimensions: d, yaw, rotation: r }: SegmentsAnnotation,
  labelFromWorld: RigidTransform | undefined,
): Cuboid | SchemaFault {
  if (!r && typeof yaw !== 'number') return { where: 'yaw', reason: 'missing' };
  const cuboid: Cuboid = {
    centre: [p.x, p.y, p.z],
    size: [d.x, d.y, d.z],
    rotation: r ? [r.qx, r.qy, r.qz, r.qw] : roundQuaternion(fromYaw(yaw ?? 0)),
  };
  if (labelFromWorld === undefined) return cuboid;
  const placed = transformCuboid(labelFromWorld, cuboid);
  if (!isSound(placed)) return { where: 'position', reason: 'notFinite' };
  return { ...placed, rotation: roundQuaternion(placed.rotation) };
}
