import { parseJson } from '../problems/parseJson.ts';
import { ProblemError } from '../problems/problem.ts';
import { schemaFault } from '../problems/schemaFault.ts';
import type { FileListing } from './fileListing.ts';
import type { DatasetFolder } from './fileTree.ts';
import { choicesManifestSchema, MANIFEST_NAME, namesOurFormat, type ChoicesManifest } from './manifest.ts';
import type { LayoutChoices } from './questions.ts';

/** What a `dataset.json` in the folder answers; nothing where there is none, or where it is another program's. */
export async function readChoices(folder: DatasetFolder, files: FileListing): Promise<LayoutChoices> {
  if (!files.has(MANIFEST_NAME)) return {};
  const text = await folder.readText(MANIFEST_NAME);
  return namesOurFormat(text) ? (parseChoices(text)?.choices ?? {}) : {};
}

/**
 * A `dataset.json` that only answers questions and describes nothing itself; undefined for one that describes the
 * dataset, or that is not ours.
 *
 * @throws ProblemError `schema.mismatch` for choices that are none.
 */
export function parseChoices(text: string): ChoicesManifest | undefined {
  const codes = { malformed: 'json.malformed', mismatch: 'schema.mismatch' } as const;
  const json = parseJson(text, MANIFEST_NAME, codes);
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, 'choices')) return undefined;
  if (Object.hasOwn(json, 'sequences')) return undefined;
  const parsed = choicesManifestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const params = { ...schemaFault(parsed.error, json) };
  throw new ProblemError({ code: 'schema.mismatch', severity: 'error', path: MANIFEST_NAME, params });
}
