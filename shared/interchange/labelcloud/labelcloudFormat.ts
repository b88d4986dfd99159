import { z } from 'zod';
import { nameOf } from '../../dataset/canonicalPath.ts';
import { ForeignObjects } from '../../dataset/foreignObjects.ts';
import type { ForeignFrameLabels } from '../../dataset/layout.ts';
import { radiansFromDegrees } from '../../geometry/angle.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { roundQuaternion } from '../../labels/rounding.ts';
import { parseJson } from '../../problems/parseJson.ts';
import { ProblemError } from '../../problems/problem.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import type { StandaloneFormat } from '../common/interchangeFormat.ts';
import { eulerZyx, fromEulerZyx } from '../common/numbers.ts';
import { filePerFrame, jsonText, tellKept } from '../common/perFrame.ts';
import { standaloneFiles } from '../common/standaloneFiles.ts';

/**
 * labelCloud's `centroid_rel`: `labels/<frame>.json` for each cloud, with the geometric centre, length, width and height,
 * and angles about x, y, z in radians, R = Rz · Ry · Rx.
 */
export const labelcloudFormat: StandaloneFormat<'labelcloud'> = {
  id: 'labelcloud',
  describeLoss: {
    rotation: 'full',
    tracks: false,
    attributes: 'none',
    points: false,
    keyframes: false,
    boxes2d: 'none',
    links2d: false,
    calibrations: false,
    egoPoses: false,
    timestamps: false,
  },
  read: standaloneFiles('.json', looksLikeLabelcloud, parseLabelcloud),
  write: (set, losses) =>
    filePerFrame(
      set,
      losses,
      (name) => `labels/${name}.json`,
      (at) => {
        for (const box of at.labels.boxes2d) losses.box2d(box, false);
        const tell = tellKept(losses, at, []);
        const filename = nameOf(at.frame.cloud?.path ?? `${at.name}.pcd`);
        return jsonText({
          folder: 'pointclouds',
          filename,
          path: filename,
          objects: at.objects.map((object) => {
            const { centre, size, rotation } = object.cuboid;
            const angles = eulerZyx(rotation);
            tell(object, { centre, size, rotation: fromEulerZyx(angles) });
            return {
              name: object.class,
              centroid: { x: centre[0], y: centre[1], z: centre[2] },
              dimensions: { length: size[0], width: size[1], height: size[2] },
              rotations: { x: angles[0], y: angles[1], z: angles[2] },
            };
          }),
        });
      },
    ),
};

const xyz = z.looseObject({ x: z.number(), y: z.number(), z: z.number() });
const side = z.number().positive();
const objectSchema = z.looseObject({
  name: z.string().min(1),
  centroid: xyz,
  dimensions: z.looseObject({ length: side, width: side, height: side }),
  rotations: xyz,
});
const fileSchema = z.looseObject({ objects: z.array(z.unknown()) });

function looksLikeLabelcloud(text: string): boolean {
  return /^\uFEFF?\s*\{\s*"(?:folder|filename|path)"/.test(text) && text.includes('"objects"');
}

/** Angles that no radians of half a turn could be are degrees: `centroid_abs` writes 0° to 360°. */
function parseLabelcloud(text: string, path: string, frame: string): ForeignFrameLabels {
  const json = parseJson(text, path, { malformed: 'labels.malformed', mismatch: 'labels.schema' });
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) {
    const params = { ...schemaFault(parsed.error, json) };
    throw new ProblemError({ code: 'labels.schema', severity: 'error', path, params });
  }
  const entries = parsed.data.objects.map((entry) => ({ entry, read: objectSchema.safeParse(entry) }));
  const angles = entries.flatMap(({ read }) => (read.success ? Object.values(read.data.rotations) : []));
  const isDegrees = angles.some((angle) => typeof angle === 'number' && Math.abs(angle) > Math.PI + 1e-6);
  const found = new ForeignObjects(path, frame);
  for (const [index, { entry, read }] of entries.entries()) {
    if (!read.success) {
      found.skip(`#${index}`, schemaFault(read.error, entry));
      continue;
    }
    const { name, centroid: c, dimensions: d, rotations: r } = read.data;
    const turn: Vec3 = isDegrees
      ? [radiansFromDegrees(r.x), radiansFromDegrees(r.y), radiansFromDegrees(r.z)]
      : [r.x, r.y, r.z];
    const rotation = roundQuaternion(fromEulerZyx(turn));
    const cuboid = { centre: [c.x, c.y, c.z], size: [d.length, d.width, d.height], rotation } as const;
    found.add(undefined, index, { class: name, cuboid, attributes: {} });
  }
  return found.finish();
}
