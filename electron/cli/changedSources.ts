import type { SourceHashes } from '#electron/services/sourceHashes.ts';
import type { Frame } from '#shared/dataset/dataset.ts';
import { sidecarPath } from '#shared/labels/labelPaths.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import type { SourceJson } from '#shared/labels/sidecar.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import type { QualityDataset } from './qualityDataset.ts';

/**
 * The clouds and calibrations that a frame's labels were made from and that are other files now, or gone. Images are not
 * looked at: nothing is computed from them, and reading them all takes longer than all else.
 */
export async function changedSources(
  { folder, labelFiles }: QualityDataset,
  frame: Pick<Frame, 'id'>,
  hashes: SourceHashes,
): Promise<readonly SourceJson[]> {
  const path = sidecarPath(frame.id);
  try {
    const text = await labelFiles.get(path)?.readText(path);
    if (text === undefined) return [];
    const recorded = parseSidecar(text, path).sources.filter(({ role }) => role !== 'image');
    const problems = await hashes.check(recorded, (source) => folder.resolve(source));
    const changed = new Set(problems.map((problem) => problem.path));
    return recorded.filter((source) => changed.has(source.path));
  } catch (error) {
    // What is wrong with the sidecar itself is said by others.
    if (error instanceof ProblemError) return [];
    throw error;
  }
}
