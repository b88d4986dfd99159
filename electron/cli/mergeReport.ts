import { readFile } from 'node:fs/promises';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { writeAtomically } from '#electron/services/atomicWrite.ts';
import { systemErrorCode } from '#shared/host/failure.ts';
import { canonicalJson } from '#shared/labels/canonicalJson.ts';
import { PRESENCE } from '#shared/labels/merge/mergeRecords.ts';
import type { AnyConflict } from '#shared/labels/merge/mergeTexts.ts';
import type { Side } from '#shared/labels/merge/threeWay.ts';
import type { FileOutcome, MergeOutcome } from './mergeOutcome.ts';
import { counted, printProblems } from './print.ts';

export const REPORT_FORMAT = 'boxwright-merge-conflicts';
const REPORT_VERSION = 1;
const REPORT_ENDING = '.conflicts.json';

/** Where the conflicts of a merge are written: beside its result. */
export function reportPath(out: string): string {
  return `${out.replace(/[/\\]+$/, '')}${REPORT_ENDING}`;
}

/**
 * Writes what both sides changed, whole records of all three versions, so that nothing is lost with the side that was
 * not chosen. Without a conflict there is no such file; one of an earlier merge is removed.
 *
 * @returns is there one?
 */
export async function writeConflicts(
  path: string,
  files: readonly FileOutcome[],
  prefer: Side,
): Promise<boolean> {
  const conflicts = files.flatMap((file) =>
    file.conflicts.map((conflict) => ({ path: file.path, ...conflict })),
  );
  if (conflicts.length === 0) {
    if (await isOurReport(path)) await nodeFileSystem.remove(path);
    return false;
  }
  const text = canonicalJson({ format: REPORT_FORMAT, version: REPORT_VERSION, kept: prefer, conflicts });
  await writeAtomically(nodeFileSystem, path, new TextEncoder().encode(text));
  return true;
}

async function isOurReport(path: string): Promise<boolean> {
  try {
    return (await readFile(path, 'utf8')).includes(`"${REPORT_FORMAT}"`);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** For people: what happened to each file that was not the same, the conflicts, and a sum. */
export function describeMerge(
  { files, problems }: MergeOutcome,
  kept: Side,
  report: string | undefined,
): string {
  const lines = files.flatMap((file) => (file.state === 'same' ? [] : [describeFile(file)]));
  const conflicts = files.flatMap((file) =>
    file.conflicts.map((conflict) => describeConflict(file.path, conflict, kept)),
  );
  const changed = files.filter(({ state }) => state !== 'same' && state !== 'unreadable').length;
  const unreadable = files.filter(({ state }) => state === 'unreadable').length;
  const sum = [
    `${counted(files.length, 'file')}: ${changed} changed`,
    counted(conflicts.length, 'conflict'),
    ...(unreadable === 0 ? [] : [`${unreadable} not readable`]),
  ].join(', ');
  const where = report === undefined ? [] : [`both versions of each conflict: ${report}`];
  return [...lines, ...printProblems(problems), ...conflicts, sum, ...where].join('\n');
}

function describeFile({ path, state, edits }: FileOutcome): string {
  const { ours, theirs } = edits;
  const counts = ours + theirs === 0 ? '' : ` (${counted(ours, 'change')} of ours, ${theirs} of theirs)`;
  return `${state}: ${path}${counts}`;
}

/** `conflict: lidar/0001.pcd.labels.json: object of track 6a4c…: cuboid, status; ours stands`. */
function describeConflict(path: string, conflict: AnyConflict, kept: Side): string {
  const { kind, id, trackId, fields, ours, theirs } = conflict;
  const what =
    kind === 'object'
      ? `object of track ${trackId}`
      : kind === 'file' || kind === 'done'
        ? kind
        : `${kind} ${id}`;
  const how =
    fields[0] === PRESENCE
      ? `${ours === undefined ? 'ours' : 'theirs'} deleted it, ${theirs === undefined ? 'ours' : 'theirs'} changed it`
      : fields
          .map((field) => `${field} (ours ${brief(ours, field)}, theirs ${brief(theirs, field)})`)
          .join(', ');
  return `conflict: ${path}: ${what}: ${how}; ${kept} stands`;
}

const LONGEST_VALUE = 60;

function brief(record: unknown, field: string): string {
  const value = valueAt(record, field);
  if (value === undefined) return 'none';
  const shown = field === 'cuboid' ? placeOf(value) : value;
  const text = JSON.stringify(shown) ?? '';
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}…`;
}

function placeOf(cuboid: unknown): unknown {
  return [valueAt(cuboid, 'centre'), valueAt(cuboid, 'size'), valueAt(cuboid, 'yaw')];
}

/** A key may have dots in it itself, and a file's own keys are named whole. */
function valueAt(record: unknown, field: string): unknown {
  if (typeof record !== 'object' || record === null) return undefined;
  if (Object.hasOwn(record, field)) return Reflect.get(record, field);
  const dot = field.indexOf('.');
  return dot < 0 ? undefined : valueAt(Reflect.get(record, field.slice(0, dot)), field.slice(dot + 1));
}
