import { z } from 'zod';
import { parseJson } from '../../problems/parseJson.ts';
import { ProblemError } from '../../problems/problem.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import { nameOf, stemOf } from '../canonicalPath.ts';

const fileSchema = z.looseObject({
  categories: z
    .looseObject({
      label: z.looseObject({ labels: z.array(z.looseObject({ name: z.string() })) }).optional(),
    })
    .optional(),
  items: z.array(
    z.looseObject({
      id: z.union([z.string(), z.number()]).transform(String),
      annotations: z.array(z.unknown()).default([]),
      point_cloud: z.looseObject({ path: z.string().nullish() }).nullish(),
    }),
  ),
});

export interface DatumaroItem {
  readonly id: string;
  /** As they stand in the file, unchecked: a broken one costs only itself. */
  readonly annotations: readonly unknown[];
  readonly cloudPath: string | undefined;
}

export interface DatumaroFile {
  /** Annotations name their class by its place here. */
  readonly classes: readonly string[];
  readonly items: readonly DatumaroItem[];
}

/**
 * A subset's annotation file of Datumaro's own format, version 1.
 *
 * @throws ProblemError `labels.malformed`, `labels.schema`.
 */
export function parseDatumaro(text: string, path: string): DatumaroFile {
  const json = parseJson(text, path, { malformed: 'labels.malformed', mismatch: 'labels.schema' });
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) {
    const params = { ...schemaFault(parsed.error, json) };
    throw new ProblemError({ code: 'labels.schema', severity: 'error', path, params });
  }
  const { categories, items } = parsed.data;
  return {
    classes: categories?.label?.labels.map(({ name }) => name) ?? [],
    items: items.map(({ id, annotations, point_cloud }) => ({
      id,
      annotations,
      cloudPath: point_cloud?.path ?? undefined,
    })),
  };
}

/**
 * Which frame an item is about: the one of its name, or of its cloud's. CVAT leaves the path empty in exports without
 * the data, and other versions write whole paths of the server that made them.
 */
export function frameOfItem(
  { id, cloudPath }: DatumaroItem,
  frameNames: { has(name: string): boolean },
): string | undefined {
  const names = [id, id.replaceAll('/', '_'), nameOf(id)];
  if (cloudPath !== undefined) names.push(stemOf(cloudPath));
  return names.find((name) => frameNames.has(name));
}
