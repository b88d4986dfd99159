import { ProblemError, type Problem } from '../../problems/problem.ts';
import { assumed } from '../assumed.ts';
import { folderOf, joinPath } from '../canonicalPath.ts';
import type { Sequence } from '../dataset.ts';
import type { FileListing } from '../fileListing.ts';
import type { DatasetFolder } from '../fileTree.ts';
import type { CollectedCalibrations } from '../imageCalibrations.ts';
import type { LayoutReading } from '../layout.ts';
import { ask, type LayoutChoices, type Question } from '../questions.ts';
import { skippedFile, unusedFiles } from '../skippedFiles.ts';
import { readIndex, type NuscenesIndex } from './nuscenesIndex.ts';
import { readOntology } from './nuscenesOntology.ts';
import { referenceLidar, type NuscenesFlavour } from './nuscenesMoments.ts';
import { readScene } from './nuscenesScenes.ts';
import { requireTables, type SceneRow, type TableSource } from './nuscenesTables.ts';

/**
 * Opens a dataset of nuScenes tables: each scene is a sequence, each sample a frame.
 *
 * @param candidates the folders of tables there are, the likeliest first
 * @throws ProblemError `folder.unreadable` (`tablesMissing`), `json.malformed`, `schema.mismatch` for a table without
 *   which nothing can be shown; the first thing wrong when no sample can be shown.
 */
export async function readNuscenes(
  folder: DatasetFolder,
  files: FileListing,
  choices: LayoutChoices,
  candidates: readonly string[],
  flavourOf: (source: TableSource, index: NuscenesIndex) => NuscenesFlavour | Promise<NuscenesFlavour>,
): Promise<LayoutReading> {
  const which = ask('tables', candidates, choices);
  const tables = which.chosen;
  requireTables(files, tables);
  const problems: Problem[] = [];
  const codes = { malformed: 'json.malformed', mismatch: 'schema.mismatch' } as const;
  const source: TableSource = { folder, tables, codes, problems };
  const index = await readIndex(source);
  const flavour = await flavourOf(source, index);
  const reference = referenceLidar(index, flavour);
  const sequences: Sequence[] = [];
  const imageCalibrations: CollectedCalibrations = new Map();
  const ids = sceneIds(index.scenes);
  for (const scene of reference === undefined ? [] : index.scenes) {
    const context = { source, index, files, flavour, reference: reference!, imageCalibrations };
    const sequence = await readScene(scene, ids.get(scene)!, context);
    if (sequence !== undefined) sequences.push(sequence);
  }
  if (reference === undefined || sequences.length === 0) throw nothingToShow(tables, problems);
  const ontology = await readOntology(source, problems);
  const said = assumptions(index, sequences, candidates.length > 1 && !which.isAnswered ? tables : undefined);
  return {
    name: folder.name,
    labelFrame: reference,
    ontology,
    sequences,
    imageCalibrations,
    problems: [...said, ...problems, ...unused(files, which, candidates, index, sequences, problems)],
    ...(candidates.length > 1 ? { questions: [which] } : {}),
  };
}

function nothingToShow(tables: string, problems: readonly Problem[]): ProblemError {
  const first = problems.find(({ code }) => code === 'frame.skipped') ?? problems[0];
  const params = { reason: 'noCloud' };
  const nothing: Problem = { code: 'frame.skipped', severity: 'error', path: tables, params };
  return new ProblemError({ ...(first ?? nothing), severity: 'error' });
}

/** A scene's name, where it can be part of a path and no other scene has it; else its token, or its place in the table. */
function sceneIds(scenes: readonly SceneRow[]): Map<SceneRow, string> {
  const ids = new Map<SceneRow, string>();
  const taken = new Set<string>();
  for (const [i, scene] of scenes.entries()) {
    const candidates = [scene.name ?? '', scene.token].filter((id) => /^\w[\w.+-]{0,99}$/.test(id));
    let id = candidates.find((candidate) => !taken.has(candidate.toLowerCase())) ?? `scene-${i + 1}`;
    while (taken.has(id)) id += '-';
    taken.add(id.toLowerCase());
    ids.set(scene, id);
  }
  return ids;
}

function assumptions(
  index: NuscenesIndex,
  sequences: readonly Sequence[],
  tables: string | undefined,
): Problem[] {
  const problems: Problem[] = [];
  const assume = (...what: Parameters<typeof assumed>): void => void problems.push(assumed(...what));
  if (tables !== undefined) assume('assumedTables', { tables });
  if (index.sweepFolders.size > 0) assume('assumedKeyFrames');
  if (index.radarFolders.size > 0) assume('assumedNoRadar');
  if (sequences.some(({ lidars }) => lidars.length > 1)) assume('assumedLidarsAtOnce');
  return problems;
}

/** Parts of these datasets that have nothing to do with boxes. */
const NOT_SHOWN = /^(?:maps?|can_bus|lidarseg|panoptic|input_bag|basemap|expansion|prediction)(?:\/|$)/;

/** Files that nothing was said of yet. Those between key frames, and those of radars, are spoken of as a whole. */
function unused(
  files: FileListing,
  { chosen: tables }: Question,
  candidates: readonly string[],
  { keyFiles, sweepFolders, radarFolders }: NuscenesIndex,
  sequences: readonly Sequence[],
  problems: readonly Problem[],
): Problem[] {
  const used = new Set(problems.flatMap(({ path }) => path ?? []));
  for (const { frames } of sequences) {
    for (const { clouds, images } of frames) {
      for (const { path } of clouds) used.add(path);
      for (const { path } of images) used.add(path);
    }
  }
  const start = joinPath(folderOf(tables), '');
  for (const ofSample of keyFiles.values()) {
    for (const { row } of ofSample.values()) if (row.info_filename) used.add(`${start}${row.info_filename}`);
  }
  used.add(`${start}status.json`);
  for (const [folder, paths] of files.folders) {
    const isSpokenOf = sweepFolders.has(folder) || radarFolders.has(folder);
    const isOfTables = candidates.includes(folder);
    if (!isSpokenOf && !isOfTables) continue;
    for (const path of paths) if (isSpokenOf || path.endsWith('.json')) used.add(path);
  }
  // With several sets of tables, what this one does not name may well be named by another.
  const reason = candidates.length > 1 ? 'notShown' : 'notPartOfLayout';
  return unusedFiles(files, used, reason).map((problem) => {
    const path = problem.path ?? '';
    const isKnown = path.startsWith(start) && NOT_SHOWN.test(path.slice(start.length));
    return isKnown ? skippedFile(path, 'notShown') : problem;
  });
}
