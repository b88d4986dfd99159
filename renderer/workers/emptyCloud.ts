import { ZERO } from '#shared/geometry/vec3.ts';
import { buildCloud } from '#shared/pointcloud/cloud.ts';
import { estimateGround } from '#shared/pointcloud/ground.ts';
import { packCloud } from '#shared/pointcloud/pack.ts';
import { viewBounds } from '#shared/pointcloud/viewBounds.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { LoadedCloud } from './protocol.ts';

/** What is shown in place of a cloud that could not be had: no points on level ground, and the reason. */
export function emptyCloud(problem: Problem): LoadedCloud {
  const cloud = buildCloud({ x: new Float32Array(), y: new Float32Array(), z: new Float32Array() });
  return {
    pack: packCloud(cloud),
    ground: estimateGround(cloud),
    viewBounds: viewBounds(cloud),
    sensor: ZERO,
    problems: [problem],
  };
}
