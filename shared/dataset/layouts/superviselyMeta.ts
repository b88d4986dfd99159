import { z } from 'zod';
import type { Problem } from '../../problems/problem.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import type { DatasetFolder } from '../fileTree.ts';
import type { NamedClass } from '../ownOntology.ts';
import { readJsonIfSound } from '../readJsonIfSound.ts';

const metaSchema = z.looseObject({
  classes: z.array(
    z.looseObject({ title: z.string().min(1), color: z.string().optional(), shape: z.string().optional() }),
  ),
});

/** Classes of these shapes can be cuboids; the others are for painted points and for images. */
const CUBOID_SHAPES = new Set(['cuboid_3d', 'any']);

/** The classes of a project's `meta.json` that cuboids can have. One that cannot be read is named and names none. */
export async function readSuperviselyClasses(
  folder: DatasetFolder,
  path: string,
  problems: Problem[],
): Promise<readonly NamedClass[]> {
  const json = await readJsonIfSound(folder, path, problems);
  if (json === undefined) return [];
  const parsed = metaSchema.safeParse(json);
  if (!parsed.success) {
    const params = { ...schemaFault(parsed.error, json) };
    problems.push({ code: 'schema.mismatch', severity: 'warning', path, params });
    return [];
  }
  return parsed.data.classes
    .filter(({ shape }) => shape === undefined || CUBOID_SHAPES.has(shape))
    .map(({ title, color }) => ({ name: title, color }));
}
