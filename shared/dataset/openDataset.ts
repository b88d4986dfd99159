import { ProblemError, type Problem } from '../problems/problem.ts';
import type { AcceptedCorrection } from './acceptedCorrection.ts';
import { applyCorrections, type CalibratedDataset, type CorrectedDataset } from './applyCorrections.ts';
import { nameOf } from './canonicalPath.ts';
import { readDecisions } from './choices.ts';
import type { Dataset, Sequence } from './dataset.ts';
import { FileListing } from './fileListing.ts';
import type { DatasetFolder } from './fileTree.ts';
import { groupBy } from './groupBy.ts';
import type { DatasetLayout } from './layout.ts';
import { DATASET_LAYOUTS, layoutById } from './layouts.ts';
import { MANIFEST_NAME } from './manifest.ts';
import { ask, type LayoutChoices } from './questions.ts';
import { isSystemFile, summariseProblems } from './skippedFiles.ts';

export interface DatasetReading extends CorrectedDataset {
  /** As its own files have it, without what people corrected. */
  readonly written: CalibratedDataset;
}

/** As {@link readDataset}, for those who ask for no image's calibration. */
export async function openDataset(
  folder: DatasetFolder,
  choices?: LayoutChoices,
  corrections?: readonly AcceptedCorrection[],
): Promise<Dataset> {
  return (await readDataset(folder, choices, corrections)).dataset;
}

/**
 * Recognises what kind of dataset a folder is and reads what it holds, not the clouds and images themselves.
 *
 * @param choices what a person answered before, over what the folder's own `dataset.json` says
 * @param corrections of calibrations, in place of those in the folder's own `dataset.json`
 * @throws ProblemError `folder.empty`, `folder.unrecognised` (`found`: what was there), `folder.unreadable`, or the
 *   layout's own where nothing of it can be opened.
 */
export async function readDataset(
  folder: DatasetFolder,
  choices: LayoutChoices = {},
  corrections?: readonly AcceptedCorrection[],
): Promise<DatasetReading> {
  const files = new FileListing(await folder.list());
  if (files.paths.every((path) => isSystemFile(nameOf(path)))) {
    throw new ProblemError({ code: 'folder.empty', severity: 'error', path: folder.name });
  }
  const own = await readDecisions(folder, files);
  const { dataset, imageCalibrations } = await readWritten(folder, files, { ...own.choices, ...choices });
  const problems = [...own.corrections.problems, ...dataset.problems];
  const { thresholds } = own;
  const decided = thresholds === undefined ? dataset : { ...dataset, thresholds };
  const written = { dataset: { ...decided, problems }, imageCalibrations };
  const accepted = corrections ?? own.corrections.accepted ?? [];
  return { ...(await applyCorrections(written, accepted, folder, MANIFEST_NAME)), written };
}

/** @throws ProblemError as {@link readDataset} */
async function readWritten(
  folder: DatasetFolder,
  files: FileListing,
  answers: LayoutChoices,
): Promise<CalibratedDataset> {
  const layouts = await recogniseLayouts(files, folder);
  if (layouts.length === 0) {
    const params = { found: countByEnding(files.paths) };
    throw new ProblemError({ code: 'folder.unrecognised', severity: 'error', path: folder.name, params });
  }
  const ids = layouts.map(({ id }) => id);
  const likeliest = ask('layout', ids, answers);
  const failures: Problem[] = [];
  // What fits two layouts may be the broken half of one: the other still opens, and the report says why.
  for (const id of [likeliest.chosen, ...ids.filter((other) => other !== likeliest.chosen)]) {
    try {
      const layout = layoutById(id)!;
      const read = await layout.read(folder, files, answers);
      const { questions = [], problems, imageCalibrations = new Map(), forms, ...reading } = read;
      const hasCalibration = imageCalibrations.size > 0 || reading.sequences.some(isCalibrated);
      const calibrationForms =
        forms ?? (layout.calibrationForm === undefined ? [] : [layout.calibrationForm]);
      const which = { ...likeliest, chosen: id, isAnswered: likeliest.isAnswered && failures.length === 0 };
      const dataset: Dataset = {
        ...reading,
        layout: id,
        ...(hasCalibration ? { calibrationForms: [...calibrationForms] } : {}),
        questions: [...(ids.length > 1 ? [which] : []), ...questions],
        problems: summariseProblems([...failures, ...problems]),
      };
      return { dataset, imageCalibrations };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      failures.push(error.problem);
    }
  }
  throw new ProblemError(failures[0]!);
}

function isCalibrated({ cameras }: Sequence): boolean {
  return cameras.some(({ calibration }) => calibration !== undefined);
}

/** A manifest leaves nothing open: where there is one, nothing else is asked. The last layout takes what no other does. */
async function recogniseLayouts(files: FileListing, folder: DatasetFolder): Promise<DatasetLayout[]> {
  const found: DatasetLayout[] = [];
  for (const layout of DATASET_LAYOUTS) {
    if (layout.isFallback === true && found.length > 0) continue;
    if (await layout.detect(files, folder)) found.push(layout);
    if (layout.isConclusive === true && found.length > 0) break;
  }
  return found;
}

/** `12 .bin, 3 .txt`: the four endings that occur most. */
function countByEnding(paths: readonly string[]): string {
  const groups = groupBy(paths, (path) => /\.[^./]+$/.exec(path)?.[0].toLowerCase() ?? nameOf(path));
  return [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, 4)
    .map(([ending, { length }]) => `${length} ${ending}`)
    .join(', ');
}
