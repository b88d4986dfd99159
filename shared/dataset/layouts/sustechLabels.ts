import { z } from 'zod';
import type { Cuboid } from '../../geometry/cuboid.ts';
import { fromEulerXyz } from '../../geometry/quaternion.ts';
import { roundQuaternion } from '../../labels/rounding.ts';
import { parseJson } from '../../problems/parseJson.ts';
import { ProblemError } from '../../problems/problem.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import { folderOf, joinPath, stemOf } from '../canonicalPath.ts';
import { ForeignObjects, nameInFile, plainAttributes } from '../foreignObjects.ts';
import { readIfThere } from '../readIfThere.ts';
import type { ForeignFrameLabels, ForeignLabels } from '../layout.ts';

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
      return text === undefined ? undefined : { ...parseSustechLabels(text, path, frame.name), text };
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
  const found = new ForeignObjects(path, frameName);
  for (const [index, entry] of json.entries()) {
    const parsed = objectSchema.safeParse(entry);
    if (!parsed.success) {
      found.skip(nameInFile(entry, 'obj_id', index), schemaFault(parsed.error, entry));
      continue;
    }
    // What else the file says (`obj_attr`, `annotator`, `follows`, …) is kept.
    const { psr, obj_type, obj_id, ...others } = parsed.data;
    const id = (obj_id ?? '') === '' ? undefined : String(obj_id);
    found.add(id, index, { class: obj_type, cuboid: cuboidOf(psr), attributes: plainAttributes(others) });
  }
  return found.finish();
}

function cuboidOf({ position, scale, rotation }: z.infer<typeof objectSchema>['psr']): Cuboid {
  return {
    centre: [position.x, position.y, position.z],
    size: [scale.x, scale.y, scale.z],
    rotation: roundQuaternion(fromEulerXyz(rotation.x, rotation.y, rotation.z)),
  };
}
