import { PcdError } from 'pcd-format';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { fileProblem } from '#electron/services/readProblems.ts';
import type { Bounds } from '#shared/pointcloud/bounds.ts';
import { buildCloud } from '#shared/pointcloud/cloud.ts';
import { fromPcdError } from '#shared/pointcloud/files/cloudError.ts';
import type { DecodedCloud } from '#shared/pointcloud/files/cloudFile.ts';
import { coordinatesOf } from '#shared/pointcloud/files/coordinates.ts';
import { cloudOrigin } from '#shared/pointcloud/pack.ts';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { describeCloud, type CloudDescription, type DescribeOptions } from './cloudDescription.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { fieldStatistics, type FieldStatistics } from './fieldStatistics.ts';
import { counted, printJson } from './print.ts';

export interface InfoOptions extends DescribeOptions {
  readonly json: boolean;
}

/**
 * What a PCD, PLY or `.bin` file holds: its header, the range of each field, its bounds; or why it is refused.
 *
 * @param typed the path as the person wrote it
 * @throws ProblemError `file.unreadable` when the disk does not give the file
 */
export async function infoOfCloud(
  path: string,
  typed: string,
  { json, partial }: InfoOptions,
): Promise<CommandResult> {
  const bytes = await nodeFileSystem.readFile(path).catch((error: unknown) => {
    throw fileProblem('file.unreadable', typed, error);
  });
  try {
    if (bytes.length === 0) throw new ProblemError({ code: 'file.empty', severity: 'error' });
    const description = await describeCloud(path, bytes, { partial });
    const output = json ? printJson(jsonOf(description, bytes.length)) : linesOf(description).join('\n');
    return { exitCode: EXIT.ok, output };
  } catch (error) {
    const known = fromPcdError(error);
    if (!(known instanceof ProblemError)) throw error;
    const problem = { ...known.problem, path: typed };
    const output = json
      ? printJson({ error: refusal(error, known) })
      : `${problem.severity}: ${describeProblem(problem, 'en')}`;
    return { exitCode: EXIT.refused, output };
  }
}

/** For programs. `offset`: the byte at which it shows, where the format tells. */
function refusal(
  error: unknown,
  { problem }: ProblemError,
): { code: string; message: string; offset: number | null; details: object } {
  if (error instanceof PcdError) {
    const { code, message, offset, details } = error;
    return { code, message, offset: offset ?? null, details };
  }
  const isEmpty = problem.code === 'file.empty';
  return {
    code: problem.code.replace(/^\w+\./, ''),
    message: describeProblem(problem, 'en'),
    offset: isEmpty ? 0 : null,
    details: problem.params ?? {},
  };
}

function jsonOf(description: CloudDescription, bytes: number): object {
  const { format, encoding, version, width, height, warnings, more, cloud } = description;
  return {
    format,
    encoding,
    version,
    width,
    height,
    points: cloud.points,
    fields: fieldsOf(cloud),
    ...placeOf(cloud),
    warnings,
    bytes,
    ...more,
  };
}

function linesOf({ format, encoding, version, width, height, warnings, cloud }: CloudDescription): string[] {
  const name = [format.toUpperCase(), version].filter(Boolean).join(' ');
  const { bounds } = placeOf(cloud);
  return [
    `${name}, ${encoding}, ${counted(cloud.points, 'point')} (${width} × ${height})`,
    ...(bounds === null ? [] : [`bounds: ${bounds.min.join(' ')} to ${bounds.max.join(' ')}`]),
    ...warnings.map(({ message }) => `note: ${message}`),
    ...fieldsOf(cloud).map(describeField),
  ];
}

function fieldsOf({ columns }: DecodedCloud): FieldStatistics[] {
  return [...columns.values()].map(fieldStatistics);
}

/** Of the points with finite coordinates; null where there are none. `origin`: what the app draws the cloud around. */
function placeOf(cloud: DecodedCloud): { bounds: Bounds | null; origin: readonly number[] | null } {
  const coordinates = coordinatesOf(cloud);
  const points = coordinates && buildCloud(coordinates);
  return points === undefined || points.count === 0
    ? { bounds: null, origin: null }
    : { bounds: points.bounds, origin: cloudOrigin(points) };
}

function describeField({ name, type, size, count, min, max, mean, nonFinite }: FieldStatistics): string {
  const range = min === null ? 'no finite value' : `${min} to ${max}, mean ${mean}`;
  const elements = count === 1 ? '' : ` × ${count}`;
  const faults = nonFinite === 0 ? '' : `, ${nonFinite} not finite`;
  return `  ${name}: ${type}${size}${elements}, ${range}${faults}`;
}
