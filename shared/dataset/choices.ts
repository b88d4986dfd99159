import { parseJson } from '../problems/parseJson.ts';
import { ProblemError } from '../problems/problem.ts';
import { schemaFault } from '../problems/schemaFault.ts';
import { CORRECTIONS_KEY, correctionsIn, type FoundCorrections } from './acceptedCorrection.ts';
import type { Dataset } from './dataset.ts';
import type { FileListing } from './fileListing.ts';
import type { DatasetFolder } from './fileTree.ts';
import { choicesOutlineSchema, MANIFEST_NAME, namesOurFormat, type ChoicesOutline } from './manifest.ts';
import type { LayoutChoices } from './questions.ts';

/** What people decided about a dataset, as a `dataset.json` keeps it. */
export interface Decisions {
  readonly choices: LayoutChoices;
  /** Of rules, where the dataset is described by its layout; a manifest that describes it is read for itself. */
  readonly thresholds?: Dataset['thresholds'];
  readonly corrections: FoundCorrections;
}

export const NO_DECISIONS: Decisions = { choices: {}, corrections: { accepted: undefined, problems: [] } };

/** What a `dataset.json` in the folder decides; nothing where there is none, or where it is another program's. */
export async function readDecisions(folder: DatasetFolder, files: FileListing): Promise<Decisions> {
  return files.has(MANIFEST_NAME) ? decisionsIn(await folder.readText(MANIFEST_NAME)) : NO_DECISIONS;
}

/**
 * The decisions in the text of a `dataset.json`, whether it describes the dataset or not.
 *
 * @throws ProblemError as {@link parseChoices}; a broken correction is among the problems instead.
 */
export function decisionsIn(text: string): Decisions {
  if (!namesOurFormat(text)) return NO_DECISIONS;
  const json = parse(text);
  const { choices = {}, thresholds } = choicesIn(json) ?? {};
  const corrections = correctionsIn(json, MANIFEST_NAME);
  return { choices, corrections, ...(thresholds === undefined ? {} : { thresholds }) };
}

/**
 * A `dataset.json` that only keeps decisions and describes nothing itself; undefined for one that describes the
 * dataset, or that is not ours.
 *
 * @throws ProblemError `json.malformed`, `schema.mismatch` for choices that are none.
 */
export function parseChoices(text: string): ChoicesOutline | undefined {
  return choicesIn(parse(text));
}

function parse(text: string): unknown {
  return parseJson(text, MANIFEST_NAME, { malformed: 'json.malformed', mismatch: 'schema.mismatch' });
}

function choicesIn(json: unknown): ChoicesOutline | undefined {
  if (typeof json !== 'object' || json === null || Object.hasOwn(json, 'sequences')) return undefined;
  if (!['choices', 'thresholds', CORRECTIONS_KEY].some((key) => Object.hasOwn(json, key))) return undefined;
  const parsed = choicesOutlineSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const params = { ...schemaFault(parsed.error, json) };
  throw new ProblemError({ code: 'schema.mismatch', severity: 'error', path: MANIFEST_NAME, params });
}
