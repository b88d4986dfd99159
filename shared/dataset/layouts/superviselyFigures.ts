import { z } from 'zod';
import type { Cuboid } from '../../geometry/cuboid.ts';
import { fromEulerXyz, multiply, type Quaternion } from '../../geometry/quaternion.ts';
import { roundQuaternion } from '../../labels/rounding.ts';
import type { Attributes } from '../../labels/sidecar.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import { nameInFile, plainAttributes, type ForeignObjects } from '../foreignObjects.ts';

const xyz = z.looseObject({ x: z.number(), y: z.number(), z: z.number() });
const extent = z.looseObject({
  x: z.number().positive(),
  y: z.number().positive(),
  z: z.number().positive(),
});
const id = z.union([z.string(), z.number()]).transform(String).nullish();

const tagSchema = z.looseObject({
  name: z.string(),
  value: z.unknown().optional(),
  /** In episodes: first and last frame that it holds for. */
  frameRange: z.tuple([z.number(), z.number()]).nullish(),
});
type Tag = z.infer<typeof tagSchema>;

const objectSchema = z.looseObject({
  key: id,
  id,
  classTitle: z.string().min(1),
  tags: z.array(z.unknown()).nullish(),
});
export type SuperviselyObject = z.infer<typeof objectSchema>;

const figureSchema = z.looseObject({
  objectKey: id,
  objectId: id,
  geometry: z.looseObject({ position: xyz, rotation: xyz, dimensions: extent }),
});

/** A quarter turn about z: our +x, the front, is Supervisely's +y. */
const QUARTER: Quaternion = [0, 0, Math.SQRT1_2, Math.SQRT1_2];

/** The objects of a label file; one that is broken is not there, its figures name it. */
export class SuperviselyObjects {
  readonly #byName = new Map<string, SuperviselyObject>();

  constructor(entries: readonly unknown[]) {
    for (const entry of entries) {
      const { data } = objectSchema.safeParse(entry);
      for (const name of [data?.id, data?.key]) if (name) this.#byName.set(plainKey(name), data!);
    }
  }

  /** By key or id, as a figure names it. */
  of(name: string | null | undefined): SuperviselyObject | undefined {
    return name ? this.#byName.get(plainKey(name)) : undefined;
  }
}

/** Keys are UUIDs, in the files beside images with hyphens, in the others without. */
function plainKey(name: string): string {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name) ? name.replaceAll('-', '') : name;
}

/**
 * The figures of one frame. A `cuboid_3d` has its geometric centre, Euler angles with R = Rx · Ry · Rz, and dimensions
 * x = width, y = length, z = height: with no rotation its front looks along +y.
 *
 * @param frameNumber of an episode, for tags that hold for some frames only
 */
export function addSuperviselyFigures(
  figures: readonly unknown[],
  objects: SuperviselyObjects,
  found: ForeignObjects,
  frameNumber?: number,
): void {
  for (const [index, entry] of figures.entries()) {
    const name = nameInFile(entry, 'key', index);
    const type: unknown =
      typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'geometryType') : '';
    if (typeof type === 'string' && type !== '' && type !== 'cuboid_3d') {
      found.skipKind(name);
      continue;
    }
    const parsed = figureSchema.safeParse(entry);
    if (!parsed.success) {
      found.skip(name, schemaFault(parsed.error, entry));
      continue;
    }
    const { objectKey, objectId, geometry, geometryType: _type, ...others } = parsed.data;
    const reference = objectKey || objectId;
    const object = objects.of(reference);
    if (object === undefined) {
      found.skip(name, { where: 'objectKey', reason: reference ? 'wrongValue' : 'missing' });
      continue;
    }
    const { position: p, rotation: r, dimensions: d } = geometry;
    const cuboid: Cuboid = {
      centre: [p.x, p.y, p.z],
      size: [d.y, d.x, d.z],
      rotation: roundQuaternion(multiply(fromEulerXyz(r.x, r.y, r.z), QUARTER)),
    };
    const { tags, ...figure } = others;
    const attributes = {
      ...plainAttributes(figure),
      ...tagAttributes(object.tags, frameNumber),
      ...tagAttributes(tags, frameNumber),
    };
    found.add(object.key || object.id || undefined, index, { class: object.classTitle, cuboid, attributes });
  }
}

/** Tags without a value are there or not; of one name there can be several. */
function tagAttributes(tags: unknown, frameNumber: number | undefined): Attributes {
  const values = new Map<string, unknown[]>();
  for (const entry of Array.isArray(tags) ? tags : []) {
    const parsed = tagSchema.safeParse(entry);
    if (!parsed.success || !holdsIn(parsed.data, frameNumber)) continue;
    const { name, value } = parsed.data;
    values.set(name, [...(values.get(name) ?? []), value ?? true]);
  }
  return plainAttributes(
    Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? all[0] : all])),
  );
}

function holdsIn({ frameRange }: Tag, frameNumber: number | undefined): boolean {
  if (!frameRange || frameNumber === undefined) return true;
  return frameNumber >= frameRange[0] && frameNumber <= frameRange[1];
}
