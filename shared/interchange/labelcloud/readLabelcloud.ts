import { z } from 'zod';
import { ForeignObjects } from '../../dataset/foreignObjects.ts';
import type { ForeignFrameLabels } from '../../dataset/layout.ts';
import { radiansFromDegrees } from '../../geometry/angle.ts';
import type { Cuboid } from '../../geometry/cuboid.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { roundQuaternion } from '../../labels/rounding.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import { fromEulerZyx } from '../common/numbers.ts';
import { parseLabelJson } from '../common/parseLabelJson.ts';
import { cuboidOfVertices } from './labelcloudVertices.ts';

const xyz = z.looseObject({ x: z.number(), y: z.number(), z: z.number() });
const side = z.number().positive();
const centroidSchema = z.looseObject({
  name: z.string().min(1),
  centroid: xyz,
  dimensions: z.looseObject({ length: side, width: side, height: side }),
  rotations: xyz,
});
const vertex = z.tuple([z.number(), z.number(), z.number()]);
const verticesSchema = z.looseObject({ name: z.string().min(1), vertices: z.array(vertex).length(8) });
const fileSchema = z.looseObject({ objects: z.array(z.unknown()) });

/** Does a text look like one of labelCloud's, and how are its boxes given? */
export function looksLikeLabelcloud(text: string): 'centroid' | 'vertices' | undefined {
  const isOne = /^\uFEFF?\s*\{\s*"(?:folder|filename|path)"/.test(text) && text.includes('"objects"');
  if (!isOne) return undefined;
  return text.includes('"vertices"') ? 'vertices' : 'centroid';
}

/**
 * A label file, with boxes by their centroid, by their vertices, or both kinds. Angles that no radians of half a turn could
 * be are degrees: `centroid_abs` writes 0° to 360°.
 */
export function parseLabelcloud(text: string, path: string, frame: string): ForeignFrameLabels {
  const { objects } = parseLabelJson(text, path, fileSchema);
  const angles = objects.flatMap((entry) => {
    const { data } = centroidSchema.safeParse(entry);
    return data === undefined ? [] : [data.rotations.x, data.rotations.y, data.rotations.z];
  });
  const isDegrees = angles.some((angle) => Math.abs(angle) > Math.PI + 1e-6);
  const found = new ForeignObjects(path, frame);
  for (const [index, entry] of objects.entries()) {
    const read = hasVertices(entry) ? readVertices(entry) : readCentroid(entry, isDegrees);
    if ('reason' in read) found.skip(`#${index}`, read);
    else found.add(undefined, index, { ...read, attributes: {} });
  }
  return found.finish();
}

type Read = { readonly class: string; readonly cuboid: Cuboid } | ReturnType<typeof schemaFault>;

function hasVertices(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && Object.hasOwn(entry, 'vertices');
}

function readVertices(entry: unknown): Read {
  const parsed = verticesSchema.safeParse(entry);
  if (!parsed.success) return schemaFault(parsed.error, entry);
  const cuboid = cuboidOfVertices(parsed.data.vertices);
  if (cuboid === undefined) return { where: 'vertices', reason: 'notCuboid' };
  return { class: parsed.data.name, cuboid: { ...cuboid, rotation: roundQuaternion(cuboid.rotation) } };
}

function readCentroid(entry: unknown, isDegrees: boolean): Read {
  const parsed = centroidSchema.safeParse(entry);
  if (!parsed.success) return schemaFault(parsed.error, entry);
  const { name, centroid: c, dimensions: d, rotations: r } = parsed.data;
  const turn: Vec3 = isDegrees
    ? [radiansFromDegrees(r.x), radiansFromDegrees(r.y), radiansFromDegrees(r.z)]
    : [r.x, r.y, r.z];
  const rotation = roundQuaternion(fromEulerZyx(turn));
  return {
    class: name,
    cuboid: { centre: [c.x, c.y, c.z], size: [d.length, d.width, d.height], rotation },
  };
}
