import { parseJson } from '../../problems/parseJson.ts';
import { ProblemError, type Problem } from '../../problems/problem.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import { mutableTransform } from '../calibration.ts';
import { canonicalPath, commonFolder } from '../canonicalPath.ts';
import { parseChoices } from '../choices.ts';
import type { Camera, Sequence } from '../dataset.ts';
import { DEFAULT_ONTOLOGY } from '../defaultOntology.ts';
import type { FileListing } from '../fileListing.ts';
import type { DatasetFolder } from '../fileTree.ts';
import type { DatasetLayout } from '../layout.ts';
import {
  MANIFEST_NAME,
  MANIFEST_VERSION,
  manifestOutlineSchema,
  namesOurFormat,
  type ManifestOutline,
  type ManifestSequence,
} from '../manifest.ts';
import { missingImages } from '../missingImages.ts';
import { unusedFiles } from '../skippedFiles.ts';
import { readFrames, type FrameReading } from './manifestFrames.ts';
import { egoFromLabelOf, manifestError, readLidars, readManifestCamera } from './manifestSensors.ts';

/** A folder with a `dataset.json` that says what is where. */
export const boxwrightLayout: DatasetLayout = {
  id: 'boxwright',
  calibrationForm: 'boxwright',
  isConclusive: true,
  async detect(files, folder) {
    if (!files.has(MANIFEST_NAME)) return false;
    const text = await folder.readText(MANIFEST_NAME);
    return namesOurFormat(text) && !onlyAnswers(text);
  },
  async read(folder, files) {
    const manifest = parseManifest(await folder.readText(MANIFEST_NAME));
    const reading: FrameReading = {
      files,
      frameIds: new Set(),
      problems: [],
    };
    const sequences = await readSequences(manifest, reading, folder);
    return {
      name: manifest.name ?? folder.name,
      labelFrame: manifest.labelFrame,
      ontology: manifest.ontology ?? DEFAULT_ONTOLOGY,
      ...(manifest.thresholds === undefined ? {} : { thresholds: manifest.thresholds }),
      sequences: withFolders(sequences, manifest),
      problems: [...reading.problems, ...filesNotNamed(files, sequences)],
    };
  },
};

/**
 * The manifest without its frames and calibrations, which are read one by one.
 *
 * @throws ProblemError `json.malformed`, `manifest.version`, `schema.mismatch`.
 */
export function parseManifest(text: string): ManifestOutline {
  const codes = { malformed: 'json.malformed', mismatch: 'schema.mismatch' } as const;
  const json = parseJson(text, MANIFEST_NAME, codes);
  const version: unknown =
    typeof json === 'object' && json !== null ? Reflect.get(json, 'version') : undefined;
  if (typeof version === 'number' && version !== MANIFEST_VERSION) {
    const params = { version };
    throw new ProblemError({ code: 'manifest.version', severity: 'error', path: MANIFEST_NAME, params });
  }
  const parsed = manifestOutlineSchema.safeParse(json);
  if (!parsed.success) {
    const { where, reason } = schemaFault(parsed.error, json);
    throw manifestError(where, reason);
  }
  requireUnique(parsed.data.sequences, 'sequences');
  return parsed.data;
}

/** A sequence that cannot be opened is named and left out; when none can, the first reason is thrown. */
async function readSequences(
  manifest: ManifestOutline,
  reading: FrameReading,
  folder: DatasetFolder,
): Promise<Sequence[]> {
  const sequences: Sequence[] = [];
  const failures: ProblemError[] = [];
  for (const [i, entry] of manifest.sequences.entries()) {
    try {
      sequences.push(await readSequence(entry, manifest.labelFrame, reading, folder, `sequences[${i}]`));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      failures.push(error);
      reading.problems.push(error.problem);
    }
  }
  if (sequences.length === 0 && failures[0] !== undefined) throw failures[0];
  return sequences;
}

async function readSequence(
  entry: ManifestSequence,
  labelFrame: string,
  reading: FrameReading,
  folder: DatasetFolder,
  where: string,
): Promise<Sequence> {
  requireUnique([...entry.lidars, ...(entry.cameras ?? [])], `${where}: lidars, cameras`);
  const egoFromLabel = egoFromLabelOf(entry, labelFrame, where);
  const lidars = readLidars(entry, labelFrame, egoFromLabel, where);
  const cameras: Camera[] = [];
  for (const camera of entry.cameras ?? []) {
    cameras.push(await readManifestCamera(camera, egoFromLabel, folder));
  }
  const frames = readFrames(entry.frames, { lidars, cameras }, reading, where);
  reading.problems.push(...cameras.flatMap(({ calibrationProblem }) => calibrationProblem ?? []));
  for (const problem of missingImages(frames, cameras)) reading.problems.push(problem);
  const pose = egoFromLabel && { egoFromLabel: mutableTransform(egoFromLabel) };
  return { id: entry.id, name: entry.name ?? entry.id, ...pose, lidars, cameras, frames };
}

/** Each sequence with the folder of its `tracks.json`; where those derived are not all different, its id names one. */
function withFolders(sequences: readonly Sequence[], manifest: ManifestOutline): Sequence[] {
  const folders = sequences.map((sequence) => {
    const stated = manifest.sequences.find(({ id }) => id === sequence.id)?.folder;
    if (stated !== undefined) return canonicalPath(stated) ?? '';
    const files = sequence.frames.flatMap(({ clouds, images }) => [...clouds, ...images]);
    return commonFolder(files.map(({ path }) => path));
  });
  const areDifferent = new Set(folders).size === folders.length;
  return sequences.map((sequence, i) => {
    const folder = areDifferent ? folders[i]! : sequence.id;
    return folder === '' ? sequence : { ...sequence, folder };
  });
}

function filesNotNamed(files: FileListing, sequences: readonly Sequence[]): Problem[] {
  const used = new Set([MANIFEST_NAME]);
  for (const { clouds, images } of sequences.flatMap(({ frames }) => frames)) {
    for (const { path } of [...clouds, ...images]) used.add(path);
  }
  return unusedFiles(files, used, 'notInManifest');
}

function requireUnique(records: readonly { readonly id: string }[], where: string): void {
  if (new Set(records.map(({ id }) => id)).size < records.length) throw manifestError(where, 'duplicate');
}

/** A manifest that is not even JSON describes a dataset, badly: reading it says what is wrong. */
function onlyAnswers(text: string): boolean {
  try {
    return parseChoices(text) !== undefined;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code === 'schema.mismatch';
    throw error;
  }
}
