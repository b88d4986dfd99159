import { ProblemError } from '../problems/problem.ts';
import type { Dataset } from './dataset.ts';
import type { DatasetFolder, FileEntry } from './fileTree.ts';
import { groupBy } from './groupBy.ts';
import type { DatasetLayout } from './layout.ts';
import { DATASET_LAYOUTS } from './layouts.ts';
import { nameOf } from './canonicalPath.ts';
import { isSystemFile, summariseProblems } from './skippedFiles.ts';

/**
 * Recognises what kind of dataset a folder is and reads what it holds, not the clouds and images themselves.
 *
 * @throws ProblemError `folder.empty`, `folder.unrecognised` (`found`: what was there), `folder.unreadable`, or the
 *   layout's own where nothing of it can be opened.
 */
export async function openDataset(folder: DatasetFolder): Promise<Dataset> {
  const files = await folder.list();
  if (files.every(({ path }) => isSystemFile(nameOf(path)))) {
    throw new ProblemError({ code: 'folder.empty', severity: 'error', path: folder.name });
  }
  const layout = await recogniseLayout(files, folder);
  if (layout === undefined) {
    const params = { found: countByEnding(files) };
    throw new ProblemError({ code: 'folder.unrecognised', severity: 'error', path: folder.name, params });
  }
  const dataset = await layout.read(files, folder);
  return { ...dataset, problems: summariseProblems(dataset.problems) };
}

async function recogniseLayout(
  files: readonly FileEntry[],
  folder: DatasetFolder,
): Promise<DatasetLayout | undefined> {
  for (const layout of DATASET_LAYOUTS) {
    if (await layout.detect(files, folder)) return layout;
  }
  return undefined;
}

/** `12 .bin, 3 .txt`: the four endings that occur most. */
function countByEnding(files: readonly FileEntry[]): string {
  const groups = groupBy(files, ({ path }) => /\.[^./]+$/.exec(path)?.[0].toLowerCase() ?? nameOf(path));
  return [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, 4)
    .map(([ending, { length }]) => `${length} ${ending}`)
    .join(', ');
}
