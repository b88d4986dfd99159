import { z } from 'zod';
import { fromEulerXyz } from '../../geometry/quaternion.ts';
import { boundsOfPoints } from '../../geometry/rectangle.ts';
import { roundQuaternion } from '../../labels/rounding.ts';
import type { Attributes } from '../../labels/sidecar.ts';
import { parseJson } from '../../problems/parseJson.ts';
import { ProblemError } from '../../problems/problem.ts';
import { schemaFault, type SchemaFault } from '../../problems/schemaFault.ts';
import { ForeignObjects, nameInFile, plainAttributes } from '../foreignObjects.ts';
import type { ForeignFrameLabels, ForeignLabels } from '../layout.ts';
import { readIfThere } from '../readIfThere.ts';
import { xtreme1CameraId } from './xtreme1Cameras.ts';
import { xtreme1LabelPath } from './xtreme1Files.ts';

const CUBOIDS = new Set(['3D_BOX', '3D']);
const RECTANGLES = new Set(['2D_RECT', 'RECT']);

const xyz = z.looseObject({ x: z.number(), y: z.number(), z: z.number() });
const extent = z.looseObject({
  x: z.number().positive(),
  y: z.number().positive(),
  z: z.number().positive(),
});
const text = z.union([z.string(), z.number()]).transform(String).nullish();

const objectSchema = z.looseObject({
  id: text,
  type: z.string(),
  className: text,
  modelClass: text,
  classId: text,
  trackId: text,
  classValues: z.unknown().optional(),
  contour: z.looseObject({}),
  isProjection: z.unknown().optional(),
  meta: z.looseObject({ isProjection: z.unknown().optional() }).nullish(),
  modelConfidence: z.unknown().optional(),
});
type XtremeObject = z.infer<typeof objectSchema>;

const cuboidSchema = z.looseObject({
  center3D: xyz,
  size3D: extent,
  rotation3D: xyz,
  pointN: z.unknown().optional(),
});
const rectangleSchema = z.looseObject({
  points: z.array(z.looseObject({ x: z.number(), y: z.number() })).min(2),
  viewIndex: z.number().int().nonnegative(),
});
const valueSchema = z.looseObject({ name: z.string().min(1), value: z.unknown().optional() });
/** One set of results: of a person or of a model. */
const resultSchema = z.looseObject({
  sourceName: z.string().nullish(),
  objects: z.array(z.unknown()).nullish(),
});

export const xtreme1Labels: ForeignLabels = {
  open: (folder) =>
    Promise.resolve(async (frame) => {
      const path = xtreme1LabelPath(frame.id);
      const file = await readIfThere(folder, path);
      return file === undefined ? undefined : { ...parseXtreme1Labels(file, path, frame.name), text: file };
    }),
};

/**
 * A result file: one set of results or a list of them. A `3D_BOX` has its geometric centre, its full size along its own
 * axes and Euler angles with R = Rx · Ry · Rz; a `2D_RECT` its corners in the image of camera `viewIndex`. Rectangles that
 * Xtreme1 projected itself are left out: we compute ours.
 *
 * @throws ProblemError `labels.malformed`, `labels.schema` when nothing of the file can be read.
 */
export function parseXtreme1Labels(file: string, path: string, frameName: string): ForeignFrameLabels {
  const json = parseJson(file, path, { malformed: 'labels.malformed', mismatch: 'labels.schema' });
  const parsed = z.union([z.array(resultSchema), resultSchema.transform((one) => [one])]).safeParse(json);
  if (!parsed.success) {
    const params = { ...schemaFault(parsed.error, json) };
    throw new ProblemError({ code: 'labels.schema', severity: 'error', path, params });
  }
  const found = new ForeignObjects(path, frameName);
  let index = 0;
  for (const { sourceName, objects } of parsed.data) {
    const source: Attributes = parsed.data.length > 1 && sourceName ? { sourceName } : {};
    for (const entry of objects ?? []) addObject(entry, index++, source, found);
  }
  return found.finish();
}

function addObject(entry: unknown, index: number, source: Attributes, found: ForeignObjects): void {
  const name = nameInFile(entry, 'id', index);
  const parsed = objectSchema.safeParse(entry);
  if (!parsed.success) {
    found.skip(name, schemaFault(parsed.error, entry));
    return;
  }
  const add = CUBOIDS.has(parsed.data.type)
    ? addCuboid
    : RECTANGLES.has(parsed.data.type)
      ? addRectangle
      : undefined;
  if (add === undefined) found.skipKind(name);
  else if (classOf(parsed.data) === '') found.skip(name, { where: 'className', reason: 'missing' });
  else add(parsed.data, index, source, found);
}

function addCuboid(object: XtremeObject, index: number, source: Attributes, found: ForeignObjects): void {
  const parsed = cuboidSchema.safeParse(object.contour);
  if (!parsed.success) {
    found.skip(nameInFile(object, 'id', index), contourFault(parsed.error, object.contour));
    return;
  }
  const { center3D: c, size3D: s, rotation3D: r, pointN } = parsed.data;
  const { type: _type, className: _name, trackId, classValues, contour: _contour, ...others } = object;
  found.add(trackId ?? undefined, index, {
    class: classOf(object),
    cuboid: {
      centre: [c.x, c.y, c.z],
      size: [s.x, s.y, s.z],
      rotation: roundQuaternion(fromEulerXyz(r.x, r.y, r.z)),
    },
    attributes: { ...plainAttributes({ ...others, pointN }), ...source, ...valuesOf(classValues) },
  });
}

function addRectangle(object: XtremeObject, index: number, _source: Attributes, found: ForeignObjects): void {
  if (object.isProjection === true || object.meta?.isProjection === true) return;
  const parsed = rectangleSchema.safeParse(object.contour);
  if (!parsed.success) {
    found.skip(nameInFile(object, 'id', index), contourFault(parsed.error, object.contour));
    return;
  }
  found.addBox2d({
    camera: xtreme1CameraId(parsed.data.viewIndex),
    rectangle: boundsOfPoints(parsed.data.points.map(({ x, y }) => [x, y]))!,
    class: classOf(object),
    ...(object.trackId ? { sourceId: object.trackId } : {}),
    source: typeof object.modelConfidence === 'number' ? 'model' : 'imported',
  });
}

/** The empty text where it has none at all. */
function classOf({ className, modelClass, classId }: XtremeObject): string {
  return className || modelClass || classId || '';
}

function contourFault(error: z.core.$ZodError, contour: unknown): SchemaFault {
  const { where, ...fault } = schemaFault(error, contour);
  return { where: `contour.${where}`, ...fault };
}

/** The attributes of the class, which the format keeps in a list. */
function valuesOf(classValues: unknown): Attributes {
  const values = Array.isArray(classValues) ? classValues : [];
  return plainAttributes(
    Object.fromEntries(
      values.flatMap((entry) => {
        const parsed = valueSchema.safeParse(entry);
        return parsed.success ? [[parsed.data.name, parsed.data.value] as const] : [];
      }),
    ),
  );
}
