import { basename } from 'node:path';
import { cuboidYaw } from '#shared/geometry/cuboid.ts';
import { boundsOfPoints } from '#shared/geometry/rectangle.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { assumeSensor } from '#shared/pointcloud/fit/assumeSensor.ts';
import type { ClassPrior } from '#shared/pointcloud/fit/classPrior.ts';
import { fitAt, type FitFound, type FittedBox, type NoFit } from '#shared/pointcloud/fit/fitAt.ts';
import { estimateGround, groundHeightAt } from '#shared/pointcloud/ground.ts';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import type { FitOptions } from './fitOptions.ts';
import { openFolder, openInput } from './openInput.ts';
import { readCloud } from './readCloud.ts';

/** One answer for each place, in their order: a line each. Without places, one for the rectangle. */
export async function fitCloud(
  typed: string,
  { at = [], rect: within, sensor, json }: FitOptions,
  classes: readonly ClassPrior[],
): Promise<CommandResult> {
  const input = await openInput(typed);
  const places = at.length > 0 ? at : [undefined];
  try {
    const cloud = await readCloud(await openFolder(input), basename(input.path));
    const ground = estimateGround(cloud);
    const question = { cloud, ground, classes, within, sensor: sensor ?? assumeSensor(cloud, ground) };
    const lines = places.map((place) => {
      const [x, y] = middleOf(within ?? []);
      const middle: Vec3 = [x, y, groundHeightAt(ground, x, y)];
      const result = fitAt({ ...question, at: place ?? middle, isMiddle: place === undefined });
      return json ? JSON.stringify(answerOf(result)) : lineOf(result);
    });
    return { exitCode: EXIT.ok, output: lines.join('\n') };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const problem = { ...error.problem, path: typed };
    const output = json
      ? places.map(() => JSON.stringify({ cuboid: null, confidence: 0, points: 0, reason: problem.code }))
      : [`${problem.severity}: ${describeProblem(problem, 'en')}`];
    return { exitCode: EXIT.refused, output: output.join('\n') };
  }
}

function middleOf(corners: readonly (readonly [number, number])[]): readonly [number, number] {
  const { left, right, top, bottom } = boundsOfPoints(corners) ?? { left: 0, right: 0, top: 0, bottom: 0 };
  return [(left + right) / 2, (top + bottom) / 2];
}

/** For programs; documented in `docs/cli.md`. */
function answerOf(result: FitFound | NoFit): object {
  if (result.cuboid === undefined)
    return { cuboid: null, confidence: 0, points: result.points, reason: result.reason };
  const { confidence, points, alternatives } = result;
  return {
    ...fittedJson(result),
    confidence,
    points,
    alternatives: alternatives.map(fittedJson),
  };
}

function fittedJson({ cuboid, className, heading }: FittedBox): object {
  const { centre, size, rotation } = cuboid;
  return { cuboid: { center: centre, size, rotation, yaw: cuboidYaw(cuboid) }, class: className, heading };
}

function lineOf(result: FitFound | NoFit): string {
  if (result.cuboid === undefined) return `nothing fitted: ${result.reason} (${result.points} points)`;
  const { cuboid, className, confidence, points } = result;
  return [
    `${className} at ${metres(cuboid.centre)}`,
    `size ${metres(cuboid.size)}`,
    `yaw ${cuboidYaw(cuboid).toFixed(3)}`,
    `${points} points`,
    `confidence ${confidence.toFixed(2)}`,
  ].join(', ');
}

function metres(values: readonly number[]): string {
  return values.map((value) => value.toFixed(2)).join(' ');
}
