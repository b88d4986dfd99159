import { nameOf } from '../../dataset/canonicalPath.ts';
import { choicesManifestSchema, MANIFEST_FORMAT, MANIFEST_NAME } from '../../dataset/manifest.ts';
import { deepEqual } from '../../deepEqual.ts';
import { parseJson } from '../../problems/parseJson.ts';
import { ProblemError } from '../../problems/problem.ts';
import { canonicalJson } from '../canonicalJson.ts';
import { serialiseSidecar, serialiseTracksFile } from '../frameSidecar.ts';
import { keyOrderOf } from '../keyOrder.ts';
import { SIDECAR_ENDING, TRACKS_NAME } from '../labelPaths.ts';
import { parseSidecar } from '../parseSidecar.ts';
import { parseTracksFile } from '../parseTracksFile.ts';
import { SIDECAR_FORMAT } from '../sidecar.ts';
import { TRACKS_FORMAT } from '../tracksFile.ts';
import { mergeJson } from './mergeJson.ts';
import type { ConflictIn, EditCounts } from './mergeRecords.ts';
import { mergeSidecars, type ClassOf, type Merged, type MergeOptions } from './mergeSidecars.ts';
import { mergeTracksFiles } from './mergeTracksFiles.ts';
import type { Side, ThreeWay } from './threeWay.ts';

/** What a label file is, and what reads, merges and writes it. */
export type FileKind = 'sidecar' | 'tracks' | 'dataset';

/** Any conflict; what its records are follows from its kind. */
export type AnyConflict = ConflictIn<string, unknown>;

export interface MergedText {
  readonly text: string;
  readonly conflicts: readonly AnyConflict[];
  readonly edits: EditCounts;
}

/** One version of a file, and how its reader names it in problems. */
export interface FileText {
  readonly text: string;
  readonly path: string;
}

const DATASET_ORDER = keyOrderOf(choicesManifestSchema);
const NO_EDITS: EditCounts = { ours: 0, theirs: 0 };

/** Undefined for a file that is not merged. */
export function fileKindOf(path: string): FileKind | undefined {
  const name = nameOf(path);
  if (name === TRACKS_NAME) return 'tracks';
  if (name === MANIFEST_NAME) return 'dataset';
  return name.endsWith(SIDECAR_ENDING) ? 'sidecar' : undefined;
}

/**
 * The kind that a file says it is: git gives its versions names that tell nothing. Undefined where it says none.
 *
 * @throws ProblemError `labels.malformed`, `labels.schema`
 */
export function fileKindIn({ text, path }: FileText): FileKind | undefined {
  const json = parseJson(text, path, { malformed: 'labels.malformed', mismatch: 'labels.schema' });
  const format: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, 'format') : undefined;
  if (format === SIDECAR_FORMAT) return 'sidecar';
  if (format === TRACKS_FORMAT) return 'tracks';
  return format === MANIFEST_FORMAT ? 'dataset' : undefined;
}

/**
 * Merges three versions of one label file. What one side alone has changed is taken to the byte; what had to be put
 * together is written as we write files.
 *
 * @throws ProblemError for a version that cannot be read, and for labels that do not belong together
 */
export function mergeTexts(
  kind: FileKind,
  versions: ThreeWay<FileText> & { readonly ours: FileText; readonly theirs: FileText },
  options: MergeOptions & { readonly classOf?: ClassOf | undefined } = {},
): MergedText {
  switch (kind) {
    case 'sidecar':
      return mergeParsed(versions, parseSidecar, serialiseSidecar, (base, ours, theirs) =>
        mergeSidecars(base, ours, theirs, options),
      );
    case 'tracks':
      return mergeParsed(versions, parseTracksFile, serialiseTracksFile, (base, ours, theirs) =>
        mergeTracksFiles(base, ours, theirs, options),
      );
    case 'dataset':
      return mergeParsed<unknown>(versions, parseAny, serialiseDataset, (base, ours, theirs) =>
        mergeDataset({ base, ours, theirs }, options.prefer),
      );
  }
}

/** Is there nothing in one that people set otherwise in the other? @throws ProblemError as {@link mergeTexts} */
export function isSameContent(kind: FileKind, a: FileText, b: FileText): boolean {
  if (a.text === b.text) return true;
  if (kind === 'dataset') return deepEqual(parseAny(a.text, a.path), parseAny(b.text, b.path));
  return mergeTexts(kind, { base: a, ours: a, theirs: b }).edits.theirs === 0;
}

function mergeParsed<T>(
  { base, ours, theirs }: ThreeWay<FileText> & { readonly ours: FileText; readonly theirs: FileText },
  parse: (text: string, path: string) => T,
  serialise: (value: T) => string,
  merge: (base: T | undefined, ours: T, theirs: T) => Merged<T, AnyConflict>,
): MergedText {
  const read = ({ text, path }: FileText): T => parse(text, path);
  const { merged, conflicts, edits } = merge(base && read(base), read(ours), read(theirs));
  if (ours.text === theirs.text || base?.text === theirs.text) return { text: ours.text, conflicts, edits };
  if (base?.text === ours.text) return { text: theirs.text, conflicts, edits };
  return { text: serialise(merged), conflicts, edits };
}

function parseAny(text: string, path: string): unknown {
  return parseJson(text, path, { malformed: 'json.malformed', mismatch: 'schema.mismatch' });
}

/** One that describes a dataset is a person's own file: its keys stay in their order, and so do its lists. */
function serialiseDataset(json: unknown): string {
  const isManifest = typeof json === 'object' && json !== null && Object.hasOwn(json, 'sequences');
  return isManifest ? `${JSON.stringify(json, undefined, 2)}\n` : canonicalJson(json, DATASET_ORDER);
}

function mergeDataset(values: ThreeWay<unknown>, prefer: Side | undefined): Merged<unknown, AnyConflict> {
  const { merged, conflicts: fields } = mergeJson(values, prefer);
  const { base, ours, theirs } = values;
  const conflicts = fields.length === 0 ? [] : [{ kind: 'file', id: '', fields, base, ours, theirs }];
  return { merged, conflicts, edits: NO_EDITS };
}

/** Labels of a form that nothing here can merge. */
export function notMergeable(path: string): ProblemError {
  const params = { reason: 'notPartOfLayout' };
  return new ProblemError({ code: 'file.skipped', severity: 'error', path, params });
}
