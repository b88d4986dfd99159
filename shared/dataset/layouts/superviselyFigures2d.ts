import { z } from 'zod';
import { fromImageCorner } from '../../geometry/imageCorner.ts';
import { boundsOfPoints } from '../../geometry/rectangle.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import { nameInFile, type ForeignObjects } from '../foreignObjects.ts';
import type { SuperviselyObjects } from './superviselyFigures.ts';

const point = z.tuple([z.number(), z.number()]);
const id = z.union([z.string(), z.number()]).transform(String).nullish();

const rectangleSchema = z.looseObject({
  geometryType: z.literal('rectangle'),
  objectKey: id,
  objectId: id,
  /** Two opposite corners, x y. */
  geometry: z.looseObject({ points: z.looseObject({ exterior: z.tuple([point, point]) }) }),
});

/**
 * The figures drawn on one image: `<image>.figures.json`, a list. Rectangles, which Supervisely's server counts from the
 * image's corner, become boxes; masks and others are named.
 */
export function addSuperviselyFigures2d(
  figures: readonly unknown[],
  camera: string,
  objects: SuperviselyObjects,
  found: ForeignObjects,
): void {
  for (const [index, entry] of figures.entries()) {
    const name = nameInFile(entry, 'id', index);
    const type: unknown =
      typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'geometryType') : '';
    if (type !== 'rectangle') {
      found.skipKind(name);
      continue;
    }
    const parsed = rectangleSchema.safeParse(entry);
    if (!parsed.success) {
      found.skip(name, schemaFault(parsed.error, entry));
      continue;
    }
    const { objectKey, objectId, geometry } = parsed.data;
    const object = objects.of(objectKey || objectId);
    const bounds = boundsOfPoints(geometry.points.exterior);
    if (object === undefined || bounds === undefined) {
      found.skip(name, { where: 'objectKey', reason: 'wrongValue' });
      continue;
    }
    const sourceId = object.key || object.id;
    found.addBox2d({
      camera,
      rectangle: fromImageCorner(bounds),
      class: object.classTitle,
      ...(sourceId ? { sourceId } : {}),
      source: 'imported',
    });
  }
}
