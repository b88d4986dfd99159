import { basename } from 'node:path';
import { z } from 'zod';
import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import { describeProjection, type PointProjection } from '#shared/camera/projectionReport.ts';
import { parseCameraFile } from '#shared/dataset/cameraFile.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { parseJson } from '#shared/problems/parseJson.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { schemaFault } from '#shared/problems/schemaFault.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { openFolder, openInput } from './openInput.ts';
import { printJson } from './print.ts';

export interface ProjectOptions {
  readonly camera: string;
  readonly points: string;
  readonly json: boolean;
}

/** What is no number, such as the `null` that stands for NaN in JSON, makes a point that is not finite. */
const pointsSchema = z.array(z.array(z.unknown()).length(3));

/**
 * `boxwright project`: where a camera sees points of the lidar frame, in their order.
 *
 * @throws ProblemError naming the file and what is wrong with it
 */
export async function projectCommand({ camera, points, json }: ProjectOptions): Promise<CommandResult> {
  const { intrinsics, cameraFromLidar, width, height } = parseCameraFile(await readJson(camera), camera);
  const view = { model: createCameraModel(intrinsics), cameraFromLabel: cameraFromLidar, width, height };
  const projected = (await readPoints(points)).map((point) => describeProjection(point, view));
  const output = json ? printJson({ points: projected }) : projected.map(lineOf).join('\n');
  return { exitCode: EXIT.ok, output };
}

async function readPoints(typed: string): Promise<readonly Vec3[]> {
  const json = await readJson(typed);
  const parsed = pointsSchema.safeParse(json);
  if (!parsed.success) {
    const params = { ...schemaFault(parsed.error, json) };
    throw new ProblemError({ code: 'schema.mismatch', severity: 'error', path: typed, params });
  }
  return parsed.data.map((point) => point.map(numberOf) as [number, number, number]);
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN;
}

async function readJson(typed: string): Promise<unknown> {
  const input = await openInput(typed);
  const text = await (await openFolder(input)).readText(basename(input.path));
  return parseJson(text, typed, { malformed: 'json.malformed', mismatch: 'schema.mismatch' });
}

function lineOf({ x, y, depth, inImage, reason }: PointProjection): string {
  if (reason !== undefined) return reason;
  const place = `${x?.toFixed(2)} ${y?.toFixed(2)}  ${depth?.toFixed(3)} m`;
  return inImage ? place : `${place}  outside the image`;
}
