import { transformCuboid } from '../../geometry/cuboid.ts';
import type { RigidTransform } from '../../geometry/rigidTransform.ts';
import { roundQuaternion } from '../../labels/rounding.ts';
import type { Attributes } from '../../labels/sidecar.ts';
import type { Problem } from '../../problems/problem.ts';
import type { ProblemReason } from '../../problems/reasons.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import type { JsonRow } from '../jsonRows.ts';
import type { ForeignBox2d, ForeignObject } from '../layout.ts';
import type { LabelNames } from './nuscenesLabelNames.ts';
import { tableQuaternion } from './nuscenesPoses.ts';
import { annotationRow, objectAnnRow, type AnnotationRow, type InstanceRow } from './nuscenesTables.ts';

export interface LabelContext {
  readonly names: LabelNames;
  readonly labelFromWorld: RigidTransform;
  /** Of the table, for messages. */
  readonly path: string;
}

/**
 * A row of `sample_annotation`: geometric centre and w x y z quaternion in the world, size as width, length, height.
 * Its object's token is the source id.
 *
 * @param index of the row in its frame
 */
export function readAnnotation(
  row: JsonRow,
  index: number,
  { names, labelFromWorld, path }: LabelContext,
): ForeignObject | Problem {
  const object = tokenOf(row, index);
  const parsed = annotationRow.safeParse(row);
  if (!parsed.success) return skipped(object, path, schemaFault(parsed.error, row));
  const { translation, size, rotation } = parsed.data;
  const instance = names.instances.get(parsed.data.instance_token);
  if (instance === undefined) return skipped(object, path, { where: 'instance_token', reason: 'missing' });
  const name = names.categories.get(instance.category_token);
  if (name === undefined) return skipped(object, path, { where: 'category_token', reason: 'missing' });
  const quaternion = tableQuaternion(rotation);
  if (quaternion === undefined) return skipped(object, path, { where: 'rotation', reason: 'notRotation' });
  const [width, length, height] = size;
  const worldCuboid = { centre: translation, size: [length, width, height], rotation: quaternion } as const;
  const cuboid = transformCuboid(labelFromWorld, worldCuboid);
  if (!cuboid.centre.every(Number.isFinite)) {
    return skipped(object, path, { where: 'translation', reason: 'notFinite' });
  }
  return {
    sourceId: instance.token,
    class: name,
    cuboid: { ...cuboid, rotation: roundQuaternion(cuboid.rotation) },
    attributes: attributesOf(parsed.data, instance, names),
  };
}

/** A row of T4's `object_ann`: a box on an image, of one of the objects in the frame or of none. */
export function readObjectAnn(
  row: JsonRow,
  camera: string,
  context: Pick<LabelContext, 'names' | 'path'> & { readonly objects: readonly ForeignObject[] },
): ForeignBox2d | Problem {
  const { names, objects, path } = context;
  const object = tokenOf(row, 0);
  const parsed = objectAnnRow.safeParse(row);
  if (!parsed.success) return skipped(object, path, schemaFault(parsed.error, row));
  const { bbox, instance_token: instance, category_token: category } = parsed.data;
  const name = names.categories.get(category);
  if (name === undefined) return skipped(object, path, { where: 'category_token', reason: 'missing' });
  const [left, top, right, bottom] = bbox;
  if (left > right || top > bottom)
    return skipped(object, path, { where: 'bbox', reason: 'sizeNotPositive' });
  const isKnown = instance !== undefined && objects.some(({ sourceId }) => sourceId === instance);
  return {
    camera,
    rectangle: { left, top, right, bottom },
    class: name,
    source: parsed.data.automatic_annotation === true ? 'model' : 'imported',
    ...(isKnown ? { sourceId: instance } : {}),
  };
}

/** Keys of a row that are said elsewhere: by the cuboid, the track, the frame, or the names of what they stand for. */
const SAID: ReadonlySet<string> = new Set([
  'sample_token',
  'instance_token',
  'attribute_tokens',
  'visibility_token',
  'translation',
  'size',
  'rotation',
  'prev',
  'next',
]);

/** What else the tables say of an object, so that nothing is lost on import. */
function attributesOf(row: AnnotationRow, instance: InstanceRow, names: LabelNames): Attributes {
  const attributes: Attributes = {};
  const say = (key: string, value: unknown): void => {
    if (value === undefined || value === null || value === '') return;
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    attributes[key] = isPlain ? value : JSON.stringify(value);
  };
  const tokens = row.attribute_tokens ?? [];
  say('attributes', tokens.map((token) => names.attributes.get(token) ?? token).join(', '));
  const visibility = row.visibility_token ?? '';
  say('visibility', names.visibilities.get(visibility) ?? visibility);
  say('instance_name', instance.instance_name);
  for (const [key, value] of Object.entries(row)) if (!SAID.has(key)) say(key, value);
  return attributes;
}

function tokenOf(row: JsonRow, index: number): string {
  return typeof row['token'] === 'string' && row['token'] !== '' ? row['token'] : `#${index}`;
}

function skipped(
  object: string,
  path: string,
  fault: { readonly where: string; readonly reason: ProblemReason; readonly expected?: number },
): Problem {
  return { code: 'labels.objectSkipped', severity: 'error', path, params: { object, ...fault } };
}
