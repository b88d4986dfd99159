import type { Problem } from '../problems/problem.ts';
import type { ProblemReason } from '../problems/reasons.ts';
import { stemOf } from './canonicalPath.ts';
import { skippedFile } from './skippedFiles.ts';

/**
 * Files by their name without its ending, which is how most datasets join what belongs together. The first of two that
 * share a stem (`1.jpg`, `1.png`) is taken, the other is named in `problems`.
 *
 * @param keyOf where the whole stem is not what joins them
 */
export function mapByStem(
  paths: readonly string[],
  duplicate: ProblemReason,
  problems: Problem[],
  keyOf: (path: string) => string = stemOf,
): Map<string, string> {
  const byStem = new Map<string, string>();
  for (const path of paths) {
    const stem = keyOf(path);
    if (byStem.has(stem)) problems.push(skippedFile(path, duplicate));
    else byStem.set(stem, path);
  }
  return byStem;
}

export const CLOUD_NAME = /\.(?:pcd|bin|ply)$/i;
export const IMAGE_NAME = /\.(?:jpe?g|png|webp|bmp)$/i;
