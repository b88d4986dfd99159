import type { Problem } from '../problems/problem.ts';
import type { ProblemReason } from '../problems/reasons.ts';
import { nameOf } from './canonicalPath.ts';
import type { FileListing } from './fileListing.ts';
import { groupBy } from './groupBy.ts';
import { MANIFEST_NAME } from './manifest.ts';

/** More problems of one kind than this are counted instead of listed. */
export const MOST_LISTED = 200;

export function skippedFile(path: string, reason: ProblemReason): Problem {
  return { code: 'file.skipped', severity: 'info', path, params: { reason } };
}

/** What is in the folder and was used for nothing, each with the reason; our own files are not worth a word. */
export function unusedFiles(
  files: FileListing,
  used: ReadonlySet<string>,
  reason: ProblemReason = 'notPartOfLayout',
): Problem[] {
  return files.paths
    .filter((path) => !used.has(path) && path !== MANIFEST_NAME && !isOwnFile(path))
    .map((path) => skippedFile(path, isSystemFile(nameOf(path)) ? 'systemFile' : reason));
}

/** The first 200 problems of each kind (code and reason) as they are, then one that says how many more there are. */
export function summariseProblems(problems: readonly Problem[]): Problem[] {
  const summary: Problem[] = [];
  for (const group of groupBy(
    problems,
    ({ code, params }) => `${code} ${params?.['reason'] ?? ''}`,
  ).values()) {
    summary.push(...group.slice(0, MOST_LISTED));
    const beyond = group.slice(MOST_LISTED);
    const [first] = beyond;
    if (first === undefined) continue;
    const reason = first.params?.['reason'];
    // One that was counted already stands for as many as it says.
    const count = beyond.reduce((sum, { params }) => sum + Number(params?.['count'] ?? 1), 0);
    const params = { count, ...(reason === undefined ? {} : { reason }) };
    summary.push({ code: first.code, severity: first.severity, params });
  }
  return summary;
}

const SYSTEM_FILES = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

export function isSystemFile(name: string): boolean {
  return SYSTEM_FILES.has(name) || name.startsWith('._');
}

/** Files that this program writes beside the data: never part of a layout, never worth a word. */
export function isOwnFile(path: string): boolean {
  return /(^|\/)(\.boxwright[^/]*($|\/)|tracks\.json$|[^/]*\.labels\.json$)/.test(path);
}
