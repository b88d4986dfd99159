import { z } from 'zod';
import type { Cuboid } from '../../geometry/cuboid.ts';
import { fromEulerXyz } from '../../geometry/quaternion.ts';
import { roundQuaternion } from '../../labels/rounding.ts';
import type { Attributes } from '../../labels/sidecar.ts';
import { parseJson } from '../../problems/parseJson.ts';
import { ProblemError, type Problem } from '../../problems/problem.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import { folderOf, joinPath, stemOf } from '../canonicalPath.ts';
import { readIfThere } from '../readIfThere.ts';
import type { ForeignFrameLabels, ForeignLabels, ForeignObject } from '../layout.ts';

const xyz = z.looseObject({ x: z.number(), y: z.number(), z: z.number() });
const extent = z.looseObject({
  x: z.number().positive(),
  y: z.number().positive(),
  z: z.number().positive(),
});

const objectSchema = z.looseObject({
  psr: z.looseObject({ position: xyz, scale: extent, rotation: xyz }),
  obj_type: z.string().min(1),
  obj_id: z.union([z.string(), z.number()]).nullish(),
});

export const sustechLabels: ForeignLabels = {
  open: (folder) =>
    Promise.resolve(async (frame) => {
      const path = sustechLabelPath(frame.id);
      const text = await readIfThere(folder, path);
      return text === undefined ? undefined : parseSustechLabels(text, path, frame.name);
    }),
};

/** `label/<stem>.json` beside the `lidar` folder that holds the cloud. */
export function sustechLabelPath(cloudPath: string): string {
  return joinPath(folderOf(folderOf(cloudPath)), `label/${stemOf(cloudPath)}.json`);
}

/**
 * A label file: a list of `{psr: {position, scale, rotation}, obj_type, obj_id}`; position is the geometric centre,
 * scale the full length, width, height, rotation Euler angles with R = Rx · Ry · Rz. Centre and size keep their digits;
 * the quaternion is computed. An object that cannot be read is left out and named, the others are kept.
 *
 * @throws ProblemError `labels.malformed`, `labels.schema` when nothing of the file can be read.
 */
export function parseSustechLabels(text: string, path: string, frameName: string): ForeignFrameLabels {
  const json = parseJson(text, path, { malformed: 'labels.malformed', mismatch: 'labels.schema' });
  if (!Array.isArray(json)) {
    const params = { reason: 'expectList' };
    throw new ProblemError({ code: 'labels.schema', severity: 'error', path, params });
  }
  const objects: ForeignObject[] = [];
  const problems: Problem[] = [];
  const taken = new Set<string>();
  for (const [index, entry] of json.entries()) {
    const parsed = objectSchema.safeParse(entry);
    if (!parsed.success) {
      const params = { object: nameInFile(entry, index), ...schemaFault(parsed.error, entry) };
      problems.push({ code: 'labels.objectSkipped', severity: 'error', path, params });
      continue;
    }
    const { psr, obj_type, obj_id, ...others } = parsed.data;
    const named = (obj_id ?? '') === '' ? `${frameName}#${index}` : String(obj_id);
    const sourceId = taken.has(named) ? `${named}#${index}` : named;
    if (sourceId !== named) {
      const params = { object: named, kept: sourceId };
      problems.push({ code: 'labels.duplicateId', severity: 'warning', path, params });
    }
    taken.add(named).add(sourceId);
    objects.push({ sourceId, class: obj_type, cuboid: cuboidOf(psr), attributes: attributesOf(others) });
  }
  return { objects, problems };
}

function cuboidOf({ position, scale, rotation }: z.infer<typeof objectSchema>['psr']): Cuboid {
  return {
    centre: [position.x, position.y, position.z],
    size: [scale.x, scale.y, scale.z],
    rotation: roundQuaternion(fromEulerXyz(rotation.x, rotation.y, rotation.z)),
  };
}

/** What else the file says of an object (`obj_attr`, `annotator`, `follows`, …), so that nothing is lost on import. */
function attributesOf(others: Readonly<Record<string, unknown>>): Attributes {
  const attributes: Attributes = {};
  for (const [key, value] of Object.entries(others)) {
    if (value === null || value === '') continue;
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    attributes[key] = isPlain ? value : JSON.stringify(value);
  }
  return attributes;
}

function nameInFile(entry: unknown, index: number): string {
  const id: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'obj_id') : undefined;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : `#${index}`;
}
