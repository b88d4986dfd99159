import { z } from 'zod';
import type { Problem } from '../../problems/problem.ts';
import { assumed } from '../assumed.ts';
import { joinPath, nameOf } from '../canonicalPath.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { readJsonIfSound } from '../readJsonIfSound.ts';
import type { SuperviselyFiles } from './superviselyFiles.ts';

const mapSchema = z.record(z.string().regex(/^\d{1,9}$/), z.string());

/**
 * The clouds of an episode with their frame numbers, by number: `frame_pointcloud_map.json` has them as
 * `{"0": "frame1.pcd"}`. Clouds that it does not name come last, without a number and so without labels. Without the
 * file, clouds count from 0 in natural order.
 */
export async function readEpisodeFrames(
  { folder: place, clouds, frameMap }: Pick<SuperviselyFiles, 'folder' | 'clouds' | 'frameMap'>,
  folder: DatasetFolder,
  problems: Problem[],
): Promise<ReadonlyMap<string, number | undefined>> {
  const numbers = frameMap === undefined ? undefined : await readMap(frameMap, folder, problems);
  if (numbers === undefined) {
    problems.push(assumed('assumedFrameOrder'));
    return new Map(clouds.map((cloud, index) => [cloud, index]));
  }
  const known = new Map(clouds.map((cloud) => [nameOf(cloud), cloud]));
  const ordered = new Map<string, number | undefined>();
  for (const [number, name] of numbers) {
    const cloud = known.get(name);
    if (cloud !== undefined && !ordered.has(cloud)) {
      ordered.set(cloud, number);
      continue;
    }
    problems.push({
      code: 'frame.skipped',
      severity: 'warning',
      path: joinPath(place, `pointcloud/${name}`),
      params: { frame: String(number), reason: cloud === undefined ? 'noCloud' : 'duplicateFrame' },
    });
  }
  for (const cloud of clouds) if (!ordered.has(cloud)) ordered.set(cloud, undefined);
  return ordered;
}

async function readMap(
  path: string,
  folder: DatasetFolder,
  problems: Problem[],
): Promise<[number, string][] | undefined> {
  const json = await readJsonIfSound(folder, path, problems);
  if (json === undefined) return undefined;
  const parsed = mapSchema.safeParse(json);
  if (!parsed.success) {
    const params = { ...schemaFault(parsed.error, json) };
    problems.push({ code: 'schema.mismatch', severity: 'error', path, params });
    return undefined;
  }
  return Object.entries(parsed.data)
    .map(([number, name]): [number, string] => [Number(number), name])
    .sort(([a], [b]) => a - b);
}
