import { ForeignObjects, nameInFile, plainAttributes } from '../../dataset/foreignObjects.ts';
import { transformCuboid, type Cuboid } from '../../geometry/cuboid.ts';
import { fromImageCorner } from '../../geometry/imageCorner.ts';
import { fromYaw } from '../../geometry/quaternion.ts';
import { boundsOfPoints } from '../../geometry/rectangle.ts';
import { invertTransform, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { roundQuaternion } from '../../labels/rounding.ts';
import type { Problem } from '../../problems/problem.ts';
import { schemaFault, type SchemaFault } from '../../problems/schemaFault.ts';
import { rectangleFault } from '../boxes2d/foreignBox.ts';
import type { FrameLabels, LabelBox2d, LabelObject } from '../common/labelSet.ts';
import { isSound } from '../common/numbers.ts';
import { annotationSchema, boxSchema, labelFrameSchema, type SegmentsAnnotation } from './segmentsSchema.ts';

export interface FrameAround {
  /** Of the file. */
  readonly path: string;
  readonly frame: string;
  /** Absent: cuboids stand in the frame of the cloud. */
  readonly worldFromLabel: RigidTransform | undefined;
  readonly categories: ReadonlyMap<number, string>;
}

/** A frame as the label of a camera has it. */
export interface ImageEntry {
  readonly camera: string;
  readonly entry: unknown;
}

/**
 * The cuboids and 2D boxes of a frame. One that cannot be read is named and left out.
 *
 * @param entry the frame as the label of the lidar has it
 * @param fault of the sample's frame: then all of its cuboids are left out
 */
export function frameLabels(
  entry: unknown,
  images: readonly ImageEntry[],
  { path, frame, worldFromLabel, categories }: FrameAround,
  fault: SchemaFault | undefined,
  problems: Problem[],
): FrameLabels {
  const found = new ForeignObjects(path, frame);
  const annotations = annotationsOf(entry, frame, found, fault);
  const keyframes = new Map<string, Pick<LabelObject, 'isKeyframe'>>();
  const labelFromWorld = worldFromLabel && invertTransform(worldFromLabel);
  for (const [index, each] of annotations.entries()) {
    const name = nameInFile(each, 'track_id', index);
    if (!isOfType(each, /^cuboid(?:-sync)?$/)) {
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
      class: classOf(category, categories),
      cuboid,
      attributes: plainAttributes(attributes ?? {}),
    });
    if (key !== undefined && typeof isKeyframe === 'boolean') keyframes.set(String(key), { isKeyframe });
  }
  const boxes2d = images.flatMap(({ camera, entry: labels }) =>
    annotationsOf(labels, frame, found, undefined).flatMap((each, index) =>
      boxOf(each, index, camera, categories, found),
    ),
  );
  const { objects, problems: faults } = found.finish();
  problems.push(...faults);
  return {
    objects: objects.map(({ sourceId, class: type, cuboid, attributes }) =>
      Object.assign({ track: sourceId, class: type, cuboid, attributes }, keyframes.get(sourceId)),
    ),
    boxes2d,
  };
}

function annotationsOf(
  entry: unknown,
  frame: string,
  found: ForeignObjects,
  fault: SchemaFault | undefined,
): readonly unknown[] {
  const label = labelFrameSchema.nullish().safeParse(entry);
  const wrong = fault ?? (label.error && schemaFault(label.error, entry));
  if (wrong !== undefined) found.skip(frame, wrong);
  return wrong === undefined ? (label.data?.annotations ?? []) : [];
}

/** What says no type is taken for one that is meant. */
function isOfType(entry: unknown, types: RegExp): boolean {
  const type: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'type') : '';
  return typeof type !== 'string' || type === '' || types.test(type);
}

function classOf(category: number, categories: FrameAround['categories']): string {
  return categories.get(category) ?? `category_${category}`;
}

/** Corners are counted from the image's own. */
function boxOf(
  entry: unknown,
  index: number,
  camera: string,
  categories: FrameAround['categories'],
  found: ForeignObjects,
): LabelBox2d[] {
  const name = nameInFile(entry, 'track_id', index);
  if (!isOfType(entry, /^bbox$/)) {
    found.skipKind(name);
    return [];
  }
  const { data, error } = boxSchema.safeParse(entry);
  if (error !== undefined) {
    found.skip(name, schemaFault(error, entry));
    return [];
  }
  const rectangle = fromImageCorner(boundsOfPoints(data.points)!);
  const reason = rectangleFault(rectangle);
  if (reason !== undefined) {
    found.skip(name, { where: 'points', reason });
    return [];
  }
  const track = data.track_id ?? data.id;
  const attributes = plainAttributes(data.attributes ?? {});
  return [
    {
      camera,
      rectangle,
      class: classOf(data.category_id, categories),
      source: 'imported',
      ...(track === undefined ? {} : { track: String(track) }),
      ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    },
  ];
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
